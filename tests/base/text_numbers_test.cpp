#include "base/text_numbers.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace byline;

BOOST_AUTO_TEST_SUITE(text_numbers)

BOOST_AUTO_TEST_CASE(numbers_texts_in_the_order_in_which_they_come) {
  TextNumbers numbers;
  BOOST_TEST(numbers.find("bought") == TextNumbers::none);
  BOOST_TEST(numbers.add("bought") == 0U);
  BOOST_TEST(numbers.add("") == 1U);
  BOOST_TEST(numbers.add("bought") == 0U);
  BOOST_TEST(numbers.find("") == 1U);
  BOOST_TEST(numbers.find("sold") == TextNumbers::none);
  BOOST_TEST(numbers.size() == 2U);
}

BOOST_AUTO_TEST_CASE(finds_all_of_many_texts) {
  constexpr unsigned count = 10'000;
  TextNumbers numbers;
  for (unsigned i = 0; i < count; ++i) {
    numbers.add("word " + std::to_string(i));
  }
  bool good = numbers.size() == count;
  for (unsigned i = 0; i < count; ++i) {
    good &= numbers.find("word " + std::to_string(i)) == i;
    good &= numbers.find("none " + std::to_string(i)) == TextNumbers::none;
  }
  BOOST_TEST(good);
}

BOOST_AUTO_TEST_SUITE_END()
