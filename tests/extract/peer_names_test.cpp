#include "extract/peer_names.hpp"

#include "language_chain.hpp"
#include "tagged_words.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::extract {
namespace {

/// The best class of the first name of a sentence.
std::string first_class(const std::string& language, const std::string& text) {
  const LanguageChain chain{language};
  const TaggedWords words{text};
  const Grouping grouping =
      group_candidates(words.candidates, words.annotation, chain.names());
  return grouping.groups[grouping.group_of.front()].best_class();
}

bool second_is_compared(const std::string& text) {
  const LanguageChain chain{"en"};
  const TaggedWords words{text};
  return is_compared(
      words.annotation.sentences[0].tokens, words.candidates[1].tokens, chain.names());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(peer_names)

BOOST_AUTO_TEST_CASE(a_peer_is_of_the_same_kind) {
  BOOST_TEST(first_class("en",
                         "[Zeta] , an/det open/adj alternative/noun to/adp [Torch "
                         "Foundation]") == "by:Foundation");
  BOOST_TEST(first_class("en",
                         "[Zeta] is/verb a/det rival/noun of/adp the/det [Torch "
                         "Foundation]") == "by:Foundation");
  BOOST_TEST(first_class("pt",
                         "[Zeta] , uma/det alternativa/noun de/adp código/noun "
                         "aberto/adj a/adp [Fundação Semente]") == "by:Foundation");
}

BOOST_AUTO_TEST_CASE(other_words_tell_nothing) {
  BOOST_TEST(first_class("en", "[Zeta] , a/det gift/noun to/adp [Torch Foundation]") ==
             "");
  BOOST_TEST(first_class("en",
                         "[Zeta] met/verb a/det rival/noun of/adp [Torch "
                         "Foundation]") == "");
}

BOOST_AUTO_TEST_CASE(what_stands_behind_the_word_is_compared) {
  BOOST_TEST(second_is_compared("[Zeta] , a/det rival/noun of/adp the/det [Kite]"));
  BOOST_TEST(!second_is_compared("[Zeta] , a/det rival/noun , met/verb [Kite]"));
  BOOST_TEST(!second_is_compared("[Zeta] , part/noun of/adp [Kite]"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
