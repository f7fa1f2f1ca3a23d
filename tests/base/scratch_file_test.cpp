#include "base/scratch_file.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace byline {
namespace {

BOOST_AUTO_TEST_CASE(what_was_appended_is_read_in_any_order) {
  // in memory alone, across the border between file and memory, in the file alone
  for (const std::size_t most_in_memory : {1000U, 10U, 0U}) {
    ScratchFile file(most_in_memory);
    std::vector<std::pair<std::uint64_t, std::string>> written;
    for (int i = 0; i < 40; ++i) {
      const std::string bytes(static_cast<std::size_t>(i % 7),
                              static_cast<char>('a' + i));
      written.emplace_back(file.append(bytes), bytes);
    }
    for (auto piece = written.rbegin(); piece != written.rend(); ++piece) {
      BOOST_TEST(file.read(piece->first, piece->second.size()) == piece->second);
    }
    BOOST_TEST(file.read(written[1].first, 3) == "bcc");
  }
}

BOOST_AUTO_TEST_CASE(a_scratch_file_may_move) {
  ScratchFile first(2);
  first.append("abc");
  first.append("d");
  const ScratchFile second = std::move(first);
  BOOST_TEST(second.read(1, 3) == "bcd");
}

}  // namespace
}  // namespace byline
