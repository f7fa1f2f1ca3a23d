#include "store/store.hpp"

#include "rdf/graph_builder.hpp"
#include "sample.hpp"
#include "store/builder.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <set>

namespace {

using byline::rdf::GraphBuilder;
using byline::rdf::GraphScope;
using byline::rdf::Quad;
using byline::rdf::Term;
using byline::store::any;
using byline::store::default_graph;
using byline::store::Pattern;
using byline::store::Row;
using byline::store::Store;
using byline::store::StoreBuilder;
using byline::store::TermId;
using sample::matches;
using sample::QuadSet;
using sample::random_quads;
using sample::store_of;

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

/// What `pattern` means, asked of Sord.
QuadSet oracle(const GraphBuilder& sord, const Store& store, const Pattern& pattern) {
  const auto term = [&](TermId id) {
    return id == any || id == default_graph ? Term{} : Term(store.term(id));
  };
  const Term subject = term(pattern.subject);
  const Term predicate = term(pattern.predicate);
  const Term object = term(pattern.object);
  const Term graph = term(pattern.graph);
  const auto place = [](TermId id, const Term& bound) {
    return id == any ? nullptr : &bound;
  };
  const auto found = sord.matching(
      {place(pattern.subject, subject),
       place(pattern.predicate, predicate),
       place(pattern.object, object),
       pattern.graph == default_graph ? GraphScope::default_graph : GraphScope::named,
       place(pattern.graph, graph)});
  return {found.begin(), found.end()};
}

BOOST_AUTO_TEST_SUITE(store)

BOOST_AUTO_TEST_CASE(every_pattern_shape_agrees_with_a_plain_set_and_with_sord) {
  std::mt19937 random(7);
  for (int round = 0; round < 12; ++round) {
    const auto quads = random_quads(random, round * 20);
    const QuadSet set(quads.begin(), quads.end());
    const auto store = store_of(quads);
    GraphBuilder sord;
    for (const Quad& quad : quads) {
      sord.add(quad);
    }
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
      const QuadSet found = matches(*store, pattern);
      BOOST_TEST((found == naive(set, *store, pattern)));
      BOOST_TEST((found == oracle(sord, *store, pattern)));
    }
  }
}

/// Enough for every pass of the radix sort and for a table that grows.
BOOST_AUTO_TEST_CASE(thousands_of_quads_come_out_as_they_went_in) {
  std::mt19937 random(11);
  const auto quads = random_quads(random, 6000);
  const QuadSet set(quads.begin(), quads.end());
  const auto store = store_of(quads);
  BOOST_TEST((sample::quads_of(*store) == set));
  for (int probe = 0; probe < 48; ++probe) {
    const Quad& model = quads[random() % quads.size()];
    const auto id = [&](const Term& term) { return store->find(term.view()).value(); };
    const Pattern pattern{(probe & 1) != 0 ? any : id(model.subject),
                          (probe & 2) != 0 ? any : id(model.predicate),
                          (probe & 4) != 0 ? any : id(model.object),
                          model.graph && (probe & 8) != 0 ? id(*model.graph) : any};
    BOOST_TEST((matches(*store, pattern) == naive(set, *store, pattern)));
  }
}

BOOST_AUTO_TEST_CASE(builders_are_joined_whatever_they_hold) {
  std::mt19937 random(13);
  for (std::size_t split = 0; split < 40; ++split) {
    const auto quads = random_quads(random, 40);
    StoreBuilder first;
    StoreBuilder second;
    for (std::size_t i = 0; i < quads.size(); ++i) {
      (i < split ? first : second).quad(view_of(quads[i]));
    }
    BOOST_TEST(first.quad_count() == split);
    first.append(std::move(second));
    BOOST_TEST(first.quad_count() == quads.size());
    BOOST_TEST((sample::quads_of(*first.build()) == QuadSet(quads.begin(), quads.end())));
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
