#include "extract/person_doubts.hpp"

#include "language_chain.hpp"
#include "tagged_words.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::extract {
namespace {

bool doubts(const std::string& language, TaggedWords words) {
  const LanguageChain chain{language};
  words.tokens()[words.candidates[0].tokens.first].relation = Relation::nsubj;
  return person_doubts(words.candidates[0], words.annotation, chain.names()) > 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(person_doubts_of_names)

BOOST_AUTO_TEST_CASE(no_person_has_an_article) {
  BOOST_TEST(doubts("en", TaggedWords{"The/det [Kubrix] grew/verb"}));
  BOOST_TEST(doubts("pt", TaggedWords{"A/det [Kubrix] cresceu/verb"}));
  BOOST_TEST(!doubts("en", TaggedWords{"Then/adp [Kubrix] grew/verb"}));
  BOOST_TEST(!doubts("en", TaggedWords{"The/det [Kubrix] family grew/verb"}));
  BOOST_TEST(!doubts("pt", TaggedWords{"Vi/verb a/adp [Kubrix]"}));
}

BOOST_AUTO_TEST_CASE(no_person_is_taken_up_by_it) {
  BOOST_TEST(doubts("en", TaggedWords{"[Kubrix] said/verb it/pron grew/verb"}));
  BOOST_TEST(!doubts("en", TaggedWords{"[Kubrix] said/verb he/pron grew/verb"}));
  BOOST_TEST(
      !doubts("en", TaggedWords{"[Kubrix] sold/verb Zeta/noun and/cconj it/pron"}));
  BOOST_TEST(
      !doubts("en", TaggedWords{"[Kubrix] read/verb news/noun : it/pron was/verb"}));
}

BOOST_AUTO_TEST_CASE(listed_names_are_people_even_alone) {
  const LanguageChain chain{"en"};
  BOOST_TEST(is_unlisted_word("kubrix", chain.names()));
  BOOST_TEST(!is_unlisted_word("kubrix brown", chain.names()));
  BOOST_TEST(!is_unlisted_word("daniel", chain.names()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
