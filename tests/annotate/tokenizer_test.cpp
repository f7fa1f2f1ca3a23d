#include "annotate/tokenizer.hpp"

#include "shipped_tables.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <string>

namespace byline::annotate {
namespace {

struct Example {
  const char* language;
  const char* text;
  const char* words;
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.text;
}

const auto examples = std::to_array<Example>({
    {"en",
     "Meta’s AI team doesn't, can’t and won't.",
     "Meta|’s|AI|team|does|n't|,|ca|n’t|and|wo|n't|."},
    {"en", "The workers' cannot-do plan", "The|workers|'|can|not|-|do|plan"},
    {"en", "$1.2 billion, US$9 and 80%", "$|1.2|billion|,|US$|9|and|80|%"},
    {"en", "C++, C# and AI/ML at AT&T", "C++|,|C#|and|AI|/|ML|at|AT&T"},
    {"en",
     "The U.S. at 19:00 on 2022-09-14 (e.g. this)...",
     "The|U.S.|at|19:00|on|2022-09-14|(|e.g.|this|)|..."},
    {"en",
     "a ten-year-old e-mail to ana@acme.org, see https://acme.org/x.",
     "a|ten|-|year|-|old|e-mail|to|ana@acme.org|,|see|https://acme.org/x|."},
    {"en", "DebugPoint.com “is” it.It", "DebugPoint.com|“|is|”|it|.|It"},
    {"pt",
     "A empresa da Ana foi à praia pelo mar.",
     "A|empresa|de|a|Ana|foi|a|a|praia|por|o|mar|."},
    {"pt",
     "Tornou-se o guarda-chuva; disse-lhe R$ 1,5 mil.",
     "Tornou|se|o|guarda-chuva|;|disse|lhe|R$|1,5|mil|."},
    {"pt",
     "No Brasil, nesta quarta-feira (14)",
     "Em|o|Brasil|,|em|esta|quarta-feira|(|14|)"},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(tokenizer)

BOOST_DATA_TEST_CASE(words_are_those_of_universal_dependencies,
                     boost::unit_test::data::make(examples),
                     example) {
  const std::string text = example.text;
  const Tokenizer words{shipped_tables(example.language)};
  std::string found;
  for (const Token& token : words.tokenize(text, {0, text.size()})) {
    found += (found.empty() ? "" : "|") + token.word;
  }
  BOOST_TEST(found == example.words);
}

BOOST_AUTO_TEST_CASE(the_parts_of_a_contraction_share_its_span) {
  const std::string text = "pelo mar";
  const auto tokens = Tokenizer{shipped_tables("pt")}.tokenize(text, {0, text.size()});
  BOOST_REQUIRE(tokens.size() == 3U);
  BOOST_TEST((tokens[0].span == Span{0, 4}));
  BOOST_TEST((tokens[1].span == Span{0, 4}));
  BOOST_TEST(tokens[1].folded == "o");
}

BOOST_AUTO_TEST_CASE(spans_stay_true_to_the_text) {
  const std::string text = "Ela não “quis”… \xF0\x9F\x91\x87 e-mail's ''x''";
  for (const Token& token :
       Tokenizer{shipped_tables("en")}.tokenize(text, {0, text.size()})) {
    BOOST_TEST(text.substr(token.span.begin, token.span.size()) == token.word);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::annotate
