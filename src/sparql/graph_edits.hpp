#pragma once

#include "rdf/quad.hpp"
#include "store/store.hpp"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace byline::sparql {

/// A dataset under change: rows of terms, and a store over them when a pattern must be
/// matched. Graphs exist from their first quad or CREATE on until they are dropped.
class GraphEdits {
 public:
  /// Copies the dataset of `store`.
  explicit GraphEdits(const store::Store& store);

  /// The dataset as a store; valid until the next change.
  const store::Store& store();

  void insert(const rdf::Quad& quad);
  void remove(const rdf::Quad& quad);
  /// Graphs by name; nothing is the default graph.
  using GraphName = std::optional<rdf::Term>;
  [[nodiscard]] bool exists(const GraphName& graph) const;
  void create(const rdf::Term& graph);
  void clear(const GraphName& graph);
  void drop(const GraphName& graph);
  void copy(const GraphName& from, const GraphName& to);
  [[nodiscard]] std::vector<rdf::Term> graphs() const;
  [[nodiscard]] std::vector<rdf::Quad> quads() const;

 private:
  std::set<rdf::Quad> quads_;
  std::set<rdf::Term> graphs_;
  std::unique_ptr<store::Store> store_;  ///< null: changed since it was made
};

}  // namespace byline::sparql
