#include "extract/name_candidates.hpp"

#include "language_chain.hpp"
#include "tagged_words.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::extract {
namespace {

/// The names found in tagged words, joined by "; ": the bracketed ones are the model's,
/// "AI" is a topic of the lexicon.
std::string names_in(const std::string& language, const std::string& words) {
  const LanguageChain chain{language,
                            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                            "<urn:a> a skos:Concept ; skos:prefLabel \"AI\"@en .\n"};
  TaggedWords tagged{words};
  Article article;
  for (const Token& token : tagged.tokens()) {
    article.text += token.word + " ";
  }
  for (const NameCandidate& candidate : tagged.candidates) {
    NameSpan span;
    span.tokens = candidate.tokens;
    tagged.annotation.sentences[0].names.push_back(span);
  }
  std::string out;
  for (const auto& candidate :
       find_name_candidates(article, tagged.annotation, chain.names())) {
    out += (out.empty() ? "" : "; ") + candidate.name;
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(name_candidates)

BOOST_AUTO_TEST_CASE(a_part_word_at_the_end_belongs_to_the_name) {
  BOOST_TEST(names_in("en", "built/verb by/adp [Norvik] AI , it/pron grew/verb") ==
             "Norvik AI");
  BOOST_TEST(names_in("pt", "feito/verb por/adp [Norvik] AI .") == "Norvik AI");
}

BOOST_AUTO_TEST_CASE(a_part_word_before_or_behind_a_class_word_describes) {
  BOOST_TEST(names_in("en", "they/pron like/verb [Norvik] AI software .") ==
             "Norvik; AI");
  BOOST_TEST(names_in("pt", "usa/verb a/det estrutura [Norvik] AI .") == "Norvik; AI");
}

BOOST_AUTO_TEST_CASE(a_joining_sign_keeps_a_name_together) {
  BOOST_TEST(names_in("en", "they/pron met/verb [Norvik] & Sohn in/adp May .") ==
             "Norvik & Sohn");
  BOOST_TEST(names_in("en", "they/pron met/verb Bell/propn & [Norvik] .") ==
             "Bell & Norvik");
}

BOOST_AUTO_TEST_CASE(a_list_of_fields_ends_a_name) {
  const std::string school =
      "the/det School/propn of/adp Painting/propn , Sculpture/propn ";
  BOOST_TEST(names_in("en", "at/adp " + school + "and/cconj Architecture/propn .") ==
             "School of Painting , Sculpture and Architecture");
  BOOST_TEST(names_in("pt",
                      "o/det Ministério/propn de/adp Educação/propn , Ciência/propn "
                      "e/cconj Pesquisa/propn falou/verb .") ==
             "Ministério de Educação , Ciência e Pesquisa");
}

BOOST_AUTO_TEST_CASE(a_list_of_other_names_or_without_an_end_does_not) {
  BOOST_TEST(names_in("en",
                      "the/det School/propn of/adp Law/propn , [Norvik] and/cconj "
                      "[Bell] met/verb .") == "School of Law; Norvik; Bell");
  BOOST_TEST(names_in("en",
                      "the/det Ministry/propn of/adp Finance/propn and/cconj "
                      "Justice/propn Department/propn met/verb .") ==
             "Ministry of Finance");
}

BOOST_AUTO_TEST_CASE(some_owners_belong_to_a_name) {
  BOOST_TEST(
      names_in("en", "he/pron left/verb St/propn Norvik/propn 's/part Hospital .") ==
      "St Norvik 's Hospital");
  BOOST_TEST(
      names_in("en", "he/pron left/verb Norvik/propn 's/part City/propn Museum .") ==
      "Norvik; City Museum");
}

BOOST_AUTO_TEST_CASE(common_nouns_behind_a_name_are_no_part_of_it) {
  BOOST_TEST(names_in("en", "he/pron met/verb [Norvik walls/noun] in/adp May .") ==
             "Norvik");
  BOOST_TEST(names_in("en", "he/pron left/verb [Bank of painters/noun] .") ==
             "Bank of painters");
}

BOOST_AUTO_TEST_CASE(a_post_with_capitals_keeps_two_names_apart) {
  BOOST_TEST(
      names_in("en", "there/noun [Norvik Chief Executive Ana Lima] met/verb him/pron") ==
      "Norvik; Ana Lima");
  BOOST_TEST(names_in("en", "he/pron met/verb [Chief Executive Ana Lima] in/adp May .") ==
             "Ana Lima");
  BOOST_TEST(names_in("en", "[Ana Lima] , [Program Director] at/adp [Norvik] .") ==
             "Ana Lima; Norvik");
}

BOOST_AUTO_TEST_CASE(a_name_ends_before_a_post_that_its_last_words_begin) {
  BOOST_TEST(names_in("en",
                      "there/noun [Norvik Chief] Executive/propn [Ana Lima] met/verb "
                      "him/pron") == "Norvik; Ana Lima");
}

BOOST_AUTO_TEST_CASE(a_version_is_no_part_of_a_name) {
  BOOST_TEST(names_in("en", "they/pron like/verb [Norvik 1.0] .") == "Norvik");
  BOOST_TEST(names_in("en", "they/pron like/verb Kubrix/propn 2.4 .") == "Kubrix");
}

BOOST_AUTO_TEST_CASE(an_owner_opens_a_name_with_and) {
  BOOST_TEST(names_in("en",
                      "says/verb Norvik/propn 's/part Sports/propn and/cconj "
                      "Games/propn Authority/propn .") ==
             "Norvik; Sports and Games Authority");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
