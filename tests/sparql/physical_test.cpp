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

/// The rows as text, sorted; columns by the order of the SELECT clause.
std::vector<std::string> rows_of(const std::string& text,
                                 const Index& index,
                                 bool optimise) {
  byline::sparql::RunOptions options;
  options.optimise = optimise;
  const auto query = byline::sparql::parse_query(
      "PREFIX : <http://e.example/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " +
          text,
      {});
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
  std::ranges::sort(rows);
  return rows;
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

/// More rows than a batch, and keys with more values than one.
BOOST_AUTO_TEST_CASE(batches_lose_nothing) {
  std::mt19937 random(22);
  const auto index = random_store(random, 1500);
  for (const std::string query :
       {"SELECT * { ?s :p0 ?o . ?o :p1 ?t }",
        "SELECT * { ?s :p0 ?o ; :n ?v ; :l ?l FILTER(?v > 2 && ?v < 8) }",
        "SELECT ?v (COUNT(*) AS ?n) { ?s :n ?v ; :l ?l } GROUP BY ?v",
        "SELECT * { ?s :n ?v OPTIONAL { ?s :p2 ?x } FILTER NOT EXISTS { ?s :p1 ?y } }"}) {
    BOOST_TEST((rows_of(query, *index, true) == rows_of(query, *index, false)), query);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
