#include "sparql/result_writers.hpp"
#include "term_text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace byline::sparql {
namespace {

namespace data = boost::unit_test::data;

/// Rows of words as in the case files; `-` is unbound.
std::string written(ResultFormat format,
                    const std::vector<std::string>& variables,
                    const std::vector<std::vector<std::string>>& rows,
                    bool colours = false) {
  std::string out;
  const ResultWriterOptions options{
      {{"ex", "http://example.org/"}, {"exa", "http://example.org/a/"}}, colours};
  const auto writer = make_result_writer(
      format, options, [&out](std::string_view bytes) { out += bytes; });
  writer->begin(variables);
  for (const auto& words : rows) {
    std::vector<std::optional<rdf::Term>> terms;
    for (const std::string& word : words) {
      terms.push_back(word == "-" ? std::nullopt
                                  : std::optional(to_term(read_term(word))));
    }
    SolutionRow row;
    for (const auto& term : terms) {
      row.push_back(term ? std::optional(term->view()) : std::nullopt);
    }
    writer->row(row);
  }
  writer->end();
  return out;
}

std::string answer(ResultFormat format, bool value) {
  std::string out;
  make_result_writer(format, {}, [&out](std::string_view bytes) {
    out += bytes;
  })->boolean(value);
  return out;
}

const std::vector<std::string> x_y{"x", "y"};
const std::vector<std::vector<std::string>> every_kind{
    {"<http://example.org/a>", "\"plain\""},
    {"_:b0", "\"fr\"@fr"},
    {"-", "01"},
    {"1.5", "1e0"},
    {"\"a\\\"b,\\n\\t\\r\\\\c\"", "\"\""},
    {"\"z\"^^<http://example.org/t>", "-"}};

BOOST_AUTO_TEST_CASE(json_has_a_type_for_every_term) {
  BOOST_TEST(written(ResultFormat::json, x_y, every_kind) ==
             R"({"head":{"vars":["x","y"]},"results":{"bindings":[
{"x":{"type":"uri","value":"http://example.org/a"},"y":{"type":"literal","value":"plain"}},
{"x":{"type":"bnode","value":"b0"},"y":{"type":"literal","value":"fr","xml:lang":"fr"}},
{"y":{"type":"literal","value":"01","datatype":"http://www.w3.org/2001/XMLSchema#integer"}},
{"x":{"type":"literal","value":"1.5","datatype":"http://www.w3.org/2001/XMLSchema#decimal"},"y":{"type":"literal","value":"1e0","datatype":"http://www.w3.org/2001/XMLSchema#double"}},
{"x":{"type":"literal","value":"a\"b,\n\t\r\\c"},"y":{"type":"literal","value":""}},
{"x":{"type":"literal","value":"z","datatype":"http://example.org/t"}}
]}}
)");
}

BOOST_AUTO_TEST_CASE(xml_escapes_markup_and_carriage_returns) {
  BOOST_TEST(written(ResultFormat::xml,
                     x_y,
                     {{"<http://example.org/?a&b>", "\"<&>\\r\""},
                      {"_:b0", "\"fr\"@fr"},
                      {"-", "1"}}) == R"(<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#">
 <head>
  <variable name="x"/>
  <variable name="y"/>
 </head>
 <results>
  <result>
   <binding name="x"><uri>http://example.org/?a&amp;b</uri></binding>
   <binding name="y"><literal>&lt;&amp;&gt;&#xD;</literal></binding>
  </result>
  <result>
   <binding name="x"><bnode>b0</bnode></binding>
   <binding name="y"><literal xml:lang="fr">fr</literal></binding>
  </result>
  <result>
   <binding name="y"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">1</literal></binding>
  </result>
 </results>
</sparql>
)");
}

BOOST_AUTO_TEST_CASE(xml_says_what_it_could_not_hold) {
  const std::string out =
      written(ResultFormat::xml, {"x"}, {{"\"a\\u{1}b\\u{FFFE}\\u{0}\""}});
  BOOST_TEST((out.find("<literal>a\uFFFDb\uFFFD\uFFFD</literal>") != std::string::npos));
  BOOST_TEST((out.find("<!-- 3 characters") != std::string::npos));
}

BOOST_AUTO_TEST_CASE(csv_quotes_and_ends_lines_with_crlf) {
  BOOST_TEST(written(ResultFormat::csv, x_y, every_kind) ==
             "x,y\r\nhttp://example.org/a,plain\r\n_:b0,fr\r\n,01\r\n1.5,1e0\r\n"
             "\"a\"\"b,\n\t\r\\c\",\r\nz,\r\n");
}

BOOST_AUTO_TEST_CASE(tsv_writes_turtle_terms) {
  BOOST_TEST(
      written(ResultFormat::tsv, x_y, every_kind) ==
      "?x\t?y\n<http://example.org/a>\t\"plain\"\n_:b0\t\"fr\"@fr\n\t01\n1.5\t1e0\n"
      "\"a\\\"b,\\n\\t\\r\\\\c\"\t\"\"\n\"z\"^^<http://example.org/t>\t\n");
}

