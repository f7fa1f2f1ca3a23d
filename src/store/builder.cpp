#include "store/builder.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace byline::store {

/// Objects are looked up a few quads late, when memory has answered: without that a load
/// of ten million quads waits for a quarter of its time.
void StoreBuilder::quad(const rdf::QuadView& quad) {
  if (waiting_ == late_.size()) {
    take(late_[next_]);
    --waiting_;
  }
  TermTable& terms = collected_.terms;
  Late& late = late_[next_];
  last_subject_ = terms.intern(quad.subject, last_subject_);
  late.row.subject = last_subject_;
  late.row.predicate = intern_predicate(quad.predicate);
  late.object.assign(quad.object.value);
  late.probe = terms.probe(quad.object);
  late.in_default_graph = quad.in_default_graph;
  if (!quad.in_default_graph) {
    last_graph_ = terms.intern(quad.graph, last_graph_);
    late.row.graph = last_graph_;
  }
  ++waiting_;
  next_ = (next_ + 1) % late_.size();
  terms.approach(late_[(next_ + late_.size() / 2) % late_.size()].probe);
}

void StoreBuilder::take(const Late& late) {
  Row row = late.row;
  row.object = collected_.terms.intern(late.object, late.probe);
  if (late.in_default_graph) {
    collected_.default_triples.push_back({row.subject, row.predicate, row.object});
  } else {
    collected_.named_quads.push_back(row);
  }
}

void StoreBuilder::take_all() {
  for (; waiting_ > 0; --waiting_) {
    take(late_[(next_ + late_.size() - waiting_) % late_.size()]);
  }
}

/// Predicates are few: one that ends like another of late is probably the same.
std::uint32_t StoreBuilder::intern_predicate(const rdf::TermView& term) {
  constexpr std::size_t looked_at = 8;
  const std::string_view text = term.value;
  const std::string_view tail =
      text.substr(text.size() - std::min(text.size(), looked_at));
  std::uint32_t& recent =
      recent_predicates_[hash_bytes(tail, text.size()) % recent_predicates_.size()];
  recent = collected_.terms.intern(term, recent);
  return recent;
}

void StoreBuilder::add_graph(const rdf::TermView& name) {
  collected_.graphs.push_back(collected_.terms.intern(name));
}

void StoreBuilder::append(StoreBuilder&& other) {
  take_all();
  other.take_all();
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
  take_all();
  return std::make_unique<Index>(write_image(std::exchange(collected_, {})));
}

}  // namespace byline::store
