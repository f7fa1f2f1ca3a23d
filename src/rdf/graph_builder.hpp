#pragma once

#include "rdf/quad.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace byline::rdf {

/// Which graphs a pattern looks at.
enum class GraphScope {
  any,            ///< default graph and named graphs: one answer for each
  default_graph,  ///< the default graph alone
  named,          ///< `QuadPattern::graph`, or every named graph if that is null
};

/// Terms that must be equal; null pointers match all. Borrowed during the call.
struct QuadPattern {
  const Term* subject = nullptr;
  const Term* predicate = nullptr;
  const Term* object = nullptr;
  GraphScope scope = GraphScope::any;
  const Term* graph = nullptr;
};

/// A graph under construction: a set of quads, held by Sord.
///
/// Lossless where Sord alone is not: the default graph has a name inside (Sord's null
/// graph is a wildcard), U+0000 in literals and language tags of any length are encoded.
/// Each builder owns its Sord world: one thread at a time, any number of builders. Terms
/// are taken as they are (no validation: readers and `write` do that).
class GraphBuilder {
 public:
  GraphBuilder();
  GraphBuilder(const GraphBuilder&) = delete;
  GraphBuilder& operator=(const GraphBuilder&) = delete;
  GraphBuilder(GraphBuilder&&) noexcept;
  GraphBuilder& operator=(GraphBuilder&&) noexcept;
  ~GraphBuilder();

  /// Returns whether the quad is new.
  bool add(const QuadView& quad);
  bool add(const Quad& quad) { return add(view_of(quad)); }

  [[nodiscard]] bool contains(const QuadView& quad) const;
  [[nodiscard]] std::size_t size() const;

  /// All quads that match, in canonical order (`canonical_order`).
  [[nodiscard]] std::vector<Quad> matching(const QuadPattern& pattern) const;
  /// All quads, in canonical order.
  [[nodiscard]] std::vector<Quad> quads() const { return matching({}); }

 private:
  struct Model;
  std::unique_ptr<Model> model_;
};

}  // namespace byline::rdf
