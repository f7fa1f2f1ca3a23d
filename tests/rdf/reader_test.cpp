#include "rdf/reader.hpp"

#include "base/diagnostics.hpp"
#include "rdf/writer.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

using namespace byline;
using namespace byline::rdf;
namespace data = boost::unit_test::data;

namespace {

struct Example {
  std::string title;
  Syntax syntax;
  std::string text;
  std::string nquads;
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.title;
}

std::string canonical(const std::string& text, Syntax syntax) {
  ReadOptions options;
  options.syntax = syntax;
  options.base = "http://e/";
  auto quads = parse(text, options);
  canonical_order(quads);
  std::string out;
  for (const Quad& quad : quads) {
    append_nquads_line(out, view_of(quad));
  }
  return out;
}

constexpr auto ttl = Syntax::turtle;
const std::string xsd = "http://www.w3.org/2001/XMLSchema#";

const Example examples[] = {
    {"an integer before the final dot keeps its datatype",
     ttl,
     "<a> <b> 123.",
     "<http://e/a> <http://e/b> \"123\"^^<" + xsd + "integer> .\n"},
    {"a negative one, too",
     ttl,
     "<a> <b> 1 , -5.",
     "<http://e/a> <http://e/b> \"-5\"^^<" + xsd +
         "integer> .\n<http://e/a> <http://e/b> \"1\"^^<" + xsd + "integer> .\n"},
    {"a number with a dot and an exponent is one double",
     ttl,
     "<a> <b> 123.e5 .",
     "<http://e/a> <http://e/b> \"123.e5\"^^<" + xsd + "double> .\n"},
    {"a decimal before the final dot stays a decimal",
     ttl,
     "<a> <b> 1.5.",
     "<http://e/a> <http://e/b> \"1.5\"^^<" + xsd + "decimal> .\n"},
    {"a long string with a quote before an escape",
     ttl,
     "<a> <b> \"\"\"x \"\\t y\"\"\" .",
     "<http://e/a> <http://e/b> \"x \\\"\\t y\" .\n"},
    {"a long string that ends in an escaped quote",
     ttl,
     "<a> <b> '''it's \\\"so\\\"''' .",
     "<http://e/a> <http://e/b> \"it's \\\"so\\\"\" .\n"},
    {"line breaks in a long string are kept one each",
     ttl,
     "<a> <b> \"\"\"1\r\n2\n3\r4\"\"\" .",
     "<http://e/a> <http://e/b> \"1\\r\\n2\\n3\\r4\" .\n"},
    {"U+0000 in a string is kept",
     ttl,
     std::string("<a> <b> \"x\0y\" .", 15),
     "<http://e/a> <http://e/b> \"x\\u0000y\" .\n"},
    {"a byte-order mark is skipped",
     ttl,
     "\xEF\xBB\xBF<a> <b> <c> .",
     "<http://e/a> <http://e/b> <http://e/c> .\n"},
    {"labels that differ in case stay two nodes, apart from nodes without label",
     ttl,
     "_:b1 <p> _:B1 . _:genid1 <p> [ <q> 1 ] .",
     "_:b1 <http://e/p> _:B1 .\n_:genid1 <http://e/p> _:genidx1 .\n"
     "_:genidx1 <http://e/q> \"1\"^^<" +
         xsd + "integer> .\n"},
    {"dot segments within a path are removed",
     ttl,
     "<g/./h> <g/../h> <../x;y=1/../z> .",
     "<http://e/g/h> <http://e/h> <http://e/z> .\n"},
    {"a language tag of four subtags keeps its case",
     ttl,
     "<a> <b> \"x\"@de-Latn-DE-1996-x-private .",
     "<http://e/a> <http://e/b> \"x\"@de-Latn-DE-1996-x-private .\n"},
    {"space between a string and its tag or type",
     Syntax::ntriples,
     "<x:a> <x:b> \"x\" @en .\n<x:a> <x:b> \"1\" ^^ <x:t> .",
     "<x:a> <x:b> \"1\"^^<x:t> .\n<x:a> <x:b> \"x\"@en .\n"},
    {"an empty document has no quads", ttl, "", ""},
    {"so has one of comments", Syntax::nquads, "# nothing\n\n", ""},
    {"N-Quads without a line break at the end",
     Syntax::nquads,
     "<http://a> <http://b> \"c\" <http://g> .",
     "<http://a> <http://b> \"c\" <http://g> .\n"},
    {"lines end in CR alone, too",
     Syntax::ntriples,
     "<http://a> <http://b> \"c\" .\r<http://a> <http://b> \"d\" .\r",
     "<http://a> <http://b> \"c\" .\n<http://a> <http://b> \"d\" .\n"},
};

struct Refusal {
  std::string title;
  Syntax syntax;
  std::string text;
  std::size_t line;
  std::size_t column;
};

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
  return out << refusal.title;
}

