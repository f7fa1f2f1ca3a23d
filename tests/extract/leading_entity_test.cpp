#include "extract/leading_entity.hpp"

#include "language_chain.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace byline::extract {
namespace {

std::size_t leader(const std::vector<std::size_t>& counts) {
  return named_most(counts, [](std::size_t) { return true; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(leading_entity)

BOOST_AUTO_TEST_CASE(what_is_named_twice_as_often_leads) {
  BOOST_TEST(leader({1, 4, 2}) == 1U);
  BOOST_TEST(leader({4, 1, 3}) == no_mention);
  BOOST_TEST(leader({2, 1}) == no_mention);  // seldom
  BOOST_TEST(leader({}) == no_mention);
}

BOOST_AUTO_TEST_CASE(only_what_may_lead_counts) {
  const auto odd = [](std::size_t number) { return number % 2 == 1; };
  BOOST_TEST(named_most({9, 3, 8, 1}, odd) == 1U);
}

BOOST_AUTO_TEST_CASE(the_last_mention_before_a_word_is_found_by_kind) {
  const LanguageChain chain{"en"};
  const Article article = article_of(
      "They like the Torch Foundation.\nThey left the Torch Foundation.\n"
      "They saw the Torch Foundation and the framework Kubrix.\nNow it grew.");
  const Annotation annotation = chain.annotate(article);
  const ArticleFacts facts = chain.find(article, annotation);
  const NameTables tables = chain.names();
  const EarlierMentions earlier{annotation, tables, facts};
  const LeadingEntity leading{annotation, facts, earlier};
  const std::size_t found = leading.before(3, 1, EntityKind::organization);
  BOOST_REQUIRE(found != no_mention);
  BOOST_TEST(facts.mentions[found].sentence == 2U);
  BOOST_TEST(leading.before(3, 1, EntityKind::work) == no_mention);  // named once
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
