#include "annotate/annotator.hpp"
#include "shipped_tables.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <span>
#include <string>

namespace byline::annotate {
namespace {

struct Example {
  const char* text;
  const char* quotations;  ///< "speaker: pieces", joined by " | "
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.text;
}

const auto examples = std::to_array<Example>({
    {"\"We did win the day,\" Ana Lima said. \"We want more of it.\" Acme said no to that.",
     "Ana Lima: We did win the day, We want more of it."},
    {"\"We did win the day,\" Ana Lima said. Acme said that Zeta had lost.",
     "Ana Lima: We did win the day, | Acme: Zeta had lost"},
    {"Acme lost; Ana Lima said that Zeta had won.", "Ana Lima: Zeta had won"},
    {"Acme pays two million over four years, and Zeta adds a little money.", ""},
    {"Acme pays two million over four years, Zeta adds.",
     "Zeta: Acme pays two million over four years"},
    {"Kite, made in Lisbon by Zeta, is now maintained by Acme.", ""},
    {"The Torch Foundation, formed in 2004, moved its seat from the United States to Cork.",
     ""},
    {"Acme, Zeta and Oriva will pay for the work on it, said Ana Lima, the director of the "
     "Torch Foundation.",
     "Ana Lima: Acme, Zeta and Oriva will pay for the work on it"},
    {"\"Here is what we always wanted to say today.\" Acme declined to comment.",
     ": Here is what we always wanted to say today."},
});

/// The words that need a tagger: conjunctions and auxiliaries.
void tag_small_words(std::span<Sentence> sentences) {
  for (Sentence& sentence : sentences) {
    for (Token& token : sentence.tokens) {
      token.tag = token.folded == "and"    ? Tag::cconj
                  : token.folded == "is"   ? Tag::aux
                  : token.word == "States" ? Tag::propn
                                           : token.tag;
    }
  }
}

std::string quotations_of(const std::string& text) {
  const Annotator annotator{shipped_tables("en")};
  Article article;
  article.language = "en";
  article.text = text;
  article.blocks.push_back({{0, text.size()}, BlockKind::paragraph, {}});
  const Annotation annotation = annotator.annotate(article, tag_small_words);
  std::string all;
  const auto words = [&](const Span& span) {
    return text.substr(span.begin, span.size());
  };
  for (const QuotedSpan& quote : annotation.quotes) {
    all += (all.empty() ? "" : " | ") + words(quote.speaker) + ":";
    for (const Span& piece : quote.pieces) {
      all += " " + words(piece);
    }
  }
  return all;
}

BOOST_AUTO_TEST_SUITE(quotations)

BOOST_DATA_TEST_CASE(who_says_what, boost::unit_test::data::make(examples), example) {
  BOOST_TEST(quotations_of(example.text) == example.quotations);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace byline::annotate