const Refusal refusals[] = {
    {"surrogate in a string", ttl, "<a> <b>\n  \"\\uD83D\" .", 2, 4},
    {"bytes of a surrogate", ttl, "<a> <b> \"\xED\xA0\x80\" .", 1, 10},
    {"overlong form", Syntax::nquads, "<http://a> <http://b> \"\xC0\x80\" .", 1, 24},
    {"undeclared prefix", ttl, "<a> <b> <c> .\n<a> <b> x:y .", 2, 9},
    {"relative IRI in N-Triples", Syntax::ntriples, "<a> <http://b> <http://c> .", 1, 3},
    {"string not closed", ttl, "<a> <b> \"x\ny\" .", 1, 9},
    {"error behind a long string", ttl, "<a> <b> \"\"\"x\ny\"\"\" ; ; , .", 2, 10},
    {"1001 brackets", ttl, "<a> <b> " + std::string(1001, '['), 1, 1009},
    {"name that ends in two dots", ttl, "@prefix : <x:> . :a :b :c.. ", 1, 27},
    {"label that begins with a hyphen", ttl, "_:-a <b> <c> .", 1, 1},
    {"long string in N-Triples",
     Syntax::ntriples,
     "<http://a> <http://b> \"\"\"x\"\"\" .",
     1,
     25},
    {"error in the second line", Syntax::nquads, "#\n<http://a> b .\n", 2, 12},
    {"language tag with two hyphens", ttl, "<a> <b> \"x\"@en--ltr .", 1, 12},
    {"space in an escape of an IRI", ttl, "<a> <b> <c\\u0020> .", 1, 17},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rdf_reader)

BOOST_DATA_TEST_CASE(reads, data::make(examples), example) {
  BOOST_TEST(canonical(example.text, example.syntax) == example.nquads);
}

BOOST_DATA_TEST_CASE(refuses_with_place, data::make(refusals), refusal) {
  try {
    (void)canonical(refusal.text, refusal.syntax);
    BOOST_ERROR("was accepted");
  } catch (const Error& error) {
    BOOST_TEST(static_cast<int>(error.exit_code()) == 2);
    BOOST_TEST(error.diagnostic().where.line == refusal.line);
    BOOST_TEST(error.diagnostic().where.column == refusal.column);
    BOOST_TEST(!error.diagnostic().source_line.empty());
  }
}

BOOST_AUTO_TEST_CASE(keeps_blank_nodes_of_two_files_apart) {
  ReadOptions options;
  options.syntax = Syntax::ntriples;
  options.blank_prefix = "f1";
  const auto quads = parse("_:x <http://p> _:y .", options);
  BOOST_TEST(quads.at(0).subject.value == "f1x");
  BOOST_TEST(quads.at(0).object.value == "f1y");
}

BOOST_AUTO_TEST_CASE(hands_on_prefixes_as_absolute_iris) {
  struct Sink : QuadSink {
    void quad(const QuadView&) override {}
    void prefix(std::string_view name, std::string_view iri) override {
      seen.append(name).append("=").append(iri).append(" ");
    }
    std::string seen;
  } sink;
  ReadOptions options;
  options.base = "http://e/x/";
  read_text("@prefix a: <y#> . @base <../z/> . PREFIX : <w>", options, sink);
  BOOST_TEST(sink.seen == "a=http://e/x/y# =http://e/z/w ");
}

BOOST_AUTO_TEST_CASE(what_the_sink_throws_reaches_the_caller) {
  struct Sink : QuadSink {
    void quad(const QuadView&) override { throw std::runtime_error("enough"); }
  } sink;
  ReadOptions options;
  options.base = "http://e/";
  BOOST_CHECK_THROW(read_text("<a> <b> <c> .", options, sink), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
