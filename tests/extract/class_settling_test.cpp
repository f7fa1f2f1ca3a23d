#include "extract/class_settling.hpp"

#include "language_chain.hpp"

#include <boost/test/unit_test.hpp>

namespace byline::extract {
namespace {

Entity guessed(const char* label, EntityKind kind, const char* name) {
  Entity entity;
  entity.label = label;
  entity.kind = kind;
  entity.classes = {name};
  entity.class_is_guess = true;
  return entity;
}

const knowledge::Ontology& ontology() {
  static const LanguageChain chain{"en"};
  return chain.ontology();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(class_settling)

BOOST_AUTO_TEST_CASE(rules_outvote_the_model_on_one_word) {
  ArticleFacts facts;
  facts.entities = {guessed("Kubrix", EntityKind::person, "foaf:Person")};
  settle_classes({{0, {{"by:Project", 0.5}}}}, ontology(), facts);
  BOOST_TEST(facts.entities[0].classes == std::vector<std::string>{"by:Project"});
  BOOST_TEST((facts.entities[0].kind == EntityKind::work));
  BOOST_TEST(!facts.entities[0].class_is_guess);
}

BOOST_AUTO_TEST_CASE(a_name_of_two_words_wants_more_than_one_rule) {
  ArticleFacts facts;
  facts.entities = {guessed("Zeta Brown", EntityKind::person, "foaf:Person")};
  settle_classes({{0, {{"by:Company", 1.0}}}}, ontology(), facts);
  BOOST_TEST(facts.entities[0].classes == std::vector<std::string>{"foaf:Person"});

  facts.entities = {guessed("Zeta Brown", EntityKind::person, "foaf:Person")};
  settle_classes(
      {{0, {{"by:Company", 1.0}, {"org:Organization", 1.2}}}}, ontology(), facts);
  BOOST_TEST(facts.entities[0].classes == std::vector<std::string>{"org:Organization"});
}

BOOST_AUTO_TEST_CASE(rules_that_want_the_models_kind_stand_by_it) {
  ArticleFacts facts;
  facts.entities = {guessed("Kubrix", EntityKind::person, "foaf:Person")};
  settle_classes({{0, {{"by:Project", 0.5}, {"foaf:Person", 1.0}}}}, ontology(), facts);
  BOOST_TEST((facts.entities[0].kind == EntityKind::person));
}

BOOST_AUTO_TEST_CASE(a_class_that_the_text_gives_is_not_open) {
  ArticleFacts facts;
  facts.entities = {guessed("Kubrix", EntityKind::person, "foaf:Person")};
  facts.entities[0].class_is_guess = false;
  settle_classes({{0, {{"by:Project", 9.0}}}}, ontology(), facts);
  BOOST_TEST((facts.entities[0].kind == EntityKind::person));
}

BOOST_AUTO_TEST_CASE(only_names_without_class_take_a_guess) {
  ArticleFacts facts;
  facts.entities.resize(2);
  facts.entities[1].classes = {"by:Foundation"};
  apply_guesses(
      {{0, {{"by:Company", 1.0}, {"by:Project", 0.5}}}, {1, {{"by:Company", 3.0}}}},
      ontology(),
      facts);
  BOOST_TEST(facts.entities[0].classes.front() == "by:Company");
  BOOST_TEST((facts.entities[0].kind == EntityKind::organization));
  BOOST_TEST(facts.entities[1].classes == std::vector<std::string>{"by:Foundation"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
