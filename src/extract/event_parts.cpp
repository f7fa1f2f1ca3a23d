#include "extract/event_parts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace byline::extract {
namespace {

/// What an article tells of one event.
struct Told {
  std::string type;
  std::size_t sentence = 0;
  Span trigger;
  Certainty certainty;
  std::set<std::pair<std::string, Node>> parts;  ///< who and what; no time, no amount
  std::set<std::string> times;
  std::set<std::string> amounts;
};

std::map<std::size_t, Told> read_events(const ArticleFacts& facts) {
  std::map<std::size_t, Told> events;
  for (const Fact& fact : facts.facts) {
    if (fact.subject.kind != NodeKind::event) {
      continue;
    }
    Told& told = events[fact.subject.index];
    if (fact.property == "sem:eventType") {
      told.type = fact.object.value;
      told.sentence = fact.evidence.sentence;
      told.trigger = facts.events[fact.subject.index].trigger;
      told.certainty = fact.evidence.certainty;
    } else if (fact.property == "by:amount") {
      told.amounts.insert(facts.statistics[fact.object.index].value);
    } else if (fact.property == "sem:hasTimeStamp") {
      told.times.insert(fact.object.value);
    } else {
      told.parts.emplace(fact.property, fact.object);
    }
  }
  return events;
}

bool agree(const std::set<std::string>& a, const std::set<std::string>& b) {
  return a.empty() || b.empty() || a == b;
}

/// Whether `big` tells all that `small` tells.
bool covers(const Told& big, const Told& small) {
  // "Zeta lands £62m", "Zeta has raised £62 million from Acme": the sum tells it again
  const bool same_sum =
      !small.amounts.empty() && big.amounts == small.amounts && !small.parts.empty();
  return big.type == small.type && (big.sentence == small.sentence || same_sum) &&
         big.certainty == small.certainty && agree(big.times, small.times) &&
         agree(big.amounts, small.amounts) &&
         std::ranges::includes(big.parts, small.parts);
}

/// "Acme and the wholesaler Zeta have sued Oriva": the same words, read once for each of
/// those who do it.
bool differ_in_agent(const Told& a, const Told& b) {
  const auto without_agents = [](const Told& told) {
    auto parts = told.parts;
    std::erase_if(parts, [](const auto& part) { return part.first == "by:agent"; });
    return parts;
  };
  const auto has_theme = [](const Told& told) {
    return std::ranges::any_of(told.parts,
                               [](const auto& part) { return part.first == "by:theme"; });
  };
  return a.type == b.type && a.sentence == b.sentence && a.certainty == b.certainty &&
         (a.trigger == b.trigger || a.trigger.overlaps(b.trigger)) &&
         agree(a.times, b.times) && agree(a.amounts, b.amounts) && has_theme(a) &&
         without_agents(a) == without_agents(b);
}

using Events = std::map<std::size_t, Told>;

/// Of `near`, events of one sentence or one sum: the only one that tells more than
/// `number` does, or the first that tells the same.
std::optional<std::size_t> event_for(const Events& events,
                                     const std::vector<std::size_t>& near,
                                     std::size_t number) {
  const Told& small = events.at(number);
  std::optional<std::size_t> found;
  for (const std::size_t other : near) {
    const Told& big = events.at(other);
    if (other < number && differ_in_agent(big, small)) {
      return other;
    }
    if (other == number || !covers(big, small)) {
      continue;
    }
    if (big.parts == small.parts) {
      if (other < number) {
        return other;
      }
    } else if (!found || covers(big, events.at(*found))) {
      found = other;
    } else if (!covers(events.at(*found), big)) {
      return std::nullopt;  // one of two: "the purchase of Zeta and that of Oriva"
    }
  }
  return found;
}

/// Whether `from` belongs to `to`, itself or by what it belongs to.
bool leads_to(const std::map<std::size_t, std::size_t>& target,
              std::size_t from,
              std::size_t to) {
  for (auto next = target.find(from); from != to && next != target.end();
       next = target.find(from)) {
    from = next->second;
  }
  return from == to;
}

/// The event that each one belongs to, of those that are parts of another; never in a
/// ring.
std::map<std::size_t, std::size_t> joined_events(const Events& events) {
  std::map<std::size_t, std::vector<std::size_t>> by_sentence;
  std::map<std::set<std::string>, std::vector<std::size_t>> by_sum;
  for (const auto& [number, told] : events) {
    by_sentence[told.sentence].push_back(number);
    by_sum[told.amounts].push_back(number);
  }
  std::map<std::size_t, std::size_t> target;
  for (const auto& [number, told] : events) {
    std::vector<std::size_t> near = by_sentence[told.sentence];
    constexpr std::size_t most_told = 40;  // keeps odd input from taking long
    const auto& same_sum = by_sum[told.amounts];
    for (std::size_t i = 0; i < std::min(same_sum.size(), most_told); ++i) {
      const std::size_t other = same_sum[i];
      if (!told.amounts.empty() && events.at(other).sentence != told.sentence) {
        near.push_back(other);
      }
    }
    const auto other = event_for(events, near, number);
    if (other && !leads_to(target, *other, number)) {
      target[number] = *other;
    }
  }
  return target;
}

/// Amounts of an event that has one: the same figure again.
std::set<std::size_t> repeated_amounts(const ArticleFacts& facts) {
  std::set<std::size_t> with_amount;
  std::set<std::size_t> repeated;
  for (const Fact& fact : facts.facts) {
    if (fact.property == "by:amount" && !with_amount.insert(fact.subject.index).second) {
      repeated.insert(fact.object.index);
    }
  }
  return repeated;
}

void drop_repeated(ArticleFacts& facts) {
  const auto amounts = repeated_amounts(facts);
  std::set<std::tuple<std::size_t, Node, std::string, Node>> said;
  std::erase_if(facts.facts, [&](const Fact& fact) {
    const bool of_amount =
        (fact.property == "by:amount" && amounts.contains(fact.object.index)) ||
        (fact.subject.kind == NodeKind::statistic &&
         amounts.contains(fact.subject.index));
    const bool of_event =
        fact.subject.kind == NodeKind::event || fact.object.kind == NodeKind::event;
    return of_amount ||
           (of_event &&
            !said.emplace(
                     fact.evidence.sentence, fact.subject, fact.property, fact.object)
                 .second);
  });
}

}  // namespace

void join_events(ArticleFacts& facts) {
  const auto target = joined_events(read_events(facts));
  if (target.empty()) {
    return;
  }
  const auto move = [&](Node& node) {
    while (node.kind == NodeKind::event && target.contains(node.index)) {
      node.index = target.at(node.index);
    }
  };
  for (Statistic& statistic : facts.statistics) {
    move(statistic.of);
  }
  for (Fact& fact : facts.facts) {
    move(fact.subject);
    move(fact.object);
  }
  drop_repeated(facts);
}

}  // namespace byline::extract
