#include "rdf/export.hpp"

#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "rdf/entity_graph.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/reader.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>

using namespace byline;
using namespace byline::rdf;
namespace data = boost::unit_test::data;

namespace {

const std::filesystem::path folder =
    std::filesystem::path(BYLINE_SOURCE_DIR) / "tests/rdf/data";

struct Document : QuadSink {
  void quad(const QuadView& quad) override { quads.push_back(quad.copy()); }
  void prefix(std::string_view name, std::string_view iri) override {
    prefixes.insert_or_assign(std::string(name), std::string(iri));
  }
  std::vector<Quad> quads;
  Prefixes prefixes = standard_prefixes();
};

Document document(const std::string& name) {
  Document out;
  ReadOptions options;
  options.syntax = syntax_of(name).value();
  read_path(folder / name, options, out);
  return out;
}

std::string written(const Document& document, const Format& format) {
  std::string out;
  write(document.quads, format, document.prefixes, [&](std::string_view bytes) {
    out += bytes;
  });
  return out;
}

const std::string exports[] = {"entities.written.trig",
                               "entities.jsonld",
                               "entities.graphml",
                               "entities.gexf",
                               "entities.dot",
                               "entities.nodes.csv",
                               "entities.edges.csv"};

}  // namespace

BOOST_AUTO_TEST_SUITE(rdf_export)

BOOST_DATA_TEST_CASE(equals_the_file, data::make(exports), name) {
  BOOST_TEST(written(document("entities.trig"), format_of(name).value()) ==
             read_file(folder / name));
}

BOOST_AUTO_TEST_CASE(the_nasty_corpus_is_canonical_and_survives_trig) {
  const Document nasty = document("nasty.nq");
  const std::string lines = read_file(folder / "nasty.nq");
  BOOST_TEST(written(nasty, Syntax::nquads) == lines);
  ReadOptions options;
  options.syntax = Syntax::trig;
  Document back;
  back.quads = parse(written(nasty, Syntax::trig), options);
  BOOST_TEST(written(back, Syntax::nquads) == lines);
}

BOOST_AUTO_TEST_CASE(a_label_in_a_drawing_reads_as_it_stands) {
  Document one;
  const Term node = Term::iri("https://w3id.org/byline/data/organization/r-d");
  one.quads = {{node,
                Term::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
                Term::iri("http://www.w3.org/ns/org#Organization"),
                std::nullopt},
               {node,
                Term::iri("http://www.w3.org/2004/02/skos/core#prefLabel"),
                Term::literal("R&D &amp; T&#65; & co; \"&\""),
                std::nullopt}};
  const std::string dot = written(one, format_of("x.dot").value());
  BOOST_TEST_INFO(dot);
  BOOST_TEST(dot.find("label=\"R&D &amp;amp; T&amp;#65; & co; \\\"&\\\"\"") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(turtle_declares_only_the_prefixes_in_use) {
  Document one;
  one.quads = {{Term::iri("https://schema.org/x"),
                Term::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
                Term::iri("https://schema.org/Thing"),
                std::nullopt},
               {Term::iri("https://schema.org/x"),
                Term::iri("http://aaa/"),
                Term::typed("x", "http://www.w3.org/2001/XMLSchema#integer"),
                std::nullopt},
               {Term::iri("https://schema.org/x"),
                Term::iri("http://www.w3.org/2000/01/rdf-schema#label"),
                Term::tagged("X", "en-GB"),
                std::nullopt}};
  BOOST_TEST(written(one, Syntax::turtle) ==
             "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
             "@prefix schema: <https://schema.org/> .\n"
             "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
             "\n"
             "schema:x\n"
             "    a schema:Thing ;\n"
             "    rdfs:label \"X\"@en-GB ;\n"
             "    <http://aaa/> \"x\"^^xsd:integer .\n");
}

BOOST_AUTO_TEST_CASE(turtle_groups_whatever_the_order_of_the_quads) {
  const auto iri = [](const std::string& name) { return Term::iri("http://e/" + name); };
  Document one;
  one.prefixes = {{"e", "http://e/"}, {"long", "http://e/a/"}};
  one.quads = {{iri("s"), iri("q"), Term::integer(1), std::nullopt},
               {iri("r"), iri("p"), iri("a/x"), std::nullopt},
               {iri("s"), iri("p"), iri("b(c)"), std::nullopt},
               {iri("s"), iri("p"), iri("-d"), std::nullopt},
               {iri("s"), iri("q"), Term::integer(1), std::nullopt}};
  BOOST_TEST(written(one, Syntax::turtle) ==
             "@prefix e: <http://e/> .\n"
             "@prefix long: <http://e/a/> .\n"
             "\n"
             "e:r\n"
             "    e:p long:x .\n"
             "\n"
             "e:s\n"
             "    e:p <http://e/-d> ,\n"
             "        e:b\\(c\\) ;\n"
             "    e:q 1 .\n");
}

BOOST_AUTO_TEST_CASE(what_no_syntax_can_hold_is_refused) {
  const Term good = Term::iri("x:a");
  const Term bad[] = {Term::iri("a"),
                      Term::iri("x:a b"),
                      Term::iri("x:\xED\xA0\x80"),
                      Term::literal("\xC0\x80"),
                      Term::typed("x", "y>"),
                      Term::blank(""),
                      Term::blank("a."),
                      Term::blank("a b"),
                      Term::tagged("x", "e n"),
                      Term::tagged("x", "en-"),
                      Term::tagged("x", "1a")};
  for (const Term& term : bad) {
    Document one;
    one.quads = {{good, good, term, std::nullopt}};
    BOOST_CHECK_THROW(written(one, Syntax::nquads), Error);
    BOOST_CHECK_THROW(written(one, Syntax::turtle), Error);
  }
  Document literal_subject;
  literal_subject.quads = {{Term::literal("x"), good, good, std::nullopt}};
  BOOST_CHECK_THROW(written(literal_subject, Syntax::turtle), Error);
  Document graph;
  graph.quads = {{good, good, good, good}};
  BOOST_CHECK_THROW(written(graph, Syntax::turtle), Error);
  BOOST_CHECK_THROW(written(graph, Syntax::ntriples), Error);
}

BOOST_AUTO_TEST_CASE(entities_are_known_by_their_iri) {
  BOOST_TEST(entity_kind("https://w3id.org/byline/data/organization/AMD") ==
             "organization");
  BOOST_TEST(entity_kind("http://other/place/São_Paulo") == "place");
  BOOST_TEST(entity_kind("https://w3id.org/byline/data/event/Release/x") == "");
  BOOST_TEST(entity_kind("https://w3id.org/byline/data/article/person/x") == "");
  BOOST_TEST(entity_kind("https://w3id.org/byline/data/person/x#y") == "");
  BOOST_TEST(entity_kind("https://w3id.org/byline/data/person/") == "");
}

BOOST_AUTO_TEST_CASE(formats_are_known_by_name_and_extension) {
  BOOST_CHECK(format_of("a.ttl.gz") == Format(Syntax::turtle));
  BOOST_CHECK(format_of("a.b.nq") == Format(Syntax::nquads));
  BOOST_CHECK(format_of("a.nodes.csv") == Format(Export::csv_nodes));
  BOOST_CHECK(format_of("a.csv.gz") == Format(Export::csv_edges));
  BOOST_CHECK(format_named("application/trig; charset=utf-8") == Format(Syntax::trig));
  BOOST_CHECK(!format_of("a.txt"));
  BOOST_CHECK(!format_of("a"));
}

BOOST_AUTO_TEST_SUITE_END()
