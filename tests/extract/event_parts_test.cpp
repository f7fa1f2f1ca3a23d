#include "extract/event_parts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace byline::extract {
namespace {

Node node(NodeKind kind, std::size_t index) {
  Node result;
  result.kind = kind;
  result.index = index;
  return result;
}

/// Events of one sentence, each with its roles as (property, entity).
class Article {
 public:
  std::size_t event(const char* type,
                    const std::vector<std::pair<const char*, std::size_t>>& roles) {
    const std::size_t number = facts.events.size();
    facts.events.push_back({type, {}, 0});
    Node iri;
    iri.kind = NodeKind::iri;
    iri.value = type;
    add(node(NodeKind::event, number), "sem:eventType", iri);
    for (const auto& [property, entity] : roles) {
      add(node(NodeKind::event, number), property, node(NodeKind::entity, entity));
    }
    return number;
  }

  void amount(std::size_t event, const char* value) {
    const std::size_t number = facts.statistics.size();
    Statistic statistic;
    statistic.of = node(NodeKind::event, event);
    statistic.value = value;
    facts.statistics.push_back(statistic);
    add(node(NodeKind::statistic, number), "by:statisticOf", statistic.of);
    add(node(NodeKind::event, event), "by:amount", node(NodeKind::statistic, number));
  }

  [[nodiscard]] std::ptrdiff_t facts_of(std::size_t event) const {
    return std::ranges::count_if(facts.facts, [&](const Fact& fact) {
      return fact.subject == node(NodeKind::event, event);
    });
  }

  ArticleFacts facts;

 private:
  void add(const Node& subject, const char* property, const Node& object) {
    facts.facts.push_back({subject, property, object, {}});
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(event_parts)

BOOST_AUTO_TEST_CASE(who_and_how_much_are_one_event) {
  Article article;
  const auto who =
      article.event("by:Funding", {{"by:theme", 0}, {"by:agent", 1}, {"by:agent", 2}});
  const auto sum = article.event("by:Funding", {{"by:theme", 0}});
  article.amount(sum, "40000000");
  join_events(article.facts);
  BOOST_TEST(article.facts_of(sum) == 0);
  BOOST_TEST(article.facts_of(who) == 5);
  BOOST_TEST((article.facts.statistics[0].of == node(NodeKind::event, who)));
}

BOOST_AUTO_TEST_CASE(an_amount_told_twice_stands_once) {
  Article article;
  const auto first = article.event("by:Funding", {{"by:theme", 0}});
  article.amount(first, "9");
  const auto second = article.event("by:Funding", {{"by:theme", 0}});
  article.amount(second, "9");
  join_events(article.facts);
  BOOST_TEST(article.facts_of(first) == 3);
  BOOST_TEST(article.facts.facts.size() == 4U);
}

BOOST_AUTO_TEST_CASE(those_who_do_the_same_do_it_together) {
  Article article;
  const auto one = article.event("by:Lawsuit", {{"by:agent", 0}, {"by:theme", 2}});
  const auto other = article.event("by:Lawsuit", {{"by:agent", 1}, {"by:theme", 2}});
  join_events(article.facts);
  BOOST_TEST(article.facts_of(one) == 4);
  BOOST_TEST(article.facts_of(other) == 0);
}

BOOST_AUTO_TEST_CASE(two_that_may_each_belong_to_the_other_do_not_go_round) {
  Article article;
  const auto one = article.event("by:Lawsuit", {{"by:theme", 0}, {"by:agent", 1}});
  const auto both =
      article.event("by:Lawsuit", {{"by:theme", 0}, {"by:agent", 1}, {"by:agent", 2}});
  join_events(article.facts);
  BOOST_TEST(article.facts_of(one) == 0);
  BOOST_TEST(article.facts_of(both) == 4);
}

BOOST_AUTO_TEST_CASE(two_sums_are_two_events) {
  Article article;
  const auto first = article.event("by:Funding", {{"by:theme", 0}});
  article.amount(first, "9");
  const auto second = article.event("by:Funding", {{"by:theme", 0}, {"by:agent", 1}});
  article.amount(second, "7");
  join_events(article.facts);
  BOOST_TEST(article.facts_of(first) == 3);
  BOOST_TEST(article.facts_of(second) == 4);
}

BOOST_AUTO_TEST_CASE(what_fits_two_events_joins_neither) {
  Article article;
  const auto bare = article.event("by:Acquisition", {{"by:agent", 0}});
  article.event("by:Acquisition", {{"by:agent", 0}, {"by:theme", 1}});
  article.event("by:Acquisition", {{"by:agent", 0}, {"by:theme", 2}});
  join_events(article.facts);
  BOOST_TEST(article.facts_of(bare) == 2);
}

BOOST_AUTO_TEST_CASE(another_type_or_certainty_stays) {
  Article article;
  const auto merger = article.event("by:Merger", {{"by:agent", 0}});
  const auto plan = article.event("by:Acquisition", {{"by:agent", 0}});
  for (Fact& fact : article.facts.facts) {
    fact.evidence.certainty.modality =
        fact.subject.index == plan ? modality_future : modality_none;
  }
  article.event("by:Acquisition", {{"by:agent", 0}, {"by:theme", 1}});
  join_events(article.facts);
  BOOST_TEST(article.facts_of(merger) == 2);
  BOOST_TEST(article.facts_of(plan) == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
