#include "sparql/graph_edits.hpp"

#include "store/builder.hpp"

#include <algorithm>

namespace byline::sparql {

GraphEdits::GraphEdits(const store::Store& store) {
  const auto take = [&](const store::Row& row) {
    GraphName graph;
    if (row.graph != store::default_graph)
      graph = rdf::Term(store.term(row.graph));
    quads_.insert({rdf::Term(store.term(row.subject)),
                   rdf::Term(store.term(row.predicate)),
                   rdf::Term(store.term(row.object)),
                   std::move(graph)});
    return true;
  };
  store.scan({}, take);
  store::Pattern named;
  named.graph = store::any;
  store.scan(named, take);
  for (const store::TermId graph : store.graphs())
    graphs_.emplace(store.term(graph));
}

const store::Store& GraphEdits::store() {
  if (store_)
    return *store_;
  store::StoreBuilder builder;
  for (const rdf::Term& graph : graphs_)
    builder.add_graph(graph.view());
  for (const rdf::Quad& quad : quads_) {
    rdf::QuadView view{
        quad.subject.view(), quad.predicate.view(), quad.object.view(), !quad.graph, {}};
    if (quad.graph)
      view.graph = quad.graph->view();
    builder.quad(view);
  }
  store_ = builder.build();
  return *store_;
}

void GraphEdits::insert(const rdf::Quad& quad) {
  store_.reset();
  if (quad.graph)
    graphs_.insert(*quad.graph);
  quads_.insert(quad);
}

void GraphEdits::remove(const rdf::Quad& quad) {
  store_.reset();
  quads_.erase(quad);
}

bool GraphEdits::exists(const GraphName& graph) const {
  return !graph || graphs_.contains(*graph);
}

void GraphEdits::create(const rdf::Term& graph) {
  store_.reset();
  graphs_.insert(graph);
}

void GraphEdits::clear(const GraphName& graph) {
  store_.reset();
  std::erase_if(quads_, [&](const rdf::Quad& quad) { return quad.graph == graph; });
}

void GraphEdits::drop(const GraphName& graph) {
  clear(graph);
  if (graph)
    graphs_.erase(*graph);
}

void GraphEdits::copy(const GraphName& from, const GraphName& to) {
  std::vector<rdf::Quad> copies;
  for (const rdf::Quad& quad : quads_) {
    if (quad.graph != from)
      continue;
    copies.push_back(quad);
    copies.back().graph = to;
  }
  if (to)
    create(*to);
  for (const rdf::Quad& quad : copies)
    insert(quad);
}

std::vector<rdf::Term> GraphEdits::graphs() const {
  return {graphs_.begin(), graphs_.end()};
}

std::vector<rdf::Quad> GraphEdits::quads() const {
  return {quads_.begin(), quads_.end()};
}

}  // namespace byline::sparql
