#include "sparql/parser.hpp"
#include "sparql/query.hpp"
#include "store/builder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace {

using byline::rdf::Quad;
using byline::rdf::Term;
using byline::store::Index;

/// Patterns, and what is asked of them; each is run with and without the streaming
/// operators on several random graphs.
const std::vector<std::string> queries = {
    "SELECT * { ?s :p0 ?o }",
    "SELECT * { :s1 :p0 ?o . ?o :p1 ?x }",
    "SELECT ?x { ?s :p0 ?o . ?o :p1 ?x }",
    "SELECT * { ?s :p0 ?o ; :p1 :s2 ; :p2 ?n }",
    "SELECT * { ?s :p0 ?o . ?o :p0 ?s }",
    "SELECT * { ?s :p0 ?o . ?o :p1 ?t . ?t :p0 ?s }",
    "SELECT * { ?s :p0 ?o . :s1 :p0 :s2 }",
    "SELECT * { ?s :p0 ?s }",
    "SELECT * { ?s ?p :s1 . ?s :p1 ?o }",
    "SELECT * { ?s :p0 ?o . ?t :p1 ?u }",
    "SELECT * { ?s :p0 ?o . ?s :nowhere ?u }",
    "SELECT * { ?s :p0 ?o . ?s :p1 :nothing }",
    "SELECT DISTINCT ?o { ?s :p0 ?o }",
    "SELECT DISTINCT ?s { ?s :p0 ?o . ?o :p1 ?t }",
    "SELECT DISTINCT ?s ?t { ?s :p0 ?o . ?o :p1 ?t }",
    "SELECT * { ?s :n ?v FILTER(?v >= 3 && ?v < 7) }",
    "SELECT * { ?s :n ?v ; :p0 ?o FILTER(4 < ?v) }",
    "SELECT * { ?s :n ?v FILTER(?v = 5) }",
    "SELECT * { ?s :n ?v FILTER(?v <= 5.0) }",
    "SELECT * { ?s :n ?v ; :n ?w FILTER(?v < ?w) }",
    "SELECT * { ?s :d ?v FILTER(?v > \"2022-01-05\"^^xsd:date) }",
    "SELECT * { ?s :d ?v FILTER(?v <= \"2022-01-05Z\"^^xsd:date) }",
    "SELECT * { ?s :l ?v FILTER(lang(?v) = \"en\") }",
    "SELECT * { ?s :l ?v FILTER(lang(?v) = \"\") }",
    "SELECT * { ?s :l ?v FILTER(lang(?v) = \"en\" && regex(str(?v), \"[1-4]\")) }",
    "SELECT * { ?s :p0 ?o OPTIONAL { ?s :n ?v } OPTIONAL { ?o :p1 ?t } }",
    "SELECT * { ?s :p0 ?o OPTIONAL { ?s :n ?v } FILTER(!bound(?v) || ?v > 4) }",
    "SELECT * { ?s :p0 ?o OPTIONAL { ?s :n ?v FILTER(?v > 4) } }",
    "SELECT * { ?s :p0 ?o OPTIONAL { ?s :n ?v } OPTIONAL { ?s :n ?v } }",
    "SELECT * { ?s :p0 ?o OPTIONAL { ?s :p1 ?v } ?v :p0 ?w }",
    "SELECT * { { ?s :p0 ?o FILTER(bound(?v)) } ?s :n ?v }",
    "SELECT * { { ?s :p0 ?o FILTER(!bound(?v)) } ?s :n ?v }",
    "SELECT * { ?s :p0 ?o FILTER EXISTS { ?s :p1 ?x } }",
    "SELECT * { ?s :p0 ?o FILTER NOT EXISTS { ?s :p1 ?o } }",
    "SELECT * { ?s :p0 ?o FILTER NOT EXISTS { ?x :p1 ?s } }",
    "SELECT * { ?s :p0 ?o FILTER NOT EXISTS { ?s :p1 :s2 } }",
    "SELECT * { ?s :p0 ?o FILTER NOT EXISTS { ?s :p1 ?x . ?x :p0 ?y } }",
    "SELECT * { ?s :p0 ?o FILTER EXISTS { ?s :n ?v FILTER(?v > 3) } }",
    "SELECT DISTINCT ?s { ?s :p0 ?o FILTER NOT EXISTS { ?s :p1 ?x } }",
    R"(SELECT * { ?s :l "w1"@EN })",
    R"(SELECT (COUNT(*) AS ?n) { ?s :l "w1"@EN })",
    "SELECT (COUNT(*) AS ?n) { ?s :p0 ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s :p0 ?o . ?o :p1 ?t }",
    "SELECT (COUNT(?o) AS ?n) { ?s :p0 ?o . ?s :p1 ?t }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s :p0 ?s } }",
    "SELECT (COUNT(*) AS ?n) { GRAPH :g1 { ?s :p0 ?o } }",
    "SELECT (COUNT(*) AS ?n) { ?s :nowhere ?o }",
    "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s :p0 ?o . ?o :p1 ?t }",
    "SELECT ?o (COUNT(*) AS ?n) { ?s :p0 ?o } GROUP BY ?o",
    "SELECT ?o (COUNT(DISTINCT ?s) AS ?n) { ?s :p0 ?o } GROUP BY ?o",
    "SELECT ?o (COUNT(DISTINCT ?s) AS ?n) { ?s :p0 ?o . ?s :p1 ?t } GROUP BY ?o",
    "SELECT ?o (SUM(?v) AS ?a) (AVG(?v) AS ?b) { ?s :p0 ?o ; :n ?v } GROUP BY ?o",
    "SELECT ?o (MIN(?v) AS ?a) (MAX(?v) AS ?b) { ?s :p0 ?o ; :n ?v } GROUP BY ?o",
    "SELECT (SUM(DISTINCT ?v) AS ?a) { ?s :p0 ?o ; :n ?v }",
    "SELECT (AVG(?v) AS ?a) (COUNT(*) AS ?n) { ?s :nowhere ?v }",
    "SELECT ?o (SUM(?l) AS ?a) { ?s :p0 ?o ; :l ?l } GROUP BY ?o",
    "SELECT ?s ?t (COUNT(*) AS ?n) { ?s :p0 ?o . ?o :p1 ?t } GROUP BY ?s ?t",
    "SELECT * { ?s :p0 ?o { SELECT ?o (COUNT(*) AS ?n) { ?o :p1 ?x } GROUP BY ?o } }",
    "SELECT * { ?s :p0 [ :p1 ?o ] }",
    "SELECT * { { ?s :p0 ?o } UNION { ?s :p1 ?o } ?s :n ?v }",
    "SELECT * { ?s :p0 ?o MINUS { ?s :p1 ?x } }",
    "SELECT * { ?s :p0 ?o BIND(1 AS ?one) ?s :p1 ?t }",
    // :e0, :e1 and :e2 are what evidence is: one value each, of the same subjects.
    "SELECT * { ?v :e0 ?a ; :e1 ?b ; :e2 ?c }",
    "SELECT ?b ?c { ?v :e1 ?b ; :e2 ?c }",
    "SELECT * { ?v :e0 :s1 ; :e1 ?b ; :e2 ?c }",
    "SELECT ?a ?b { ?v :e2 :k1 ; :e0 ?a ; :e1 ?b }",
    "SELECT ?v { ?v :e2 :k1 ; :e0 ?a ; :e1 ?b }",
    "SELECT * { ?v :e2 :k1 ; :e0 :s1 ; :e1 ?b FILTER(?b > 2 && ?b < 7) }",
    "SELECT * { ?v :e0 ?a ; :e1 ?b ; :e2 ?c FILTER(?b > 2 && ?b < 5) }",
    "SELECT * { ?v :e0 ?a ; :e1 ?b ; :e2 ?c . ?a :p0 ?o }",
    "SELECT DISTINCT ?a { ?v :e0 ?a ; :e1 ?b ; :e2 :k0 }",
    "SELECT * { ?v :e0 ?a ; :e1 ?a }",
    "SELECT * { ?v :e0 ?a OPTIONAL { ?v :e1 ?b } FILTER EXISTS { ?v :e2 :k2 } }",
    "SELECT * { ?v :e0 ?a . ?w :e0 ?a ; :e1 3 ; :e2 ?c }",
    "SELECT ?c (COUNT(*) AS ?n) (AVG(?b) AS ?m) { ?v :e2 ?c ; :e1 ?b } GROUP BY ?c",
    "SELECT ?a (SUM(?b) AS ?m) { ?v :e0 ?a ; :e1 ?b } GROUP BY ?a",
    "SELECT ?v (SUM(?b) AS ?m) (MAX(?b) AS ?x) { ?v :e1 ?b ; :e2 ?c } GROUP BY ?v",
};

