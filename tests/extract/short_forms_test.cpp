#include "extract/short_forms.hpp"

#include "language_chain.hpp"
#include "tagged_words.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::extract {
namespace {

/// Whether the last name of a sentence is the first one.
bool is_same(const std::string& text) {
  static const LanguageChain chain{"en"};
  const TaggedWords words{text};
  const Grouping grouping =
      group_candidates(words.candidates, words.annotation, chain.names());
  return grouping.group_of.front() == grouping.group_of.back();
}

/// The best class of the last name of a sentence.
std::string last_class(const std::string& text) {
  static const LanguageChain chain{"en"};
  const TaggedWords words{text};
  const Grouping grouping =
      group_candidates(words.candidates, words.annotation, chain.names());
  return grouping.groups[grouping.group_of.back()].best_class();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(short_forms)

BOOST_AUTO_TEST_CASE(a_surname_that_always_looks_like_a_person_is_one) {
  const std::string company = "[Daniel Voss|PER] met/verb the/det company/noun ";
  BOOST_TEST(!is_same(company + "[Voss|PER]"));
  BOOST_TEST(
      is_same(company + "[Voss|PER] , as/adp [Voss|PER] and/cconj [Voss|PER] said/verb"));
  BOOST_TEST(!is_same(company +
                      "[Voss|PER] , as/adp [Voss|ORG] and/cconj [Voss|ORG] said/verb"));
}

BOOST_AUTO_TEST_CASE(words_of_a_longer_noun_tell_no_class) {
  BOOST_TEST(last_class("[Voss] is/verb a/det team/noun") == "by:Team");
  BOOST_TEST(last_class("[Voss] is/verb a/det second/adj - team/noun choice/noun") == "");
  BOOST_TEST(last_class("[Voss] is/verb a/det brass/noun - band/noun") != "");
}

BOOST_AUTO_TEST_CASE(a_word_for_companies_and_people_goes_by_the_name) {
  BOOST_TEST(last_class("[Voss] is/verb a/det producer/noun") == "by:Company");
  BOOST_TEST(last_class("[Voss|PER] is/verb a/det producer/noun") == "foaf:Person");
}

BOOST_AUTO_TEST_CASE(a_thing_that_is_owned_is_no_post) {
  BOOST_TEST(last_class("[Voss|PER] 's/part new/adj chair/noun") == "org:Organization");
  BOOST_TEST(last_class("[Voss] 's/part smoking/noun chair/noun") == "org:Organization");
  BOOST_TEST(last_class("[Voss|PER] 's/part smoking/noun chair/noun") !=
             "org:Organization");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
