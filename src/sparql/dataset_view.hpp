#pragma once

#include "sparql/algebra.hpp"
#include "sparql/term_space.hpp"
#include "store/store.hpp"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace byline::sparql {

/// Where triple patterns look: the default graph of the dataset, one named graph, or each
/// named graph (rows then name theirs).
struct ActiveGraph {
  enum class Kind : std::uint8_t { default_graph, one, each };
  Kind kind = Kind::default_graph;
  TermId graph = store::default_graph;  ///< `one`
  VariableId variable = 0;              ///< `each`: the variable that gets the graph
  /// Inside EXISTS: what the seed binds counts as written into the pattern (18.6).
  bool substituted = false;
};

/// The RDF dataset of a query: which graphs of the store make up its default graph (their
/// merge) and which are its named graphs.
class DatasetView {
 public:
  /// The store's own default graph and all its named graphs.
  explicit DatasetView(const store::Store& store);
  /// FROM and FROM NAMED (SPARQL 1.1, 13.2): graphs of the store by their names; names
  /// that the store does not have are empty graphs.
  DatasetView(const store::Store& store, const DatasetClause& clause);
  /// The merge of all graphs as the default graph.
  static DatasetView with_union_default(const store::Store& store);

  /// That graph as the default graph, beside all named graphs (WITH of an update).
  static DatasetView with_default(const store::Store& store, const std::string& graph);

  /// Ascending.
  [[nodiscard]] std::span<const TermId> named_graphs() const { return named_; }
  [[nodiscard]] bool is_named(TermId graph) const;
  /// Whether the default graph is the store's, and whether all its named graphs are here.
  [[nodiscard]] bool has_plain_default() const {
    return default_.size() == 1 && default_.front() == store::default_graph;
  }
  [[nodiscard]] bool has_all_named() const { return all_named_; }
  /// At least the number of matches; exact unless the default graph is a merge or each
  /// graph of a selection is asked for.
  [[nodiscard]] std::size_t count(store::Pattern pattern,
                                  const ActiveGraph& active) const;
  /// Every match, each once. The pattern's graph place is a graph or `any` for `each`,
  /// and is not looked at otherwise. Ids that are not the store's match nothing.
  void scan(store::Pattern pattern,
            const ActiveGraph& active,
            const std::function<bool(const store::Row&)>& row) const;

 private:
  [[nodiscard]] bool has(const store::Pattern& pattern) const;
  void scan_merge(const store::Pattern& pattern,
                  const std::function<bool(const store::Row&)>& row) const;

  const store::Store& store_;
  std::vector<TermId> default_{store::default_graph};
  std::vector<TermId> named_;
  bool all_named_ = true;  ///< `named_` is what the store has
};

}  // namespace byline::sparql