BOOST_AUTO_TEST_CASE(tsv_abbreviates_only_what_turtle_reads_back) {
  BOOST_TEST(written(ResultFormat::tsv,
                     x_y,
                     {{"\"1.\"^^decimal", "\".5\"^^decimal"},
                      {"\"1\"^^decimal", "\"1\"^^double"},
                      {"\"INF\"^^double", "\"+1\"^^integer"},
                      {"\"1e\"^^double", "\".e1\"^^double"},
                      {"\"x\"^^integer", "\"\"^^integer"}}) ==
             "?x\t?y\n\"1.\"^^<http://www.w3.org/2001/XMLSchema#decimal>\t.5\n"
             "\"1\"^^<http://www.w3.org/2001/XMLSchema#decimal>\t"
             "\"1\"^^<http://www.w3.org/2001/XMLSchema#double>\n"
             "\"INF\"^^<http://www.w3.org/2001/XMLSchema#double>\t+1\n"
             "\"1e\"^^<http://www.w3.org/2001/XMLSchema#double>\t"
             "\".e1\"^^<http://www.w3.org/2001/XMLSchema#double>\n"
             "\"x\"^^<http://www.w3.org/2001/XMLSchema#integer>\t"
             "\"\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
}

BOOST_AUTO_TEST_CASE(table_aligns_by_display_width) {
  BOOST_TEST(written(ResultFormat::table,
                     {"name", "n"},
                     {{"<http://example.org/AMD>", "3"},
                      {"\"食べ物\"@ja", "12"},
                      {"\"e\\u{301}a\"", "-"},
                      {"\"a\\u{1B}[2J\\n\\u{202E}b\"", "2.5"}}) ==
             "?name                 ?n\n"
             "───────────────────  ───\n"
             "ex:AMD                 3\n"
             "食べ物@ja             12\n"
             "e\u0301a\n"
             "a\\u001B[2J\\n\\u202Eb  2.5\n"
             "(4 rows)\n");
}

BOOST_AUTO_TEST_CASE(table_colours_by_kind_when_asked) {
  BOOST_TEST(written(ResultFormat::table, {"x"}, {{"<http://example.org/a/b>"}}, true) ==
             "\x1b[1m?x\x1b[0m\n─────\n\x1b[36mexa:b\x1b[0m\n\x1b[2m(1 row)\x1b[0m\n");
}

BOOST_AUTO_TEST_CASE(results_without_variables_or_rows) {
  BOOST_TEST(written(ResultFormat::table, {}, {{}, {}}) == "(2 rows)\n");
  BOOST_TEST(written(ResultFormat::csv, {}, {{}}) == "\r\n\r\n");
  BOOST_TEST(written(ResultFormat::tsv, {"x"}, {}) == "?x\n");
  BOOST_TEST(written(ResultFormat::json, {"x"}, {}) ==
             "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[\n]}}\n");
}

BOOST_AUTO_TEST_CASE(ask_has_an_answer_in_every_format) {
  BOOST_TEST(answer(ResultFormat::table, true) == "yes\n");
  BOOST_TEST(answer(ResultFormat::table, false) == "no\n");
  BOOST_TEST(answer(ResultFormat::csv, true) == "true\r\n");
  BOOST_TEST(answer(ResultFormat::tsv, false) == "false\n");
  BOOST_TEST(answer(ResultFormat::json, false) == "{\"head\":{},\"boolean\":false}\n");
  BOOST_TEST((answer(ResultFormat::xml, true).find("<boolean>true</boolean>") !=
              std::string::npos));
}

struct Shortened {
  std::string iri;
  std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Shortened& example) {
  return out << example.iri;
}

const Shortened shortened[] = {{"http://example.org/AT&T", "ex:AT\\&T"},
                               {"http://example.org/", "ex:"},
                               {"http://example.org/a/b", "exa:b"},
                               {"http://example.org/c/d", "<http://example.org/c/d>"},
                               {"http://example.org/x#y", "<http://example.org/x#y>"},
                               {"http://example.org/a.b", "ex:a.b"},
                               {"http://example.org/a.", "ex:a\\."},
                               {"http://example.org/-a", "ex:\\-a"},
                               {"http://example.org/São_Paulo", "ex:São_Paulo"},
                               {"http://example.org/%C3%A9", "ex:%C3%A9"},
                               {"http://example.org/50%", "ex:50\\%"},
                               {"http://example.com/", "<http://example.com/>"}};

BOOST_DATA_TEST_CASE(iris_are_shortened_so_that_they_can_be_pasted,
                     data::make(shortened),
                     example) {
  BOOST_TEST(shorten(example.iri,
                     {{"ex", "http://example.org/"}, {"exa", "http://example.org/a/"}}) ==
             example.expected);
}

BOOST_AUTO_TEST_CASE(formats_are_found_by_name_and_media_type) {
  BOOST_TEST((result_format_named("srj") == ResultFormat::json));
  BOOST_TEST(
      (result_format_named("application/sparql-results+xml") == ResultFormat::xml));
  BOOST_TEST(!result_format_named("ttl").has_value());
  BOOST_TEST(media_type(ResultFormat::tsv) == "text/tab-separated-values");
}

}  // namespace
}  // namespace byline::sparql
