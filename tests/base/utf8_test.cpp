#include "base/utf8.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

namespace byline {
namespace {

namespace data = boost::unit_test::data;

struct Example {
  std::string text;
  std::size_t code_points;
};
std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.text;
}

const Example counted[] = {{"", 0}, {"abc", 3}, {"é", 1}, {"a—b", 3}, {"🙂x", 2}};

BOOST_DATA_TEST_CASE(counts_code_points_not_bytes, data::make(counted), example) {
  BOOST_TEST(count_code_points(example.text) == example.code_points);
}

struct Invalid {
  std::string text;
  std::size_t offset;
};
std::ostream& operator<<(std::ostream& out, const Invalid& example) {
  return out << "invalid at " << example.offset;
}

const Invalid invalid[] = {{"\x80", 0},
                           {"ab\xC0\xAF", 2},                // overlong
                           {"x\xED\xA0\x80", 1},             // surrogate
                           {"12345678\xF4\x90\x80\x80", 8},  // above U+10FFFF
                           {"a\xE2\x82", 1}};                // cut

BOOST_DATA_TEST_CASE(finds_the_first_bad_byte, data::make(invalid), example) {
  BOOST_TEST(find_invalid_utf8(example.text).value() == example.offset);
}

BOOST_AUTO_TEST_CASE(valid_text_has_no_bad_byte) {
  BOOST_TEST(
      !find_invalid_utf8("naïve — 🙂 \xEF\xBF\xBF plain ascii text of some length"));
}

BOOST_AUTO_TEST_CASE(index_turns_bytes_into_code_points) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "é🙂x";
  }
  const CodePointIndex index(text);
  std::size_t code_points = 0;
  for (std::size_t offset = 0; offset < text.size(); ++code_points) {
    BOOST_TEST(index.code_points_before(offset) == code_points);
    next_code_point(text, offset);
  }
  BOOST_TEST(index.code_points_before(text.size()) == 300U);
}

BOOST_AUTO_TEST_CASE(appends_what_it_reads) {
  const std::string text = "aé—🙂";
  std::string copy;
  for (std::size_t i = 0; i < text.size();) {
    append_utf8(copy, next_code_point(text, i));
  }
  BOOST_TEST(copy == text);
}

}  // namespace
}  // namespace byline
