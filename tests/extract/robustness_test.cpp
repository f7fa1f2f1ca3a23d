#include "language_chain.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ctime>
#include <ostream>
#include <string>
#include <string_view>

namespace byline::extract {
namespace {

struct Hostile {
  const char* name;
  std::string_view unit;
  std::size_t times;
};

std::ostream& operator<<(std::ostream& out, const Hostile& hostile) {
  return out << hostile.name;
}

const auto hostile_texts = std::to_array<Hostile>({
    {"one line of words", "Acme bought Zeta in May and he said it was fine ", 20000},
    {"one word", "x", 1000000},
    {"brackets", "(", 100000},
    {"quotation marks", "\"", 1000000},
    {"opening quotation marks", "“", 100000},
    {"periods", ".", 500000},
    {"capital words", "Acme Zeta Torch ", 60000},
    {"numbers", "1 million ", 50000},
    {"dashes", "- said Ana - ", 30000},
});

/// Processor time, not wall time: other programs on the machine must not count.
double seconds_for(const LanguageChain& chain,
                   const Hostile& hostile,
                   std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) {
    text += hostile.unit;
  }
  const Article article = article_of(text);
  const std::clock_t begin = std::clock();
  const Annotation annotation = chain.annotate(article);
  const ArticleFacts facts = chain.find(article, annotation);
  const auto spent = static_cast<double>(std::clock() - begin);
  BOOST_TEST(facts.entities.size() <= article.text.size());
  return spent / CLOCKS_PER_SEC;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(robustness)

BOOST_DATA_TEST_CASE(hostile_text_takes_linear_time,
                     boost::unit_test::data::make(hostile_texts),
                     hostile) {
  static const LanguageChain chain{"en"};
  const double quarter = seconds_for(chain, hostile, hostile.times / 4);
  const double whole = seconds_for(chain, hostile, hostile.times);
  // Four times the text: four times the time, with room for a busy machine.
  BOOST_TEST(whole < 0.5 + 10 * quarter);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
