#pragma once

#include "rdf/term.hpp"

#include <compare>
#include <optional>
#include <string_view>

namespace byline::rdf {

/// A triple and the graph it stands in; no graph is the default graph.
struct Quad {
  Term subject;
  Term predicate;
  Term object;
  std::optional<Term> graph;
  auto operator<=>(const Quad&) const = default;
};

/// A borrowed quad: valid only during the call that hands it over.
struct QuadView {
  TermView subject;
  TermView predicate;
  TermView object;
  bool in_default_graph = true;
  TermView graph;  ///< meaningless in the default graph

  [[nodiscard]] Quad copy() const;
};

/// Borrows `quad`, which must outlive the view.
QuadView view_of(const Quad& quad);

/// Takes what a reader finds, in document order.
class QuadSink {
 public:
  QuadSink() = default;
  QuadSink(const QuadSink&) = default;
  QuadSink& operator=(const QuadSink&) = default;
  QuadSink(QuadSink&&) = default;
  QuadSink& operator=(QuadSink&&) = default;
  virtual ~QuadSink() = default;

  virtual void quad(const QuadView& quad) = 0;
  /// A prefix declaration of Turtle or TriG; `iri` is absolute.
  virtual void prefix(std::string_view /*name*/, std::string_view /*iri*/) {}
};

}  // namespace byline::rdf
