#include "assemble/node_names.hpp"

#include "assemble/labels.hpp"
#include "assemble/vocabulary.hpp"
#include "base/hash.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace byline::assemble {

namespace {

constexpr std::array<std::string_view, 6> folders = {
    "organization", "person", "place", "work", "occasion", "topic"};
/// An announcement of an announcement of …: deeper events count as their type alone.
constexpr std::size_t deepest_event = 3;

std::string_view local_name(std::string_view iri) {
  return iri.substr(iri.find_last_of("/#") + 1);
}

std::string decimal(std::size_t number) {
  return std::to_string(number);
}

}  // namespace

NodeNames::NodeNames(const LocalGraphs& graphs,
                     const Identities& identities,
                     std::string base)
    : graphs_(graphs),
      identities_(identities),
      base_(std::move(base)) {
  name_entities();
  name_events();
  name_statistics();
}

void NodeNames::name_entities() {
  for (const GlobalEntity& entity : identities_.entities) {
    std::string iri = base_;
    iri.append(folders.at(static_cast<std::size_t>(entity.kind)));
    entity_iris_.push_back(iri.append("/").append(entity.segment));
  }
}

std::string NodeNames::article(std::size_t article) const {
  return base_ + "article/" + encode_article_id(graphs_.id(article));
}

const std::string& NodeNames::entity(std::size_t article, std::size_t entity) const {
  return entity_iris_[identities_.of[article][entity].entity];
}

const std::string& NodeNames::segment(std::size_t article, std::size_t entity) const {
  return identities_.entities[identities_.of[article][entity].entity].segment;
}

std::string NodeNames::text(std::size_t article, const Offsets& at) const {
  return this->article(article) + "#offset_" + decimal(at.begin) + "_" + decimal(at.end);
}

std::string NodeNames::quotation(const ArticleGraph& article,
                                 std::size_t quotation) const {
  std::string key;
  for (const TextAt& piece : article.graph.quotations[quotation].pieces) {
    key += decimal(piece.at.begin) + "_" + decimal(piece.at.end) + " ";
  }
  return this->article(article.number) + "#q-" + short_hash({key});
}

std::string NodeNames::membership(const ArticleGraph& article,
                                  std::size_t membership) const {
  const LocalMembership& local = article.graph.memberships[membership];
  std::string iri = base_ + "membership/" + segment(article.number, local.person) + "+" +
                    segment(article.number, local.organization);
  return local.role.empty() ? iri : iri + "+" + encode_label(local.role);
}

std::string NodeNames::rule(std::string_view name) const {
  return base_ + "rule/" + encode_label(name);
}

/// What stands for a role's filler in an event's name.
std::string NodeNames::filler(const ArticleGraph& article,
                              const FactsOfEvents& facts,
                              const LocalNode& node,
                              std::size_t depth) const {
  switch (node.kind) {
    case NodeKind::entity: return segment(article.number, node.index);
    case NodeKind::event: {
      std::string name(local_name(article.graph.events[node.index].type));
      if (depth < deepest_event) {
        const EventKey key = event_key(article, facts, node.index, depth + 1);
        name += key.labels.empty() ? "" : "_" + key.labels;
      }
      return name;
    }
    case NodeKind::literal: return encode_label(node.value);
    case NodeKind::iri: return encode_label(local_name(node.value));
    case NodeKind::quotation:
      return std::string(local_name(quotation(article, node.index)));
    case NodeKind::membership:
      return std::string(local_name(membership(article, node.index)));
    case NodeKind::article: return encode_label(graphs_.id(article.number));
    case NodeKind::statistic:
      return encode_label(article.graph.statistics[node.index].value);
  }
  return {};
}

