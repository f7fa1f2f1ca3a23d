#include "extract/ordinal_mentions.hpp"

#include "language_chain.hpp"
#include "tagged_words.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::extract {
namespace {

/// The name that the start of `second` means behind `first`; empty: none.
std::string meant(const std::string& first,
                  const std::string& second,
                  EntityKind last = EntityKind::work) {
  static const LanguageChain chain{"en"};
  const TaggedWords words{first};
  Annotation annotation = words.annotation;
  annotation.sentences.push_back(TaggedWords{second}.annotation.sentences[0]);
  ArticleFacts facts;
  for (const NameCandidate& candidate : words.candidates) {
    Mention mention;
    mention.first_token = candidate.tokens.first;
    mention.end_token = candidate.tokens.end;
    mention.entity = facts.entities.size();
    facts.mentions.push_back(mention);
    Entity entity;
    entity.label = candidate.name;
    entity.kind = EntityKind::work;
    facts.entities.push_back(entity);
  }
  facts.entities.back().kind = last;
  const std::size_t before = facts.mentions.size();
  add_ordinal_mentions(annotation, chain.names(), facts);
  return facts.mentions.size() == before
             ? std::string{}
             : facts.entities[facts.mentions.back().entity].label;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ordinal_mentions)

BOOST_AUTO_TEST_CASE(the_first_and_the_last_of_a_list) {
  const std::string list = "frameworks : [Kubrix] , [Zeta] , and/cconj [Telva] .";
  BOOST_TEST(meant(list, "The/det first is/verb old .") == "Kubrix");
  BOOST_TEST(meant(list, "The/det second was/verb new .") == "Zeta");
  BOOST_TEST(meant(list, "The/det latter grew/verb .") == "Telva");
}

BOOST_AUTO_TEST_CASE(no_list_or_another_thing_gives_nothing) {
  BOOST_TEST(meant("[Kubrix] met/verb [Zeta] .", "The/det first is/verb old .").empty());
  BOOST_TEST(
      meant("[Kubrix] and/cconj [Zeta] .", "The/det first day/noun came/verb .").empty());
  BOOST_TEST(meant("[Kubrix] and/cconj [Zeta] .", "The/det third is/verb old .").empty());
  BOOST_TEST(meant("[Kubrix] and/cconj [Lisbon] .",
                   "The/det first is/verb old .",
                   EntityKind::place)
                 .empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
