#include "extract/token_sets.hpp"

#include "extract/form_hits.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <set>

using byline::extract::FormHit;
using byline::extract::FormHits;
using byline::extract::TokenSets;

namespace {

bool maybe() {
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_sets)

// 150 tokens: sets of three words, asked at all places and around their seams
BOOST_AUTO_TEST_CASE(finds_the_last_token_below_any_place) {
  const std::set<std::size_t> members{0, 1, 62, 63, 64, 65, 127, 128, 149};
  TokenSets sets(3, 150);
  const std::size_t place =
      sets.place(1, maybe, [&](std::size_t token) { return members.contains(token); });
  for (std::size_t end = 0; end <= 150; ++end) {
    std::size_t expected = 0;
    for (const std::size_t member : members) {
      expected = member < end ? member + 1 : expected;
    }
    BOOST_TEST(sets.end_below(place, end) == expected);
  }
  for (std::size_t token = 0; token < 150; ++token) {
    BOOST_TEST(sets.has(place, token) == members.contains(token));
  }
}

BOOST_AUTO_TEST_CASE(asks_each_test_once) {
  TokenSets sets(2, 70);
  std::size_t asked = 0;
  const auto odd = [&](std::size_t token) {
    ++asked;
    return token % 2 == 1;
  };
  const std::size_t first = sets.place(0, maybe, odd);
  const std::size_t second = sets.place(1, maybe, [](std::size_t) { return false; });
  BOOST_TEST(sets.place(0, maybe, odd) == first);
  BOOST_TEST(asked == 70U);
  BOOST_TEST(sets.end_below(first, 70) == 70U);
  BOOST_TEST(sets.end_below(second, 70) == 0U);
}

BOOST_AUTO_TEST_CASE(an_empty_sentence_has_empty_sets) {
  TokenSets sets(1, 0);
  const std::size_t place = sets.place(0, maybe, [](std::size_t) { return true; });
  BOOST_TEST(sets.end_below(place, 0) == 0U);
}

BOOST_AUTO_TEST_CASE(a_test_that_no_token_can_pass_is_put_to_none) {
  TokenSets sets(2, 70);
  std::size_t asked = 0;
  const std::size_t place = sets.place(
      1,
      [] { return false; },
      [&](std::size_t) {
        ++asked;
        return true;
      });
  BOOST_TEST(asked == 0U);
  BOOST_TEST(!sets.has(place, 3));
  BOOST_TEST(sets.end_below(place, 70) == 0U);
}

BOOST_AUTO_TEST_CASE(the_first_hit_of_a_group_stays) {
  FormHits hits(4, 3);
  BOOST_TEST(!hits.any(2));
  hits.add(2, 1, FormHit{5, 1, false});
  hits.add(2, 1, FormHit{9, 2, true});
  BOOST_TEST(hits.any(2));
  BOOST_TEST(!hits.any(3));
  BOOST_TEST(hits.at(2, 1).bits == 5U);
  BOOST_TEST(hits.at(2, 0).tokens == 0U);
  BOOST_TEST(hits.at(3, 1).tokens == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
