#include "extract/pronoun_structure.hpp"

#include "tree_sentence.hpp"

#include <boost/test/unit_test.hpp>

namespace byline::extract {
BOOST_AUTO_TEST_SUITE(pronoun_structure)

BOOST_AUTO_TEST_CASE(a_subject_whose_clause_follows_means_nothing) {
  // It was known that ships sank.
  const auto known = tree_sentence({{"it", Tag::pron, 2, Relation::passive_subject},
                                    {"was", Tag::aux, 2, Relation::aux},
                                    {"known", Tag::verb, no_head, Relation::root},
                                    {"that", Tag::sconj, 5, Relation::mark},
                                    {"ships", Tag::noun, 5, Relation::nsubj},
                                    {"sank", Tag::verb, 2, Relation::ccomp}});
  BOOST_TEST(is_empty_subject(known, 0));
  // It said that ships sank.
  const auto said = tree_sentence({{"it", Tag::pron, 1, Relation::nsubj},
                                   {"said", Tag::verb, no_head, Relation::root},
                                   {"that", Tag::sconj, 4, Relation::mark},
                                   {"ships", Tag::noun, 4, Relation::nsubj},
                                   {"sank", Tag::verb, 1, Relation::ccomp}});
  BOOST_TEST(!is_empty_subject(said, 0));
}

BOOST_AUTO_TEST_CASE(a_verb_does_not_join_its_own_arguments) {
  // Acme replaced it with its heir.
  const auto tokens = tree_sentence({{"acme", Tag::propn, 1, Relation::nsubj},
                                     {"replaced", Tag::verb, no_head, Relation::root},
                                     {"it", Tag::pron, 1, Relation::obj},
                                     {"with", Tag::adp, 5, Relation::case_},
                                     {"its", Tag::pron, 5, Relation::nmod},
                                     {"heir", Tag::noun, 1, Relation::obl}});
  BOOST_TEST(is_verb_object(tokens, 2));
  BOOST_TEST(is_bound_apart(tokens, {0, 1}, 2));
  BOOST_TEST(!is_bound_apart(tokens, {0, 1}, 4));
}

BOOST_AUTO_TEST_CASE(what_explains_a_name_speaks_of_another) {
  // Kite, its rival, grew; Kite, which says it grew, …
  const auto rival = tree_sentence({{"kite", Tag::propn, 5, Relation::nsubj},
                                    {",", Tag::punct, 3, Relation::punct},
                                    {"its", Tag::pron, 3, Relation::nmod},
                                    {"rival", Tag::noun, 0, Relation::appos},
                                    {",", Tag::punct, 3, Relation::punct},
                                    {"grew", Tag::verb, no_head, Relation::root}});
  BOOST_TEST(is_bound_apart(rival, {0, 1}, 2));
  const auto which = tree_sentence({{"kite", Tag::propn, 4, Relation::nsubj},
                                    {"saying", Tag::verb, 0, Relation::acl},
                                    {"it", Tag::pron, 3, Relation::nsubj},
                                    {"grew", Tag::verb, 1, Relation::ccomp},
                                    {"won", Tag::verb, no_head, Relation::root}});
  BOOST_TEST(!is_bound_apart(which, {0, 1}, 2));
}

BOOST_AUTO_TEST_CASE(a_name_that_explains_the_subject_is_the_subject) {
  // His father, Rui, urged him.
  const auto father = tree_sentence({{"his", Tag::pron, 1, Relation::nmod},
                                     {"father", Tag::noun, 5, Relation::nsubj},
                                     {",", Tag::punct, 3, Relation::punct},
                                     {"rui", Tag::propn, 1, Relation::appos},
                                     {",", Tag::punct, 3, Relation::punct},
                                     {"urged", Tag::verb, no_head, Relation::root},
                                     {"him", Tag::pron, 5, Relation::obj}});
  BOOST_TEST(is_bound_apart(father, {3, 4}, 6));
  BOOST_TEST(is_bound_apart(father, {3, 4}, 0));
}

BOOST_AUTO_TEST_CASE(without_a_tree_nothing_is_excluded) {
  const auto tokens =
      tree_sentence({{"acme", Tag::unknown, no_head, Relation::unknown},
                     {"replaced", Tag::unknown, no_head, Relation::unknown},
                     {"it", Tag::unknown, no_head, Relation::unknown}});
  BOOST_TEST(!is_bound_apart(tokens, {0, 1}, 2));
  BOOST_TEST(!is_empty_subject(tokens, 2));
  BOOST_TEST(!is_verb_object(tokens, 2));
}

BOOST_AUTO_TEST_CASE(a_tree_that_runs_in_a_circle_is_survived) {
  const auto tokens = tree_sentence({{"it", Tag::pron, 1, Relation::nmod},
                                     {"a", Tag::noun, 2, Relation::nmod},
                                     {"b", Tag::noun, 1, Relation::nmod},
                                     {"acme", Tag::propn, no_head, Relation::root}});
  BOOST_TEST(!is_bound_apart(tokens, {3, 4}, 0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
