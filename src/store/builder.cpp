#include "store/builder.hpp"

#include "store/sorted_store.hpp"

#include <utility>

namespace byline::store {

void StoreBuilder::quad(const rdf::QuadView& quad) {
  Row row;
  row.subject = terms_.intern(quad.subject);
  row.predicate = terms_.intern(quad.predicate);
  row.object = terms_.intern(quad.object);
  row.graph = quad.in_default_graph ? default_graph : terms_.intern(quad.graph);
  quads_.push_back(row);
}

void StoreBuilder::add_graph(const rdf::TermView& name) {
  graphs_.push_back(terms_.intern(name));
}

std::unique_ptr<Store> StoreBuilder::build() {
  return std::make_unique<SortedStore>(
      std::exchange(terms_, {}), std::exchange(quads_, {}), std::exchange(graphs_, {}));
}

}  // namespace byline::store
