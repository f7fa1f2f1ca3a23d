#include "ingest/boilerplate.hpp"

#include "ingest/blocks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::ingest {
namespace {

ReadingTablesByLanguage tables() {
  ReadingTables english;
  english.end_markers = {"ends", "###"};
  english.tail_heads = {"related articles", "source"};
  english.calls_to_action = {"click here", "listen to the audio"};
  english.share_words = {"share", "tweet", "facebook"};
  english.date_words = {"date", "september", "on", "january"};
  return {{"en", english}};
}

/// The blocks with what was cut: "kept", or "(reason) cut".
std::string shown(const std::string& text) {
  Article article;
  article.language = "en";
  article.text = text;
  article.blocks = split_blocks(text);
  cut_boilerplate(article, tables());
  std::string out;
  for (const Block& block : article.blocks) {
    out += out.empty() ? "" : "|";
    out += block.cut_reason.empty() ? "" : "(" + block.cut_reason + ") ";
    out += block.kind == BlockKind::dateline ? "D:" : "";
    out += text.substr(block.span.begin, block.span.size());
  }
  return out;
}

const std::string prose =
    "Acme bought the whole of Zeta for a very large sum of money last Monday.";

}  // namespace

BOOST_AUTO_TEST_SUITE(boilerplate)

BOOST_AUTO_TEST_CASE(all_below_an_end_marker_goes) {
  BOOST_TEST(shown(prose + "\n— Ends —\n" + prose) ==
             prose + "|(end marker) — Ends —|(end marker) " + prose);
}

BOOST_AUTO_TEST_CASE(a_list_of_links_goes_until_prose_comes) {
  BOOST_TEST(
      shown(prose + "\nRelated articles\n- One thing\n- Another\n" + prose + " X.") ==
      prose +
          "|(list of links) Related articles|(list of links) - One thing|"
          "(list of links) - Another|" +
          prose + " X.");
}

BOOST_AUTO_TEST_CASE(appeals_and_share_bars_go) {
  BOOST_TEST(shown(prose + "\nClick here to win\nShare Tweet\n" + prose + " Y.") ==
             prose + "|(call to action) Click here to win|(share bar) Share Tweet|" +
                 prose + " Y.");
}

BOOST_AUTO_TEST_CASE(a_dateline_is_found_and_freed_of_noise) {
  BOOST_TEST(shown("date 2022-09-14 Listen to the audio of this\n" + prose) ==
             "D:date 2022-09-14|(call to action) Listen to the audio of this|" + prose);
  BOOST_TEST(shown("A title\nSeptember 14, 2022\n" + prose) ==
             "A title|D:September 14, 2022|" + prose);
}

BOOST_AUTO_TEST_CASE(short_lines_behind_the_last_sentence_go_but_lists_stay) {
  BOOST_TEST(shown(prose + "\nThe frontiers of science") ==
             prose + "|(short line after the end) The frontiers of science");
  BOOST_TEST(shown(prose + "\nThe rules are:\nStay open\nBe fair") ==
             prose + "|The rules are:|Stay open|Be fair");
}

BOOST_AUTO_TEST_CASE(dated_links_at_the_end_go) {
  BOOST_TEST(
      shown(prose + "\n- New Featureson January 4, 2025\n- Old on January 3, 2025") ==
      prose +
          "|(list of links) - New Featureson January 4, 2025|"
          "(list of links) - Old on January 3, 2025");
}

BOOST_AUTO_TEST_CASE(a_line_found_three_times_stays_once) {
  const std::string twice = prose + "\nSome line\n" + prose + " Z.";
  BOOST_TEST(shown("Some line\n" + twice).find('(') == std::string::npos);
  BOOST_TEST(shown("Some line\nSome line\n" + twice) ==
             "Some line|(repeated line) Some line|" + prose +
                 "|(repeated line) Some line|" + prose + " Z.");
}

BOOST_AUTO_TEST_CASE(headings_and_bullets_of_the_text_stay) {
  const std::string text =
      "A title\n" + prose + "\nWhy it matters\n- a point of it\n" + prose;
  BOOST_TEST(shown(text).find('(') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::ingest
