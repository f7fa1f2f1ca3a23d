#include "base/parts.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace byline {
namespace {

BOOST_AUTO_TEST_SUITE(parts)

BOOST_AUTO_TEST_CASE(each_part_runs_once) {
  for (const std::size_t count : {0U, 1U, 2U, 5U}) {
    std::vector<std::atomic<int>> runs(count);
    run_parts(count, [&](std::size_t part) { ++runs.at(part); });
    for (const std::atomic<int>& run : runs) {
      BOOST_TEST(run == 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_first_failure_is_thrown_once_all_have_ended) {
  std::atomic<int> ended = 0;
  const auto run = [&](std::size_t part) {
    ++ended;
    if (part > 0) {
      throw std::runtime_error(std::to_string(part));
    }
  };
  BOOST_CHECK_EXCEPTION(run_parts(4, run), std::runtime_error, [](const auto& error) {
    return error.what() == std::string("1");
  });
  BOOST_TEST(ended == 4);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace byline
