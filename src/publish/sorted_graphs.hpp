#pragma once

#include "base/line_sorter.hpp"
#include "publish/literal_traits.hpp"
#include "rdf/quad.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace byline::publish {

/// One statement of the graph to be loaded, as canonical N-Triples terms.
struct Statement {
  std::string_view graph;   ///< IRI; empty: the default graph
  std::string_view triple;  ///< `<s> <p> "o" .` without a line break
};

/// Sorts any number of quads by graph (the default graph first), then by line, without
/// repetitions, in bounded memory (LineSorter, runs of `run_bytes`). Blank nodes become
/// IRIs below `skolem_base()` (asked for at the first of them), so that every statement
/// is ground and may be sent twice.
class SortedGraphs : public rdf::QuadSink {
 public:
  explicit SortedGraphs(std::function<std::string()> skolem_base,
                        std::size_t run_bytes = std::size_t{12} << 20);

  void quad(const rdf::QuadView& quad) override;

  /// Hands out every statement in order. May be called several times. Throws Error on
  /// I/O.
  void for_each(const std::function<void(const Statement&)>& take);

  /// Base of the IRIs of blank nodes; empty if there was none.
  [[nodiscard]] const std::string& skolem_base() const { return skolem_base_; }
  [[nodiscard]] std::size_t longest_literal_bytes() const { return longest_literal_; }
  /// Subject and predicate of the statement with the longest literal, for messages.
  [[nodiscard]] const std::string& longest_literal_at() const { return longest_at_; }
  /// Of all literals that were given, before equal statements become one.
  [[nodiscard]] const TraitCounts& traits() const { return traits_; }

 private:
  void append_term(std::string& line, const rdf::TermView& term);
  void look_at_literal(const rdf::QuadView& quad);
  void append_blank(std::string& line, std::string_view label);

  std::function<std::string()> ask_skolem_base_;
  std::string skolem_base_;
  std::string line_;
  LineSorter lines_;  ///< graph, U+0001, triple
  std::size_t longest_literal_ = 0;
  std::string longest_at_;
  TraitCounts traits_;
};

}  // namespace byline::publish
