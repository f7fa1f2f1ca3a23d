#pragma once

#include "rdf/quad.hpp"
#include "store/store.hpp"
#include "store/term_table.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace byline::store {

/// Collects quads in any order, repeated or not, and makes a store of their set.
class StoreBuilder final : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override;
  /// A named graph that exists even if no quad stands in it.
  void add_graph(const rdf::TermView& name);
  /// Quads taken so far, repeated ones too.
  [[nodiscard]] std::size_t quad_count() const { return quads_.size(); }
  /// The store of all that was taken; the builder is empty afterwards.
  std::unique_ptr<Store> build();

 private:
  TermTable terms_;
  std::vector<Row> quads_;  ///< by numbers of `terms_`
  std::vector<std::uint32_t> graphs_;
};

}  // namespace byline::store
