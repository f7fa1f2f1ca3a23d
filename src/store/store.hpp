#pragma once

#include "rdf/quad.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace byline::store {

/// Number of a term in one store: 1 … term_count(), in value order (see docs). Ids of two
/// stores have nothing to do with each other.
using TermId = std::uint32_t;

/// In patterns: "any term". Never the id of a term.
inline constexpr TermId any = 0;
/// In the graph place of patterns and rows: the default graph. Never the id of a term.
inline constexpr TermId default_graph = std::numeric_limits<TermId>::max();

/// A quad by ids; `graph` is `default_graph` for the default graph.
struct Row {
  TermId subject = any;
  TermId predicate = any;
  TermId object = any;
  TermId graph = default_graph;
  auto operator<=>(const Row&) const = default;
};

/// What to find: each place is a term's id or `any`. The graph place is `default_graph`
/// (the default), a graph's id, or `any`: each named graph, not the default graph.
struct Pattern {
  TermId subject = any;
  TermId predicate = any;
  TermId object = any;
  TermId graph = default_graph;
  bool operator==(const Pattern&) const = default;
};

/// Ids [first, last).
struct IdRange {
  TermId first = 0;
  TermId last = 0;
  [[nodiscard]] bool empty() const { return first >= last; }
  [[nodiscard]] bool contains(TermId id) const { return first <= id && id < last; }
};

/// An immutable set of quads, indexed for every pattern. Readers need no locks.
class Store {
 public:
  virtual ~Store() = default;

  [[nodiscard]] virtual std::size_t term_count() const = 0;
  [[nodiscard]] virtual std::optional<TermId> find(const rdf::TermView& term) const = 0;
  /// The term's parts as written. Views live as long as the store.
  [[nodiscard]] virtual rdf::TermView term(TermId id) const = 0;
  /// Names of the named graphs that exist, ascending (a graph may be empty: TriG `<g>
  /// {}`).
  [[nodiscard]] virtual std::span<const TermId> graphs() const = 0;
  /// Exact number of matches, without touching them.
  [[nodiscard]] virtual std::size_t count(const Pattern& pattern) const = 0;
  /// Every match, in the order of the index that serves the pattern. `row` returns false
  /// to stop.
  virtual void scan(const Pattern& pattern,
                    const std::function<bool(const Row&)>& row) const = 0;
};

}  // namespace byline::store
