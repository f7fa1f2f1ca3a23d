#include "rdf/isomorphism.hpp"

#include "rdf/reader.hpp"
#include "rdf/writer.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

using namespace byline::rdf;
namespace data = boost::unit_test::data;

namespace {

struct Example {
  std::string title;
  std::string first;
  std::string second;
  std::string difference;  ///< removed lines behind `-`, then added ones behind `+`
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.title;
}

std::vector<Quad> quads_of(const std::string& text) {
  ReadOptions options;
  options.syntax = Syntax::trig;
  options.base = "x:";
  return parse("PREFIX : <x:> " + text, options);
}

std::string shown(const Difference& difference) {
  std::string out;
  for (const Quad& quad : difference.removed) {
    append_nquads_line(out += "-", view_of(quad));
  }
  for (const Quad& quad : difference.added) {
    append_nquads_line(out += "+", view_of(quad));
  }
  return out;
}

/// A ring of `size` blank nodes, named in another way each time.
std::string ring(int size, const std::string& name, int step) {
  std::string text;
  for (int k = 0; k < size; ++k) {
    text += "_:" + name + std::to_string(k * step % size) + " :p _:" + name +
            std::to_string((k + 1) * step % size) + " . ";
  }
  return text;
}

const Example examples[] = {
    {"other labels, same graph", ":a :p _:x . _:x :q 1 .", ":a :p _:y . _:y :q 1 .", ""},
    {"a quad more, a quad less",
     ":a :p 1 . :a :p 2 .",
     ":a :p 2 . :g { :a :p 2 }",
     "-<x:a> <x:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
     "+<x:a> <x:p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> <x:g> .\n"},
    {"language tags compare without case",
     ":a :p \"x\"@en-GB .",
     ":a :p \"x\"@EN-gb .",
     ""},
    {"rings of equal length, differently named", ring(7, "a", 1), ring(7, "b", 3), ""},
    {"graphs are named by blank nodes",
     "_:g { :a :p _:g } _:h { :a :p :b }",
     "_:h { :a :p _:h } _:g { :a :p :b }",
     ""},
    {"two nodes that look alike are two",
     "[ :p 1 ] . [ :p 1 ] .",
     "[ :p 1 ] . [ :p 1 ] .",
     ""},
    {"one changed value within a list",
     ":a :p (1 2 3) .",
     ":a :p (1 2 4) .",
     "-_:genid3 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
     "\"3\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
     "+_:genid3 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "
     "\"4\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rdf_isomorphism)

BOOST_DATA_TEST_CASE(finds_differences, data::make(examples), example) {
  BOOST_TEST(shown(difference(quads_of(example.first), quads_of(example.second))) ==
             example.difference);
}

BOOST_AUTO_TEST_CASE(tells_two_rings_of_three_from_one_of_six) {
  const auto two = quads_of(ring(3, "a", 1) + ring(3, "b", 1));
  const auto one = quads_of(ring(6, "a", 1));
  BOOST_TEST(!difference(two, one).empty());
  BOOST_TEST(difference(two, two).empty());
}

BOOST_AUTO_TEST_CASE(matches_many_equal_nodes) {
  std::string text;
  for (int k = 0; k < 100; ++k) {
    text += ":a :p [ :q [ :r 1 ] ] . ";
  }
  BOOST_TEST(difference(quads_of(text), quads_of(text)).empty());
}

BOOST_AUTO_TEST_SUITE_END()