/// What ORDER BY and LIMIT leave out must not change what is left.
const std::vector<std::string> ordered = {
    "SELECT ?s ?o { ?s :p0 ?o } ORDER BY ?s ?o LIMIT 7",
    "SELECT ?s ?o { ?s :p0 ?o } ORDER BY DESC(?o) ?s",
    "SELECT ?s ?o { ?s :p0 ?o } ORDER BY DESC(?o) ?s OFFSET 3 LIMIT 4",
    "SELECT ?s ?v { ?s :d ?v } ORDER BY ?v ?s LIMIT 9",
    "SELECT ?s ?v { ?s :l ?v } ORDER BY DESC(?v) ?s LIMIT 9",
    "SELECT ?s ?v { ?s :n ?v } ORDER BY DESC(?v) ?s LIMIT 9",
    "SELECT ?s ?v { ?s :p0 ?o OPTIONAL { ?s :l ?v } } ORDER BY ?v ?s LIMIT 9",
    "SELECT ?o (COUNT(*) AS ?n) { ?s :p0 ?o } GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 3",
    "SELECT DISTINCT ?v { ?s ?p ?v } ORDER BY ?v",
};

const std::vector<std::string> graphs = {
    "CONSTRUCT { ?o :q ?s } { ?s :p0 ?o . ?o :p1 ?t }",
    "CONSTRUCT { ?s :q ?v } { ?s :p0 ?o OPTIONAL { ?s :n ?v } }",
    "CONSTRUCT { ?v :q ?s . ?s ?v :x } { ?s :l ?v }",
    "CONSTRUCT { :a :b :c } { ?s :p0 ?o }",
    "CONSTRUCT { :a :b :c } { ?s :nowhere ?o }",
    "CONSTRUCT { ?s :q ?unknown . ?s :r 1 } { ?s :p0 ?o }",
    "CONSTRUCT { ?s :q [ :r ?o ] } { ?s :p0 ?o }",
    "CONSTRUCT { ?s :q ?o } { ?s :p0 ?o } ORDER BY ?s ?o LIMIT 3",
    "CONSTRUCT { ?s :n ?n } { SELECT ?s (COUNT(*) AS ?n) { ?s :p0 ?o } GROUP BY ?s }",
};

