#include "extract/list_votes.hpp"

#include "extract/entity_groups.hpp"
#include "language_chain.hpp"
#include "tagged_words.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::extract {
namespace {

/// The best class of each name of a sentence, "-" for none: lists are heard among the
/// other votes.
std::string classes(const std::string& text) {
  static const LanguageChain chain{"en"};
  const NameTables tables = chain.names();
  const TaggedWords words{text};
  const Grouping grouping = group_candidates(words.candidates, words.annotation, tables);
  std::string out;
  for (const std::size_t group : grouping.group_of) {
    const std::string best = grouping.groups[group].best_class();
    out += (out.empty() ? "" : " ") + (best.empty() ? "-" : best);
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(list_votes)

BOOST_AUTO_TEST_CASE(a_member_that_is_known_tells_of_the_others) {
  BOOST_TEST(classes("[Torch Foundation] , [Zeta] and/cconj [Kubrix] met/verb") ==
             "by:Foundation by:Foundation by:Foundation");
  BOOST_TEST(classes("[Torch Foundation] , [Acme Inc] , [Zeta] and/cconj [Kubrix] "
                     "met/verb") ==
             "by:Foundation by:Company org:Organization org:Organization");
}

BOOST_AUTO_TEST_CASE(members_of_several_kinds_tell_nothing) {
  BOOST_TEST(classes("[Torch Foundation] , [Blue River] , [Zeta] and/cconj [Kubrix] "
                     "met/verb") == "by:Foundation schema:Place - -");
}

BOOST_AUTO_TEST_CASE(what_and_joins_is_the_last_member) {
  BOOST_TEST(classes("[Kubrix] and/cconj [Zeta] , the/det [Torch Foundation] met/verb") ==
             "- - by:Foundation");
}

BOOST_AUTO_TEST_CASE(two_names_are_no_list) {
  BOOST_TEST(classes("[Torch Foundation] and/cconj [Zeta] met/verb") ==
             "by:Foundation -");
}

BOOST_AUTO_TEST_CASE(a_known_member_outweighs_one_opinion_of_the_model) {
  BOOST_TEST(classes("[Acme Inc] , [Zeta Brown|PER] and/cconj [Kubrix] met/verb") ==
             "by:Company by:Company by:Company");
}

BOOST_AUTO_TEST_CASE(what_the_model_says_of_most_counts_for_all) {
  BOOST_TEST(classes("[Acme|ORG] , [Zeta|ORG] and/cconj [Kubrix] met/verb") ==
             "org:Organization org:Organization org:Organization");
  BOOST_TEST(classes("[Acme|ORG] , [Zeta|LOC] and/cconj [Kubrix] met/verb") ==
             "org:Organization schema:Place -");
}

BOOST_AUTO_TEST_CASE(a_class_word_before_or_behind_decides) {
  BOOST_TEST(classes("frameworks/noun such/adj as/adp [Kubrix] and/cconj [Zeta]") ==
             "- -");  // the lemma is looked up: here it is the plural itself
  BOOST_TEST(classes("a/det framework : [Kubrix] and/cconj [Zeta]") ==
             "by:Project by:Project");
  BOOST_TEST(classes("[Kubrix] and/cconj [Zeta] are/verb popular/adj "
                     "well/adj - known/verb application of/adp them") ==
             "by:Product by:Product");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
