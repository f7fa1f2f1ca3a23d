#pragma once

#include "rdf/quad.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace byline::publish {

/// One statement of the graph to be loaded, as canonical N-Triples terms.
struct Statement {
  std::string_view graph;   ///< IRI; empty: the default graph
  std::string_view triple;  ///< `<s> <p> "o" .` without a line break
};

/// Sorts any number of quads by graph (the default graph first), then by line, without
/// repetitions, in bounded memory: runs of `run_bytes` are sorted and put into an unnamed
/// temporary file, then merged. Blank nodes become IRIs below `skolem_base`, so that
/// every statement is ground and may be sent twice.
class SortedGraphs : public rdf::QuadSink {
 public:
  explicit SortedGraphs(std::string skolem_base,
                        std::size_t run_bytes = std::size_t{16} << 20);
  SortedGraphs(const SortedGraphs&) = delete;
  SortedGraphs& operator=(const SortedGraphs&) = delete;
  SortedGraphs(SortedGraphs&&) = delete;
  SortedGraphs& operator=(SortedGraphs&&) = delete;
  ~SortedGraphs() override;

  void quad(const rdf::QuadView& quad) override;

  /// Hands out every statement in order. May be called several times. Throws Error on
  /// I/O.
  void for_each(const std::function<void(const Statement&)>& take);

  [[nodiscard]] std::size_t blank_nodes_replaced() const { return blank_nodes_; }
  [[nodiscard]] std::size_t longest_literal_bytes() const { return longest_literal_; }
  /// Subject and predicate of the statement with the longest literal, for messages.
  [[nodiscard]] const std::string& longest_literal_at() const { return longest_at_; }

 private:
  struct Run;
  void append_term(std::string& line, const rdf::TermView& term);
  void spill();

  std::string skolem_base_;
  std::size_t run_bytes_;
  std::size_t pending_bytes_ = 0;
  std::vector<std::string> pending_;  ///< graph, U+0001, triple
  std::vector<std::unique_ptr<Run>> runs_;
  std::size_t blank_nodes_ = 0;
  std::size_t longest_literal_ = 0;
  std::string longest_at_;
};

}  // namespace byline::publish
