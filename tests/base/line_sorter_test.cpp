#include "base/line_sorter.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace byline {
namespace {

std::vector<std::string> sorted(LineSorter& sorter) {
  std::vector<std::string> lines;
  sorter.for_each([&](std::string_view line) { lines.emplace_back(line); });
  return lines;
}

// Runs of one line, of some, and none at all; lines that are empty, equal, longer than
// what is read at once, and with bytes above 127.
BOOST_DATA_TEST_CASE(lines_come_in_order_and_once,
                     boost::unit_test::data::make({1U, 400U, 100'000U, 100'000'000U}),
                     run_bytes) {
  std::mt19937 random(7);
  LineSorter sorter(run_bytes);
  std::set<std::string> expected;
  for (int i = 0; i < 500; ++i) {
    const std::size_t size = i % 50 == 3 ? 100'000 + i : random() % 4;
    std::string line;
    for (std::size_t k = 0; k < size; ++k) {
      line += static_cast<char>('\x80' + random() % 3);
    }
    sorter.add(line);
    expected.insert(line);
  }
  const std::vector<std::string> wanted(expected.begin(), expected.end());
  BOOST_TEST((sorted(sorter) == wanted));
  BOOST_TEST((sorted(sorter) == wanted));  // once more
}

BOOST_DATA_TEST_CASE(several_sorters_give_their_lines_together,
                     boost::unit_test::data::make({1U, 60U, 100'000U}),
                     run_bytes) {
  LineSorter first(run_bytes);
  LineSorter second(run_bytes);
  LineSorter none(run_bytes);
  std::set<std::string> expected;
  for (int i = 0; i < 200; ++i) {
    const std::string line = std::to_string(i * 7919 % 151);
    (i % 3 == 0 ? first : second).add(line);
    expected.insert(line);
  }
  first.settle();
  const std::vector<LineSorter*> all{&first, &none, &second};
  for (int twice = 0; twice < 2; ++twice) {
    std::vector<std::string> lines;
    LineSorter::for_each(all, [&](std::string_view line) { lines.emplace_back(line); });
    BOOST_TEST((lines == std::vector<std::string>(expected.begin(), expected.end())));
  }
  LineSorter::for_each({}, [](std::string_view) { BOOST_ERROR("no line"); });
}

BOOST_AUTO_TEST_CASE(lines_may_follow_a_reading) {
  for (const std::size_t run_bytes : {1U, 1000U}) {
    LineSorter sorter(run_bytes);
    BOOST_TEST(sorted(sorter).empty());
    sorter.add("b");
    BOOST_TEST((sorted(sorter) == std::vector<std::string>{"b"}));
    sorter.add("a");
    sorter.add("b");
    BOOST_TEST((sorted(sorter) == std::vector<std::string>{"a", "b"}));
  }
}

}  // namespace
}  // namespace byline
