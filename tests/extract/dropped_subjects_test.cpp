#include "extract/dropped_subjects.hpp"

#include "language_chain.hpp"
#include "tree_sentence.hpp"

#include <boost/test/unit_test.hpp>

#include <initializer_list>
#include <string>

namespace byline::extract {
namespace {

/// Two sentences: a subject with its verb (its first word a mention), and the words
/// given. Where the second one's subject was put; no_head: nowhere.
std::int32_t verb_of_dropped(std::initializer_list<TreeWord> words,
                             const std::string& language = "pt") {
  const LanguageChain chain{language};
  const NameTables tables = chain.names();
  Annotation annotation;
  annotation.sentences.resize(2);
  std::size_t at = 0;
  const auto fill = [&](Sentence& sentence, std::initializer_list<TreeWord> list) {
    sentence.tokens = tree_sentence(list);
    for (Token& token : sentence.tokens) {
      token.span = {at, at + token.word.size()};
      at = token.span.end + 1;
    }
    sentence.span = cover(sentence.tokens.front().span, sentence.tokens.back().span);
  };
  fill(annotation.sentences[0],
       {{"Oriva", Tag::propn, 1, Relation::nsubj},
        {"cresceu", Tag::verb, no_head, Relation::root}});
  fill(annotation.sentences[1], words);
  ArticleFacts facts;
  facts.entities.resize(1);
  facts.mentions.resize(1);
  facts.mentions[0].end_token = 1;
  facts.mentions[0].span = annotation.sentences[0].tokens[0].span;
  add_dropped_subjects(annotation, tables, facts);
  if (facts.mentions.size() < 2) {
    return no_head;
  }
  const Mention& added = facts.mentions.back();
  BOOST_TEST(added.entity == 0U);
  BOOST_TEST(added.sentence == 1U);
  BOOST_TEST(added.first_token == added.end_token);
  return static_cast<std::int32_t>(added.first_token);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dropped_subjects)

BOOST_AUTO_TEST_CASE(a_verb_without_subject_goes_on_about_the_sentence_before) {
  // Emprega pessoas.
  BOOST_TEST(verb_of_dropped({{"emprega", Tag::verb, no_head, Relation::root},
                              {"pessoas", Tag::noun, 0, Relation::obj}}) == 0);
  // Em maio comprou barcos.
  BOOST_TEST(verb_of_dropped({{"em", Tag::adp, 1, Relation::case_},
                              {"maio", Tag::noun, 2, Relation::obl},
                              {"comprou", Tag::verb, no_head, Relation::root},
                              {"barcos", Tag::noun, 2, Relation::obj}}) == 2);
}

BOOST_AUTO_TEST_CASE(verbs_joined_to_the_main_one_share_its_subject) {
  // Vende sal e emprega pessoas.
  BOOST_TEST(verb_of_dropped({{"vende", Tag::verb, no_head, Relation::root},
                              {"sal", Tag::noun, 0, Relation::obj},
                              {"e", Tag::cconj, 3, Relation::cc},
                              {"emprega", Tag::verb, 0, Relation::conj},
                              {"pessoas", Tag::noun, 3, Relation::obj}}) == 3);
}

BOOST_AUTO_TEST_CASE(an_auxiliary_may_lack_a_subject_that_never_has_one_alone) {
  // Havia comprado barcos.
  BOOST_TEST(verb_of_dropped({{"havia", Tag::aux, 1, Relation::aux},
                              {"comprado", Tag::verb, no_head, Relation::root},
                              {"barcos", Tag::noun, 1, Relation::obj}}) == 0);
  // Havia barcos.
  BOOST_TEST(verb_of_dropped({{"havia", Tag::verb, no_head, Relation::root},
                              {"barcos", Tag::noun, 0, Relation::obj}}) == no_head);
}

BOOST_AUTO_TEST_CASE(a_subject_of_its_own_is_no_other) {
  // Morreu o poeta.
  BOOST_TEST(verb_of_dropped({{"morreu", Tag::verb, no_head, Relation::root},
                              {"o", Tag::det, 2, Relation::det},
                              {"poeta", Tag::noun, 0, Relation::nsubj}}) == no_head);
}

BOOST_AUTO_TEST_CASE(verbs_of_others_and_of_nobody_have_no_such_subject) {
  BOOST_TEST(verb_of_dropped({{"venderam", Tag::verb, no_head, Relation::root},
                              {"barcos", Tag::noun, 0, Relation::obj}}) == no_head);
  BOOST_TEST(verb_of_dropped({{"ha", Tag::verb, no_head, Relation::root},
                              {"barcos", Tag::noun, 0, Relation::obj}}) == no_head);
}

BOOST_AUTO_TEST_CASE(languages_that_want_a_subject_get_none) {
  BOOST_TEST(verb_of_dropped({{"employs", Tag::verb, no_head, Relation::root},
                              {"people", Tag::noun, 0, Relation::obj}},
                             "en") == no_head);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
