#pragma once

#include "rdf/quad.hpp"
#include "store/index.hpp"
#include "store/index_writer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

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
    return collected_.default_triples.size() + collected_.named_quads.size() + waiting_;
  }
  /// The store of all that was taken; the builder is empty afterwards.
  std::unique_ptr<Index> build();

 private:
  std::uint32_t intern_predicate(const rdf::TermView& term);
  /// A quad whose object has no number yet.
  struct Late {
    std::string object;
    TermTable::Probe probe;
    Row row{};
    bool in_default_graph = false;
  };
  void take(const Late& late);
  void take_all();

  Collected collected_;
  std::array<Late, 16> late_;  ///< a ring
  std::size_t next_ = 0;       ///< the place of the next quad
  std::size_t waiting_ = 0;    ///< quads in the ring, up to the next place
  std::array<std::uint32_t, 64> recent_predicates_{};
  std::uint32_t last_subject_ = 0;  ///< numbers of terms, or anything: guesses
  std::uint32_t last_graph_ = 0;
};

}  // namespace byline::store
