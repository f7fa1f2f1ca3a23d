#include "both_ways.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

namespace byline::sparql {
namespace {

/// The queries come from tests/peers/differential.py --print.
BOOST_AUTO_TEST_CASE(optimised_and_translated_plans_give_the_same_rows) {
  std::ifstream file(BYLINE_SOURCE_DIR "/tests/sparql/cases/generated_queries.txt");
  std::string line;
  std::size_t queries = 0;
  while (std::getline(file, line)) {
    const auto difference = difference_of_plans(line);
    BOOST_TEST(!difference.has_value(), difference.value_or(""));
    ++queries;
  }
  BOOST_TEST(queries >= 1000U);
}

}  // namespace
}  // namespace byline::sparql
