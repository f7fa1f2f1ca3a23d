#include "store/store.hpp"

#include "store/builder.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <set>

namespace {

using byline::rdf::Quad;
using byline::rdf::Term;
using byline::store::any;
using byline::store::default_graph;
using byline::store::Pattern;
using byline::store::Row;
using byline::store::Store;
using byline::store::StoreBuilder;
using byline::store::TermId;

byline::rdf::QuadView view(const Quad& quad) {
  byline::rdf::QuadView out{
      quad.subject.view(), quad.predicate.view(), quad.object.view(), true, {}};
  if (quad.graph) {
    out.in_default_graph = false;
    out.graph = quad.graph->view();
  }
  return out;
}

std::unique_ptr<Store> store_of(const std::vector<Quad>& quads) {
  StoreBuilder builder;
  for (const Quad& quad : quads) {
    builder.quad(view(quad));
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

using QuadSet = std::set<Quad>;

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

/// What `pattern` means, on a plain set.
QuadSet naive(const QuadSet& quads, const Store& store, const Pattern& pattern) {
  const auto fits = [&](TermId id, const Term& term) {
    return id == any || Term(store.term(id)) == term;
  };
  QuadSet found;
  for (const Quad& quad : quads) {
    const bool graph = pattern.graph == default_graph
                           ? !quad.graph
                           : quad.graph && fits(pattern.graph, *quad.graph);
    if (graph && fits(pattern.subject, quad.subject) &&
        fits(pattern.predicate, quad.predicate) && fits(pattern.object, quad.object)) {
      found.insert(quad);
    }
  }
  return found;
}

BOOST_AUTO_TEST_SUITE(store)

BOOST_AUTO_TEST_CASE(every_pattern_shape_agrees_with_a_plain_set) {
  std::mt19937 random(7);
  for (int round = 0; round < 12; ++round) {
    const auto quads = random_quads(random, round * 20);
    const QuadSet set(quads.begin(), quads.end());
    const auto store = store_of(quads);
    for (int probe = 0; probe < 160 && !quads.empty(); ++probe) {
      const Quad& model = quads[random() % quads.size()];
      const Quad& other = quads[random() % quads.size()];
      const auto id = [&](const Term& term) { return store->find(term.view()).value(); };
      Pattern pattern{id(model.subject), id(model.predicate), id(model.object), any};
      pattern.subject = (probe & 1) != 0 ? any : pattern.subject;
      pattern.predicate = (probe & 2) != 0 ? any : pattern.predicate;
      pattern.object = (probe & 4) != 0 ? any : pattern.object;
      if ((probe & 8) != 0) {
        pattern.graph = default_graph;
      } else if ((probe & 16) != 0 && other.graph) {
        pattern.graph = id(*other.graph);
      }
      BOOST_TEST((matches(*store, pattern) == naive(set, *store, pattern)));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_triple_stands_in_the_default_graph_and_in_named_ones) {
  const Term a = Term::iri("http://e.example/a");
  const auto store = store_of({{a, a, a, std::nullopt}, {a, a, a, a}, {a, a, a, a}});
  BOOST_TEST(store->count({any, any, any, default_graph}) == 1);
  BOOST_TEST(store->count({any, any, any, any}) == 1);
}

BOOST_AUTO_TEST_CASE(an_empty_graph_exists) {
  StoreBuilder builder;
  builder.add_graph({byline::rdf::TermKind::iri, "http://e.example/g", {}, {}});
  const auto store = builder.build();
  BOOST_TEST(store->graphs().size() == 1);
  BOOST_TEST(store->count({any, any, any, any}) == 0);
  BOOST_TEST(store->count({any, any, any, default_graph}) == 0);
}

BOOST_AUTO_TEST_CASE(ids_are_one_to_term_count_and_find_their_terms) {
  std::mt19937 random(3);
  const auto store = store_of(random_quads(random, 300));
  for (TermId id = 1; id <= store->term_count(); ++id) {
    BOOST_TEST(store->find(store->term(id)).value() == id);
  }
  BOOST_TEST(!store->find(Term::iri("http://e.example/none").view()));
  BOOST_TEST(!store->find(Term::literal("none").view()));
}

BOOST_AUTO_TEST_CASE(a_scan_stops_when_told) {
  std::mt19937 random(5);
  const auto store = store_of(random_quads(random, 100));
  int rows = 0;
  store->scan({}, [&](const Row&) { return ++rows < 3; });
  BOOST_TEST(rows == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
