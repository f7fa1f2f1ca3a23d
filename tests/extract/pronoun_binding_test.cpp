#include "extract/pronoun_binding.hpp"

#include "tree_sentence.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

namespace byline::extract {
namespace {

/// Words: `entities` may be meant, other nouns too, persons (proper names) not.
BindingWords words_of(const std::vector<Token>& tokens, std::set<std::size_t> entities) {
  return {[&tokens, entities](std::size_t i) {
            if (entities.contains(i)) {
              return Reading::entity;
            }
            return tokens[i].tag == Tag::noun ? Reading::noun : Reading::passed;
          },
          [&tokens](std::size_t i) { return tokens[i].folded == "as"; },
          [&tokens](std::size_t i) { return tokens[i].folded == "which"; }};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pronoun_binding)

BOOST_AUTO_TEST_CASE(the_subject_of_a_joined_verb_owns) {
  // Acme bought Kite and sold its unit.
  const auto tokens = tree_sentence({{"acme", Tag::propn, 1, Relation::nsubj},
                                     {"bought", Tag::verb, no_head, Relation::root},
                                     {"kite", Tag::propn, 1, Relation::obj},
                                     {"and", Tag::cconj, 4, Relation::cc},
                                     {"sold", Tag::verb, 1, Relation::conj},
                                     {"its", Tag::pron, 6, Relation::nmod},
                                     {"unit", Tag::noun, 4, Relation::obj}});
  const auto bound = bound_owner(tokens, 5, words_of(tokens, {0, 2}));
  BOOST_REQUIRE(bound.has_value());
  BOOST_TEST(bound->token == 0U);
  BOOST_CHECK(bound->reading == Reading::entity);
}

BOOST_AUTO_TEST_CASE(what_a_relative_clause_acts_on_is_the_subject_above) {
  // Acme is owned by Zeta, which bought it. The tree may take the clause for a second
  // one.
  for (const Relation relation : {Relation::acl, Relation::conj}) {
    const std::int32_t above = relation == Relation::acl ? 4 : 2;
    const auto tokens = tree_sentence({{"acme", Tag::propn, 2, Relation::passive_subject},
                                       {"is", Tag::aux, 2, Relation::aux},
                                       {"owned", Tag::verb, no_head, Relation::root},
                                       {"by", Tag::adp, 4, Relation::case_},
                                       {"zeta", Tag::propn, 2, Relation::agent},
                                       {",", Tag::punct, 7, Relation::punct},
                                       {"which", Tag::pron, 7, Relation::nsubj},
                                       {"bought", Tag::verb, above, relation},
                                       {"it", Tag::pron, 7, Relation::obj}});
    const auto bound = bound_object(tokens, 8, words_of(tokens, {0, 4}));
    BOOST_REQUIRE(bound.has_value());
    BOOST_TEST(bound->token == 0U);
  }
}

BOOST_AUTO_TEST_CASE(the_noun_of_a_relative_clause_does_not_act_on_itself) {
  // Zeta, which bought it, grew.
  const auto tokens = tree_sentence({{"zeta", Tag::propn, 6, Relation::nsubj},
                                     {",", Tag::punct, 3, Relation::punct},
                                     {"which", Tag::pron, 3, Relation::nsubj},
                                     {"bought", Tag::verb, 0, Relation::acl},
                                     {"it", Tag::pron, 3, Relation::obj},
                                     {",", Tag::punct, 3, Relation::punct},
                                     {"grew", Tag::verb, no_head, Relation::root}});
  BOOST_TEST(!bound_object(tokens, 4, words_of(tokens, {0})).has_value());
}

BOOST_AUTO_TEST_CASE(a_person_is_passed_over_for_the_clause_above) {
  // Acme said Ana, its head, resigned.
  const auto tokens = tree_sentence({{"acme", Tag::propn, 1, Relation::nsubj},
                                     {"said", Tag::verb, no_head, Relation::root},
                                     {"ana", Tag::propn, 7, Relation::nsubj},
                                     {",", Tag::punct, 5, Relation::punct},
                                     {"its", Tag::pron, 5, Relation::nmod},
                                     {"head", Tag::noun, 2, Relation::appos},
                                     {",", Tag::punct, 5, Relation::punct},
                                     {"resigned", Tag::verb, 1, Relation::ccomp}});
  const auto bound = bound_owner(tokens, 4, words_of(tokens, {0}));
  BOOST_REQUIRE(bound.has_value());
  BOOST_TEST(bound->token == 0U);
}

BOOST_AUTO_TEST_CASE(nothing_is_its_own) {
  // Acme said Kite is its project.
  const auto tokens = tree_sentence({{"acme", Tag::propn, 1, Relation::nsubj},
                                     {"said", Tag::verb, no_head, Relation::root},
                                     {"kite", Tag::propn, 5, Relation::nsubj},
                                     {"is", Tag::aux, 5, Relation::cop},
                                     {"its", Tag::pron, 5, Relation::nmod},
                                     {"project", Tag::noun, 1, Relation::ccomp}});
  const auto bound = bound_owner(tokens, 4, words_of(tokens, {0, 2}));
  BOOST_REQUIRE(bound.has_value());
  BOOST_TEST(bound->token == 0U);
}

BOOST_AUTO_TEST_CASE(an_infinitive_belongs_to_the_object) {
  // Acme asked Kite to sell its unit.
  const auto tokens = tree_sentence({{"acme", Tag::propn, 1, Relation::nsubj},
                                     {"asked", Tag::verb, no_head, Relation::root},
                                     {"kite", Tag::propn, 1, Relation::obj},
                                     {"to", Tag::part, 4, Relation::mark},
                                     {"sell", Tag::verb, 1, Relation::xcomp},
                                     {"its", Tag::pron, 6, Relation::nmod},
                                     {"unit", Tag::noun, 4, Relation::obj}});
  const auto bound = bound_owner(tokens, 5, words_of(tokens, {0, 2}));
  BOOST_REQUIRE(bound.has_value());
  BOOST_TEST(bound->token == 2U);
  // A person is asked on behalf of the one who asks.
  const auto other = bound_owner(tokens, 5, words_of(tokens, {0}));
  BOOST_REQUIRE(other.has_value());
  BOOST_TEST(other->token == 0U);
}

BOOST_AUTO_TEST_CASE(an_object_leaves_the_origin_open) {
  // Acme bought Kite from its owners.
  const auto tokens = tree_sentence({{"acme", Tag::propn, 1, Relation::nsubj},
                                     {"bought", Tag::verb, no_head, Relation::root},
                                     {"kite", Tag::propn, 1, Relation::obj},
                                     {"from", Tag::adp, 5, Relation::case_},
                                     {"its", Tag::pron, 5, Relation::nmod},
                                     {"owners", Tag::noun, 1, Relation::obl}});
  const auto bound = bound_owner(tokens, 4, words_of(tokens, {0, 2}));
  BOOST_REQUIRE(bound.has_value());
  BOOST_CHECK(bound->reading == Reading::passed);
}

BOOST_AUTO_TEST_CASE(a_clause_of_saying_is_about_the_speaker) {
  // Acme said it grew.
  const auto tokens = tree_sentence({{"acme", Tag::propn, 1, Relation::nsubj},
                                     {"said", Tag::verb, no_head, Relation::root},
                                     {"it", Tag::pron, 3, Relation::nsubj},
                                     {"grew", Tag::verb, 1, Relation::ccomp}});
  const auto bound = bound_subject(tokens, 2, words_of(tokens, {0}));
  BOOST_REQUIRE(bound.has_value());
  BOOST_TEST(bound->token == 0U);
  BOOST_CHECK(!bound_subject(tokens, 0, words_of(tokens, {0})).has_value());
}

BOOST_AUTO_TEST_CASE(what_something_is_stands_for_it) {
  // Kite is a tool made in Lisbon, but it grew.
  const auto tokens = tree_sentence({{"kite", Tag::propn, 3, Relation::nsubj},
                                     {"is", Tag::aux, 3, Relation::cop},
                                     {"a", Tag::det, 3, Relation::det},
                                     {"tool", Tag::noun, no_head, Relation::root},
                                     {"made", Tag::verb, 3, Relation::acl},
                                     {"in", Tag::adp, 6, Relation::case_},
                                     {"lisbon", Tag::propn, 4, Relation::obl},
                                     {"but", Tag::cconj, 9, Relation::cc},
                                     {"it", Tag::pron, 9, Relation::nsubj},
                                     {"grew", Tag::verb, 4, Relation::conj}});
  const auto bound = bound_subject(tokens, 8, words_of(tokens, {0}));
  BOOST_REQUIRE(bound.has_value());
  BOOST_TEST(bound->token == 0U);
  BOOST_CHECK(bound->reading == Reading::entity);
}

BOOST_AUTO_TEST_CASE(without_a_tree_nothing_is_bound) {
  const auto tokens = tree_sentence({{"acme", Tag::unknown, no_head, Relation::unknown},
                                     {"sold", Tag::unknown, no_head, Relation::unknown},
                                     {"its", Tag::unknown, no_head, Relation::unknown}});
  BOOST_CHECK(!bound_owner(tokens, 2, words_of(tokens, {0})).has_value());
  BOOST_CHECK(!bound_subject(tokens, 2, words_of(tokens, {0})).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
