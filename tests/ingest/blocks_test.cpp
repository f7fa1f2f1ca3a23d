#include "ingest/blocks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::ingest {
namespace {

/// Kind letters and text of each block: "T:…|P:…".
std::string shown(std::string_view text) {
  std::string out;
  for (const Block& block : split_blocks(text)) {
    constexpr std::string_view letters = "TDHPL";
    out += out.empty() ? "" : "|";
    out += letters[static_cast<std::size_t>(block.kind)];
    out += ':';
    out += text.substr(block.span.begin, block.span.size());
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(blocks)

BOOST_AUTO_TEST_CASE(lines_become_blocks_by_their_form) {
  BOOST_TEST(shown("Acme buys Zeta\r\n\r\nAcme bought Zeta. It is big.\rWhy now\n"
                   "- first, a bullet\n2) a number\n") ==
             "T:Acme buys Zeta|P:Acme bought Zeta. It is big.|H:Why now|"
             "L:- first, a bullet|L:2) a number");
}

BOOST_AUTO_TEST_CASE(short_lines_below_a_colon_are_a_list) {
  BOOST_TEST(shown("There are two rules:\n\nStay open\n\nBe fair\n\nIt ends here.") ==
             "P:There are two rules:|L:Stay open|L:Be fair|P:It ends here.");
}

BOOST_AUTO_TEST_CASE(a_hard_wrapped_paragraph_is_one_block) {
  const std::string wrapped =
      "The council of the town said on Monday that it would sell the old\n"
      "mill to a group of buyers who want to make it a school for young\n"
      "Engineers, and that the money would go to the hospital by the sea.\n"
      "Nobody spoke against the sale, the council said in its statement.\n"
      "It is the third sale of the year, and all of them went to friends\n"
      "of the mayor.\n";
  BOOST_TEST(split_blocks(wrapped).size() == 1U);
}

BOOST_AUTO_TEST_CASE(nothing_gives_nothing) {
  BOOST_TEST(split_blocks("").empty());
  BOOST_TEST(split_blocks(" \n\r\n \t").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::ingest
