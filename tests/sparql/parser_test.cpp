#include "sparql/parser.hpp"

#include "base/diagnostics.hpp"
#include "sparql/print.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace sparql = byline::sparql;
using byline::Error;
using byline::ExitCode;

namespace {

const sparql::ParseOptions options{"http://example.org/base", "q.rq"};

const std::vector<std::string> queries{
    "SELECT * WHERE { ?s ?p ?o }",
    "PREFIX : <#> SELECT DISTINCT ?x (COUNT(*) AS ?n) { ?x :p [ :q 1, 2.5, 1e3 ] ; a :T } "
    "GROUP BY ?x HAVING (COUNT(*) > 1) ORDER BY DESC(?n) ?x LIMIT 5 OFFSET 2",
    "ASK FROM <g> FROM NAMED <h> { GRAPH ?g { <a> <b> (1 \"x\"@en-GB true) } }",
    "CONSTRUCT { ?s <p> _:b } WHERE { ?s <q> ?o MINUS { ?s <r> ?o } }",
    "CONSTRUCT WHERE { ?s <p> ?o }",
    "DESCRIBE <x> ?y { ?y ^<p>/(<q>|!(<r>|^a))* ?z }",
    "SELECT (?a -1*2 + -?b AS ?c) { VALUES (?a ?b) { (1 UNDEF) (<x> '''y''') } }",
    "SELECT ?x { ?x <p> ?y FILTER(?y IN (1, 2) || NOT EXISTS { ?x <q> ?y } && !BOUND(?z)) }",
    "SELECT ?x { { SELECT (SAMPLE(?y) AS ?x) { ?y ?p ?z } } UNION { BIND(IF(?q, 1, 2) AS ?x) "
    "} OPTIONAL { SERVICE SILENT <e> { ?x a ?t } } } VALUES ?x { 1 }",
    "SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR=\"\\u0078, \") AS ?all) { ?x <p> "
    "\"\\\\u0041\" }",
    "SELECT (<http://www.w3.org/2001/XMLSchema#integer>(\"1\") AS ?i) {}",
};

const std::vector<std::string> updates{
    "INSERT DATA { <a> <b> 1 . GRAPH <g> { <a> <b> 2 } } ; CLEAR SILENT NAMED",
    "WITH <g> DELETE { ?s ?p ?o } INSERT { ?s ?p _:b } USING <h> WHERE { ?s ?p ?o }",
    "DELETE WHERE { GRAPH ?g { ?s <p> ?o } }; MOVE DEFAULT TO <x>; LOAD <y> INTO GRAPH <z>",
    "CREATE GRAPH <a>; DROP ALL; ADD SILENT GRAPH <a> TO <b>; COPY <b> TO DEFAULT;",
};

struct Broken {
  std::string text;
  std::size_t column;
  std::string message;
};
std::ostream& operator<<(std::ostream& out, const Broken& broken) {
  return out << broken.text;
}

const std::vector<Broken> broken_queries{
    {"SELECT ?x { ?x ?p }", 19, "expected a variable or an RDF term"},
    {"SELECT ?x { ?x foaf:name ?y }", 16, "unknown prefix 'foaf:'"},
    {"SELECT ?x { ?x <p> ?y BIND(1 AS ?y) }", 23, "already used"},
    {"SELECT ?y { ?x <p> ?y } GROUP BY ?x", 8, "neither grouped nor aggregated"},
    {"SELECT (SUM(COUNT(?x)) AS ?n) { ?x ?p ?y }", 13, "another aggregate"},
    {"SELECT * { ?x ?p ?y } GROUP BY ?x", 32, "SELECT * does not go with groups"},
    {"SELECT * { _:a ?p ?y OPTIONAL { _:a ?q ?z } }", 40, "two basic graph patterns"},
    {"SELECT * { VALUES (?x ?y) { (1) } }", 29, "2 variables, this row has 1"},
    {"SELECT * { ?x?a&&?b ?y }", 16, "expected"},
    {"SELECT (STRLEN(?x, 1) AS ?n) {}", 9, "wrong number of arguments"},
    {"SELECT * { ?x <p> \"\\uD800\" }", 20, "not a Unicode character"},
    {"SELECT * { ?x <p> \"a }", 19, "not closed"},
    {"", 1, "expected SELECT, CONSTRUCT, DESCRIBE or ASK"},
};

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i)
    out += text;
  return out;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_printed_query_parses_to_the_same_query, queries, text) {
  const std::string printed = sparql::to_string(sparql::parse_query(text, options));
  BOOST_TEST_CONTEXT(printed) {
    BOOST_TEST(sparql::to_string(sparql::parse_query(printed, options)) == printed);
  }
}

BOOST_DATA_TEST_CASE(a_printed_update_parses_to_the_same_update, updates, text) {
  const std::string printed = sparql::to_string(sparql::parse_update(text, options));
  BOOST_TEST_CONTEXT(printed) {
    BOOST_TEST(sparql::to_string(sparql::parse_update(printed, options)) == printed);
  }
}

BOOST_DATA_TEST_CASE(an_error_has_its_place, broken_queries, broken) {
  try {
    sparql::parse_query(broken.text, options);
    BOOST_ERROR("accepted");
  } catch (const Error& error) {
    BOOST_TEST(error.diagnostic().where.column == broken.column);
    BOOST_TEST(error.diagnostic().text.find(broken.message) != std::string::npos,
               error.diagnostic().text);
    BOOST_TEST((error.exit_code() == ExitCode::unusable));
  }
}

BOOST_AUTO_TEST_CASE(nesting_and_chains_have_a_limit) {
  const auto refused = [](const std::string& text) {
    try {
      sparql::parse_query(text, options);
      return false;
    } catch (const Error&) {
      return true;
    }
  };
  BOOST_TEST(!refused("ASK " + repeated("{", 100) + repeated("}", 100)));
  BOOST_TEST(refused("ASK " + repeated("{", 100'000)));
  BOOST_TEST(refused("ASK { ?x " + repeated("(", 100'000)));
  BOOST_TEST(refused("ASK { FILTER" + repeated("(", 100'000)));
  BOOST_TEST(refused("ASK { FILTER(1" + repeated("+1", 100'000) + ") }"));
  BOOST_TEST(!refused("ASK { FILTER(1" + repeated("||1", 100'000) + ") }"));
  BOOST_TEST(refused("ASK {" + repeated("OPTIONAL {} ", 100'000) + "}"));
}
