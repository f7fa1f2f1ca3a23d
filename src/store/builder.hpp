#pragma once

#include "rdf/quad.hpp"
#include "store/index.hpp"
#include "store/index_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace byline::store {

/// Collects quads in any order, repeated or not, and makes a store of their set.
class StoreBuilder final : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override;
  /// A named graph that exists even if no quad stands in it.
  void add_graph(const rdf::TermView& name);
  /// Takes what `other` has taken, which is empty afterwards.
  void append(StoreBuilder&& other);
  /// Quads taken so far, repeated ones too.
  [[nodiscard]] std::size_t quad_count() const {
    return collected_.default_triples.size() + collected_.named_quads.size();
  }
  /// The store of all that was taken; the builder is empty afterwards.
  std::unique_ptr<Index> build();

 private:
  Collected collected_;
  std::uint32_t last_subject_ = 0;  ///< numbers of terms, or anything: guesses
  std::uint32_t last_graph_ = 0;
};

}  // namespace byline::store
