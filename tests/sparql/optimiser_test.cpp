#include "both_ways.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>

namespace byline::sparql {
namespace {

/// The queries come from tests/peers/differential.py --print.
BOOST_AUTO_TEST_CASE(optimised_and_specified_evaluation_give_the_same_rows) {
  std::ifstream file(BYLINE_SOURCE_DIR "/tests/sparql/cases/generated_queries.txt");
  std::string line;
  std::size_t compared = 0;
  while (std::getline(file, line)) {
    const Comparison comparison = compare_plans(line, 20'000);
    BOOST_TEST(comparison.difference.empty(), comparison.difference);
    compared += comparison.compared ? 1 : 0;
  }
  BOOST_TEST_MESSAGE(compared << " queries compared");
  BOOST_TEST(compared >= 850U);
}

}  // namespace
}  // namespace byline::sparql
