#include "annotate/sentence_splitter.hpp"

#include "shipped_tables.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <string>

namespace byline::annotate {
namespace {

struct Example {
  const char* language;
  const char* sentences;  ///< "|" where one must end, to be read as a space
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.sentences;
}

const auto examples = std::to_array<Example>({
    {"en", "Acme grew.|It sold more!|Why?|Nobody knows."},
    {"en", "Mr. Smith of Acme Inc. met Dr. J. Doe in the U.S. Senate."},
    {"en", "He moved to the U.S.|He came back at 5 p.m.|The end came."},
    {"en", "“We won.”|“Did you?” asked Ann.|“Yes!” Ann Lima said again."},
    {"en", "It was founded in 1999. [3] [4–6]|The rest is history."},
    {"en", "Version 2.0 costs $1.5 million, i.e. more.|See No. 5 and p. 7."},
    {"en", "There was a long pause... then he spoke.|Well...|No."},
    {"en", "1. Open the box."},
    {"en", "GENEVA, 12 March --|Four firms met.|They agreed."},
    {"en", "LISBON/SAN JOSE, Calif. (Newswire) -|Acme grew."},
    {"en", "BEAVERTON, Ore. – Dec. 3, 2024 –|Acme grew.|They agreed."},
    {"en", "GENEVA --|3 firms met, 2 left -- again."},
    {"en", "NASA — the agency — said so.|UNESCO said nothing."},
    {"pt", "SÃO PAULO (Agência) –|A Zeta cresceu.|A Acme, não."},
    {"en", "“It is ready” .|The next day came."},
    {"pt",
     "A Dra. Lima chegou.|O Sr. Souza, da Zeta Ltda., saiu às 10 h.|A festa acabou."},
    {"pt", "Ele disse: “Vamos!”|E foi.|Veja a pág. 3 e o art. 5 da lei."},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(sentence_splitter)

BOOST_DATA_TEST_CASE(sentences_end_where_they_should,
                     boost::unit_test::data::make(examples),
                     example) {
  std::string text = example.sentences;
  const std::string expected = text;
  std::ranges::replace(text, '|', ' ');
  const SentenceSplitter splitter{shipped_tables(example.language)};
  std::string found;
  for (const Span span : splitter.split(text, {0, text.size()})) {
    found += (found.empty() ? "" : "|") + text.substr(span.begin, span.size());
  }
  BOOST_TEST(found == expected);
}

BOOST_AUTO_TEST_CASE(no_sentence_is_longer_than_eight_kibibytes) {
  const std::string words = [] {
    std::string text;
    for (int i = 0; i < 10000; ++i) {
      text += "word ";
    }
    return text;
  }();
  const SentenceSplitter splitter{shipped_tables("en")};
  const auto spans = splitter.split(words, {0, words.size()});
  BOOST_TEST(spans.size() > 5U);
  for (const Span span : spans) {
    BOOST_TEST(span.size() <= 8193U);
    BOOST_TEST(words.substr(span.begin, 4) == "word");
  }
}

BOOST_AUTO_TEST_CASE(blank_text_gives_none) {
  const SentenceSplitter splitter{shipped_tables("en")};
  BOOST_TEST(splitter.split(" \n ", {0, 3}).empty());
  BOOST_TEST(splitter.split("", {0, 0}).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::annotate
