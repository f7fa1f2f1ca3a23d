#include "rdf/reader.hpp"
#include "sparql/parser.hpp"
#include "sparql/query.hpp"
#include "store/builder.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using byline::store::Index;

/// `n` things of each of three kinds that share nothing but equal values; every second
/// one of the first kind has :r.
std::unique_ptr<Index> store_of(int n) {
  std::string text = "@prefix : <http://e.example/> .\n:g { :a0 :in :g }\n";
  for (int i = 0; i < n; ++i) {
    const std::string number = std::to_string(i);
    text += ":a" + number + " :p :b" + number + " ; :label \"x" + number + "\" ; :n " +
            number + " .\n";
    text += ":c" + number + " :name \"x" + number + "\" ; :m " + number + ".0 .\n";
    text += ":e" + number + " :title \"x" + number + "\" .\n";
    if (i % 2 == 0) {
      text += ":a" + number + " :r :b" + number + " .\n";
    }
  }
  text += ":b0 :z :b1 .\n";
  byline::store::StoreBuilder builder;
  byline::rdf::ReadOptions options;
  options.syntax = byline::rdf::Syntax::trig;
  byline::rdf::read_text(text, options, builder);
  return builder.build();
}

std::string values(int n) {
  std::string list = "VALUES ?a {";
  for (int i = 0; i < n; ++i) {
    list += " :a" + std::to_string(i);
  }
  return list + " }";
}

struct Work {
  std::size_t rows = 0;
  std::size_t checks = 0;  ///< how often limits were looked at: each 1,024 rows touched
};

Work work_of(const std::string& pattern, const Index& index) {
  Work work;
  byline::sparql::RunOptions options;
  options.limits.interrupted = [&work] {
    ++work.checks;
    return false;
  };
  const auto query = byline::sparql::parse_query(
      "PREFIX : <http://e.example/> SELECT * { " + pattern + " }", {});
  work.rows = byline::sparql::run(query, index, options)->row_count();
  return work;
}

/// What makes other engines quadratic. The second number: rows per thing, in halves.
const std::vector<std::pair<std::string, std::size_t>> patterns = {
    {"OPTIONAL { ?a :p ?b } ?a :label ?l", 2},
    {"OPTIONAL { ?a :p ?b } OPTIONAL { ?a :r ?x } ?a :label ?l", 2},
    {"OPTIONAL { ?a :label ?l } OPTIONAL { ?c :name ?l } ?a :n ?n", 2},
    {"?a :label ?l OPTIONAL { ?a :p ?b OPTIONAL { ?b :z ?y } }", 2},
    {"?a :label ?l OPTIONAL { ?a :r ?x } OPTIONAL { ?x :z ?y }", 2},
    {"?a :label ?l OPTIONAL { ?a :r ?x } FILTER(!bound(?x))", 1},
    {"?a :label ?l OPTIONAL { ?c :name ?m FILTER(?m = ?l) }", 2},
    {"?a :label ?l OPTIONAL { { ?a :p ?x } UNION { ?a :r ?x } }", 3},
    {"?a :label ?l OPTIONAL { { ?a :p ?x } UNION { ?c :name ?l } }", 4},
    {"?a :label ?l . ?c :name ?m FILTER(?l = ?m)", 2},
    {"{ ?a :label ?l } { ?c :name ?m } FILTER(sameTerm(?l, ?m))", 2},
    {"?a :n ?l . ?c :m ?m FILTER(?l = ?m)", 2},
    {"?a :label ?l . ?c :name ?m . ?e :title ?t FILTER(?l = ?m && ?t = ?m)", 2},
    {"?a :label ?l ; :n ?n . ?c :name ?m ; :m ?k FILTER(?l = ?m) FILTER(?n = ?k)", 2},
    {"?a :label ?l FILTER NOT EXISTS { ?c :name ?m FILTER(?m = ?l) }", 0},
    {"?a :label ?l FILTER EXISTS { ?c :m ?m . ?a :n ?n FILTER(?m = ?n) }", 2},
    {"?a :label ?l MINUS { ?a :r ?x }", 1},
    {"?a :label ?l MINUS { ?c :name ?l }", 0},
    {"{ SELECT ?a (COUNT(*) AS ?k) { ?a :p ?b } GROUP BY ?a } ?a :label ?l", 2},
    {"?a :label ?l { SELECT ?l (COUNT(*) AS ?k) { ?c :name ?l } GROUP BY ?l }", 2},
    {"{ ?a :p ?b } UNION { ?a :r ?b } ?a :label ?l", 3},
};

BOOST_AUTO_TEST_SUITE(operations)

BOOST_AUTO_TEST_CASE(twice_the_data_is_about_twice_the_work) {
  constexpr int small = 6000;
  const auto once = store_of(small);
  const auto twice = store_of(2 * small);
  auto cases = patterns;
  cases.emplace_back("values before", 2);
  cases.emplace_back("values behind", 2);
  for (const auto& [pattern, halves] : cases) {
    const auto text = [&, name = pattern](int n) {
      return name == "values before"   ? values(n) + " ?a :p ?b"
             : name == "values behind" ? "?a :p ?b " + values(n)
                                       : name;
    };
    const Work first = work_of(text(small), *once);
    const Work second = work_of(text(2 * small), *twice);
    BOOST_TEST(first.rows == halves * small / 2, pattern << ": " << first.rows);
    BOOST_TEST(second.rows == halves * small, pattern << ": " << second.rows);
    BOOST_TEST(second.checks <= first.checks * 5 / 2 + 8,
               pattern << ": " << first.checks << ", then " << second.checks);
    BOOST_TEST(first.checks < 400U, pattern << ": " << first.checks);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
