#include "annotate/word_memo.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <string>

using namespace byline::annotate;

namespace {

constexpr std::uint64_t model = std::numeric_limits<std::uint64_t>::max();  // nobody's

WordFeatures with_tag(std::uint8_t tag) {
  WordFeatures word;
  word.tag = tag;
  return word;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(word_memo)

BOOST_AUTO_TEST_CASE(keeps_the_words_of_a_model) {
  const auto one = [] { return with_tag(1); };
  const auto two = [] { return with_tag(2); };
  BOOST_TEST(WordMemo::of(model).features("sold", one).tag == 1);
  BOOST_TEST(WordMemo::of(model).features("sold", two).tag == 1);
  BOOST_TEST(WordMemo::of(model - 1).features("sold", two).tag == 2);
  BOOST_TEST(WordMemo::of(model).features("sold", two).tag == 1);
}

BOOST_AUTO_TEST_CASE(forgets_them_when_they_are_many) {
  constexpr unsigned many = 20'000;
  WordMemo& memo = WordMemo::of(model - 2);
  memo.features("sold", [] { return with_tag(1); });
  for (unsigned i = 0; i < many; ++i) {
    memo.features("word" + std::to_string(i), [] { return with_tag(3); });
  }
  BOOST_TEST(memo.features("sold", [] { return with_tag(2); }).tag == 1);  // until asked
  BOOST_TEST(WordMemo::of(model - 2).features("sold", [] { return with_tag(2); }).tag ==
             2);
}

BOOST_AUTO_TEST_SUITE_END()