NodeNames::EventKey NodeNames::event_key(const ArticleGraph& article,
                                         const FactsOfEvents& facts,
                                         std::size_t event,
                                         std::size_t depth) const {
  const LocalGraph& graph = article.graph;
  EventKey key;
  std::map<std::string_view, std::set<std::string>> fillers;
  const auto of_event = facts.find(event);
  if (of_event == facts.end()) {
    return key;
  }
  for (const std::size_t number : of_event->second) {
    const LocalFact& fact = graph.facts[number];
    if (fact.property == term::sem_time) {
      const std::string year = fact.object.value.substr(0, 4);
      key.year = key.year.empty() ? year : std::min(key.year, year);
    } else if (std::ranges::any_of(graph.events[event].roles, [&](const DefiningRole& r) {
                 return r.property == fact.property;
               })) {
      fillers[fact.property].insert(filler(article, facts, fact.object, depth));
    }
  }
  for (const DefiningRole& role : graph.events[event].roles) {
    const auto found = fillers.find(role.property);
    if (found == fillers.end() && !role.optional) {
      return {};
    }
    if (found != fillers.end()) {
      for (const std::string& label : found->second) {
        key.labels += (key.labels.empty() ? "" : "+") + label;
      }
    }
  }
  return key;
}

void NodeNames::name_events() {
  struct Unnamed {
    EventKey key;
    std::string type;
    std::string hash;  ///< names it in its article; of an event without key
  };
  std::vector<std::vector<Unnamed>> events(graphs_.size());
  std::map<std::pair<std::string, std::string>, std::set<std::string>> years;
  for (std::size_t number = 0; number < graphs_.size(); ++number) {
    const LocalGraph graph = graphs_.load(number);
    const ArticleGraph article{number, graph};
    FactsOfEvents facts;
    for (std::size_t i = 0; i < graph.facts.size(); ++i) {
      if (graph.facts[i].subject.kind == NodeKind::event) {
        facts[graph.facts[i].subject.index].push_back(i);
      }
    }
    for (std::size_t i = 0; i < graph.events.size(); ++i) {
      const LocalEvent& event = graph.events[i];
      Unnamed& unnamed = events[number].emplace_back();
      unnamed.key = event_key(article, facts, i, 0);
      unnamed.type = event.type;
      if (unnamed.key.labels.empty()) {
        unnamed.hash = short_hash(
            {event.type, decimal(event.trigger.begin), decimal(event.trigger.end)});
      } else if (!unnamed.key.year.empty()) {
        years[{event.type, unnamed.key.labels}].insert(unnamed.key.year);
      }
    }
  }
  for (std::size_t number = 0; number < graphs_.size(); ++number) {
    std::vector<std::string>& iris = event_iris_.emplace_back();
    for (Unnamed& event : events[number]) {
      if (event.key.labels.empty()) {
        iris.push_back(article(number) + "#e-" + event.hash);
        continue;
      }
      const auto dated = years.find({event.type, event.key.labels});
      if (event.key.year.empty() && dated != years.end() && dated->second.size() == 1) {
        event.key.year = *dated->second.begin();
      }
      std::string iri = base_ + "event/";
      iri.append(local_name(event.type)).append("/").append(event.key.labels);
      iris.push_back(event.key.year.empty() ? iri : iri + "~" + event.key.year);
    }
  }
}

void NodeNames::name_statistics() {
  for (std::size_t number = 0; number < graphs_.size(); ++number) {
    statistic_iris_.emplace_back();
    const LocalGraph graph = graphs_.load(number);
    for (const LocalStatistic& statistic : graph.statistics) {
      const std::string of = statistic.of.kind == NodeKind::literal
                                 ? statistic.of.value
                                 : node({number, graph}, statistic.of);
      const std::string metric =
          statistic.metric == nothing ? "" : entity(number, statistic.metric);
      statistic_iris_.back().push_back(base_ + "statistic/" +
                                       short_hash({of,
                                                   metric,
                                                   statistic.comparator,
                                                   statistic.value,
                                                   statistic.unit,
                                                   statistic.period_start,
                                                   statistic.period_end}));
    }
  }
}

std::string NodeNames::node(const ArticleGraph& article, const LocalNode& node) const {
  switch (node.kind) {
    case NodeKind::entity: return entity(article.number, node.index);
    case NodeKind::event: return event(article.number, node.index);
    case NodeKind::statistic: return statistic(article.number, node.index);
    case NodeKind::quotation: return quotation(article, node.index);
    case NodeKind::membership: return membership(article, node.index);
    case NodeKind::article: return this->article(article.number);
    case NodeKind::iri: return node.value;
    case NodeKind::literal: break;
  }
  assert(false);
  return node.value;
}

}  // namespace byline::assemble
