#include "sample.hpp"

#include "store/builder.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

namespace sample {

using byline::rdf::Quad;
using byline::rdf::Term;
using byline::store::any;
using byline::store::default_graph;
using byline::store::Index;
using byline::store::Pattern;
using byline::store::Row;
using byline::store::Store;
using byline::store::StoreBuilder;

std::unique_ptr<Index> store_of(const std::vector<Quad>& quads) {
  StoreBuilder builder;
  for (const Quad& quad : quads) {
    builder.quad(view_of(quad));
  }
  return builder.build();
}

/// Random quads over few terms, so that patterns match often; some subjects come with one
/// exact set of single-valued predicates, as evidence does.
std::vector<Quad> random_quads(std::mt19937& random, int size) {
  const auto pick = [&](int n) {
    return static_cast<int>(random() % static_cast<unsigned>(n));
  };
  const auto iri = [&](const char* kind, int n) {
    return Term::iri("http://e.example/" + std::string(kind) + std::to_string(n));
  };
  std::vector<Quad> quads;
  const auto object = [&]() -> Term {
    switch (pick(4)) {
      case 0: return iri("s", pick(size / 8 + 2));
      case 1: return Term::integer(pick(20));
      case 2:
        return Term::tagged("word" + std::to_string(pick(9)), pick(2) == 0 ? "en" : "pt");
      default: return Term::blank("b" + std::to_string(pick(9)));
    }
  };
  const auto graph = [&]() -> std::optional<Term> {
    return pick(3) == 0 ? std::optional<Term>(iri("g", pick(5))) : std::nullopt;
  };
  for (int i = 0; i < size; ++i) {
    quads.push_back({iri("s", pick(size / 8 + 2)), iri("p", pick(6)), object(), graph()});
  }
  for (int i = 0; i < size / 4; ++i) {
    const Term node = iri("evidence", i);
    for (int column = 0; column < 5; ++column) {
      quads.push_back({node, iri("c", column), Term::integer(pick(30)), std::nullopt});
    }
    quads.push_back({node, iri("p", 0), iri("class", 0), std::nullopt});
  }
  return quads;
}

QuadSet matches(const Store& store, const Pattern& pattern) {
  QuadSet found;
  std::size_t rows = 0;
  store.scan(pattern, [&](const Row& row) {
    ++rows;
    Quad quad{Term(store.term(row.subject)),
              Term(store.term(row.predicate)),
              Term(store.term(row.object)),
              std::nullopt};
    if (row.graph != default_graph) {
      quad.graph = Term(store.term(row.graph));
    }
    found.insert(quad);
    return true;
  });
  BOOST_TEST(rows == found.size());
  BOOST_TEST(rows == store.count(pattern));
  return found;
}

QuadSet quads_of(const Store& store) {
  QuadSet quads = matches(store, {});
  quads.merge(matches(store, {any, any, any, any}));
  return quads;
}

}  // namespace sample
