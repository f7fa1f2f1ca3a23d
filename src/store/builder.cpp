#include "store/builder.hpp"

#include <utility>

namespace byline::store {

void StoreBuilder::quad(const rdf::QuadView& quad) {
  TermTable& terms = collected_.terms;
  const std::uint32_t subject = terms.intern(quad.subject, last_subject_);
  last_subject_ = subject;
  const std::uint32_t predicate = terms.intern(quad.predicate);
  const std::uint32_t object = terms.intern(quad.object);
  if (quad.in_default_graph) {
    collected_.default_triples.push_back({subject, predicate, object});
  } else {
    last_graph_ = terms.intern(quad.graph, last_graph_);
    collected_.named_quads.push_back({subject, predicate, object, last_graph_});
  }
}

void StoreBuilder::add_graph(const rdf::TermView& name) {
  collected_.graphs.push_back(collected_.terms.intern(name));
}

void StoreBuilder::append(StoreBuilder&& other) {
  if (quad_count() == 0 && collected_.terms.size() == 0) {
    collected_ = std::exchange(other.collected_, {});
    return;
  }
  Collected taken = std::exchange(other.collected_, {});
  std::vector<std::uint32_t> number_of(taken.terms.size());
  for (std::uint32_t i = 0; i < number_of.size(); ++i) {
    number_of[i] = collected_.terms.intern(taken.terms.term(i));
  }
  taken.terms = {};
  taken.default_triples.consume([&](const Triple& triple) {
    collected_.default_triples.push_back({number_of[triple.subject],
                                          number_of[triple.predicate],
                                          number_of[triple.object]});
  });
  taken.named_quads.consume([&](const Row& row) {
    collected_.named_quads.push_back({number_of[row.subject],
                                      number_of[row.predicate],
                                      number_of[row.object],
                                      number_of[row.graph]});
  });
  for (const std::uint32_t graph : taken.graphs) {
    collected_.graphs.push_back(number_of[graph]);
  }
}

std::unique_ptr<Index> StoreBuilder::build() {
  return std::make_unique<Index>(write_image(std::exchange(collected_, {})));
}

}  // namespace byline::store
