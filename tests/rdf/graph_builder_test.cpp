#include "rdf/graph_builder.hpp"

#include "rdf/reader.hpp"
#include "rdf/writer.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

using namespace byline::rdf;

namespace {

std::vector<Quad> quads_of(const std::string& text) {
  ReadOptions options;
  options.syntax = Syntax::nquads;
  return parse(text, options);
}

std::string lines(const std::vector<Quad>& quads) {
  std::string out;
  for (const Quad& quad : quads) {
    append_nquads_line(out, view_of(quad));
  }
  return out;
}

GraphBuilder built(const std::string& text) {
  GraphBuilder builder;
  for (const Quad& quad : quads_of(text)) {
    builder.add(quad);
  }
  return builder;
}

const std::string two_graphs =
    "<x:a> <x:p> <x:b> .\n"
    "<x:a> <x:p> <x:b> <x:g> .\n"
    "<x:a> <x:p> <x:b> _:g .\n"
    "<x:a> <x:p> <x:c> <x:g> .\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(rdf_graph_builder)

BOOST_AUTO_TEST_CASE(keeps_one_triple_in_several_graphs) {
  const GraphBuilder builder = built(two_graphs);
  BOOST_TEST(builder.size() == 4U);
  BOOST_TEST(lines(builder.quads()) ==
             "<x:a> <x:p> <x:b> .\n<x:a> <x:p> <x:b> <x:g> .\n"
             "<x:a> <x:p> <x:b> _:g .\n<x:a> <x:p> <x:c> <x:g> .\n");
}

BOOST_AUTO_TEST_CASE(adds_a_quad_once) {
  GraphBuilder builder;
  const auto quads = quads_of("<x:a> <x:p> \"1\" <x:g> .");
  BOOST_TEST(builder.add(quads.at(0)));
  BOOST_TEST(!builder.add(quads.at(0)));
  BOOST_TEST(builder.size() == 1U);
  BOOST_TEST(builder.contains(view_of(quads.at(0))));
}

BOOST_AUTO_TEST_CASE(loses_neither_nul_nor_long_tags_nor_labels) {
  const std::string text =
      "<x:a> <x:p> \"\" .\n"
      "<x:a> <x:p> \"\"@en .\n"
      "<x:a> <x:p> \"\\u0000\" .\n"
      "<x:a> <x:p> \"a\\u0000\\u0000b\" .\n"
      "<x:a> <x:p> \"a\\u0000\\u0000c\" .\n"
      "<x:a> <x:p> \"x\"@EN .\n"
      "<x:a> <x:p> \"x\"@de-Latn-DE-1996-x-other .\n"
      "<x:a> <x:p> \"x\"@de-Latn-DE-1996-x-private .\n"
      "<x:a> <x:p> \"x\"@en .\n"
      "<x:a> <x:p> \"x\"^^<x:en> .\n"
      "<x:a> <x:p> _:a.b .\n"
      "_:B1 <x:p> _:b1 .\n";
  BOOST_TEST(lines(built(text).quads()) == text);
}

BOOST_AUTO_TEST_CASE(matches_within_graphs) {
  const GraphBuilder builder = built(two_graphs);
  const Term graph = Term::iri("x:g");
  const Term object = Term::iri("x:b");
  const Term blank = Term::blank("g");
  QuadPattern pattern;
  pattern.object = &object;
  BOOST_TEST(builder.matching(pattern).size() == 3U);
  pattern.scope = GraphScope::default_graph;
  BOOST_TEST(lines(builder.matching(pattern)) == "<x:a> <x:p> <x:b> .\n");
  pattern.scope = GraphScope::named;
  BOOST_TEST(builder.matching(pattern).size() == 2U);
  pattern.graph = &graph;
  BOOST_TEST(lines(builder.matching(pattern)) == "<x:a> <x:p> <x:b> <x:g> .\n");
  pattern.graph = &blank;
  BOOST_TEST(lines(builder.matching(pattern)) == "<x:a> <x:p> <x:b> _:g .\n");
}

BOOST_AUTO_TEST_CASE(can_be_moved) {
  GraphBuilder builder = built(two_graphs);
  const GraphBuilder other = std::move(builder);
  BOOST_TEST(other.size() == 4U);
}

BOOST_AUTO_TEST_SUITE_END()