std::unique_ptr<Index> random_store(std::mt19937& random, int size) {
  const auto pick = [&](int n) {
    return static_cast<int>(random() % static_cast<unsigned>(n));
  };
  const auto iri = [](const std::string& name) {
    return Term::iri("http://e.example/" + name);
  };
  const std::string xsd = "http://www.w3.org/2001/XMLSchema#";
  byline::store::StoreBuilder builder;
  const auto add = [&](const std::string& predicate, const Term& object) {
    const Quad quad{iri("s" + std::to_string(pick(size / 4 + 2))),
                    iri(predicate),
                    object,
                    pick(4) == 0 ? std::optional<Term>(iri("g" + std::to_string(pick(3))))
                                 : std::nullopt};
    builder.quad(view_of(quad));
  };
  for (int i = 0; i < size; ++i) {
    const Term row = iri("v" + std::to_string(i));
    const auto have = [&](const std::string& predicate, const Term& object) {
      const Quad quad{row, iri(predicate), object, std::nullopt};
      builder.quad(view_of(quad));
    };
    have("e0", iri("s" + std::to_string(pick(size / 4 + 2))));
    have("e1", Term::typed(std::to_string(pick(9)), xsd + "integer"));
    have("e2", iri("k" + std::to_string(pick(3))));
    add("p" + std::to_string(pick(3)), iri("s" + std::to_string(pick(size / 4 + 2))));
    add("n",
        Term::typed(std::to_string(pick(9)),
                    xsd + (pick(2) == 0 ? "integer" : "decimal")));
    add("d",
        Term::typed("2022-01-0" + std::to_string(1 + pick(9)) + (pick(3) == 0 ? "Z" : ""),
                    xsd + "date"));
    add("l",
        pick(3) == 0
            ? Term::literal("w" + std::to_string(pick(9)))
            : Term::tagged("w" + std::to_string(pick(9)), pick(2) == 0 ? "en" : "pt"));
  }
  return builder.build();
}

