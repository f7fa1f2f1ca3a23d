#include "store/builder.hpp"

#include <utility>

namespace byline::store {

void StoreBuilder::quad(const rdf::QuadView& quad) {
  TermTable& terms = collected_.terms;
  const std::uint32_t subject = terms.intern(quad.subject);
  const std::uint32_t predicate = terms.intern(quad.predicate);
  const std::uint32_t object = terms.intern(quad.object);
  if (quad.in_default_graph) {
    collected_.default_triples.push_back({subject, predicate, object});
  } else {
    collected_.named_quads.push_back(
        {subject, predicate, object, terms.intern(quad.graph)});
  }
}

void StoreBuilder::add_graph(const rdf::TermView& name) {
  collected_.graphs.push_back(collected_.terms.intern(name));
}

std::unique_ptr<Index> StoreBuilder::build() {
  return std::make_unique<Index>(write_image(std::exchange(collected_, {})));
}

}  // namespace byline::store