byline::sparql::Query parsed(const std::string& text) {
  return byline::sparql::parse_query(
      "PREFIX : <http://e.example/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " +
          text,
      {});
}

/// The rows as text, in their order; columns by the order of the SELECT clause.
std::vector<std::string> ordered_rows_of(const std::string& text,
                                         const Index& index,
                                         bool optimise) {
  byline::sparql::RunOptions options;
  options.optimise = optimise;
  const auto query = parsed(text);
  const auto run = byline::sparql::run(query, index, options);
  auto solutions = run->solutions();
  std::vector<std::string> rows;
  byline::sparql::SolutionRow row;
  while (solutions.next(row)) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += solutions.variables[i] + "=";
      if (row[i]) {
        append_ntriples(line, *row[i]);
      }
      line += " ";
    }
    rows.push_back(line);
  }
  return rows;
}

std::vector<std::string> rows_of(const std::string& text,
                                 const Index& index,
                                 bool optimise) {
  std::vector<std::string> rows = ordered_rows_of(text, index, optimise);
  std::ranges::sort(rows);
  return rows;
}

std::vector<Quad> graph_of(const std::string& text, const Index& index, bool optimise) {
  byline::sparql::RunOptions options;
  options.optimise = optimise;
  const auto query = parsed(text);
  const auto run = byline::sparql::run(query, index, options);
  std::vector<Quad> triples = run->triples();
  BOOST_TEST(run->row_count() == triples.size(), text);
  return triples;
}

BOOST_AUTO_TEST_SUITE(physical)

BOOST_AUTO_TEST_CASE(streaming_operators_give_the_evaluators_solutions) {
  std::mt19937 random(21);
  for (const int size : {0, 3, 12, 40, 200}) {
    const auto index = random_store(random, size);
    for (const std::string& query : queries) {
      BOOST_TEST((rows_of(query, *index, true) == rows_of(query, *index, false)),
                 query << " on " << size);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_first_rows_of_an_order_are_those_of_the_whole) {
  std::mt19937 random(23);
  for (const int size : {0, 12, 200}) {
    const auto index = random_store(random, size);
    for (const std::string& query : ordered) {
      BOOST_TEST(
          (ordered_rows_of(query, *index, true) == ordered_rows_of(query, *index, false)),
          query << " on " << size);
      const auto limit = query.find(" LIMIT ");
      if (limit == std::string::npos || query.find(" OFFSET ") != std::string::npos) {
        continue;
      }
      auto all = ordered_rows_of(query.substr(0, limit), *index, true);
      all.resize(std::min(all.size(), std::stoul(query.substr(limit + 7))));
      BOOST_TEST((ordered_rows_of(query, *index, true) == all), query << " on " << size);
    }
  }
}

BOOST_AUTO_TEST_CASE(graphs_are_those_of_all_solutions) {
  std::mt19937 random(24);
  for (const int size : {0, 12, 200}) {
    const auto index = random_store(random, size);
    for (const std::string& query : graphs) {
      BOOST_TEST((graph_of(query, *index, true) == graph_of(query, *index, false)),
                 query << " on " << size);
    }
  }
}

/// More rows than a batch, and keys with more values than one.
BOOST_AUTO_TEST_CASE(batches_lose_nothing) {
  std::mt19937 random(22);
  const auto index = random_store(random, 1500);
  for (const std::string query :
       {"SELECT * { ?s :p0 ?o . ?o :p1 ?t }",
        "SELECT * { ?s :p0 ?o ; :n ?v ; :l ?l FILTER(?v > 2 && ?v < 8) }",
        "SELECT ?v (COUNT(*) AS ?n) { ?s :n ?v ; :l ?l } GROUP BY ?v",
        "SELECT ?a ?b { ?v :e0 ?a ; :e1 ?b ; :e2 ?c }",
        "SELECT ?v (SUM(?b) AS ?n) { ?v :e1 ?b ; :e2 ?c } GROUP BY ?v",
        "SELECT * { ?s :n ?v OPTIONAL { ?s :p2 ?x } FILTER NOT EXISTS { ?s :p1 ?y } }"}) {
    BOOST_TEST((rows_of(query, *index, true) == rows_of(query, *index, false)), query);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
