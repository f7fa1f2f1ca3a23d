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

std::string NodeNames::quotation(std::size_t article, std::size_t quotation) const {
  std::string key;
  for (const TextAt& piece : graphs_[article].quotations[quotation].pieces) {
    key += decimal(piece.at.begin) + "_" + decimal(piece.at.end) + " ";
  }
  return this->article(article) + "#q-" + short_hash({key});
}

std::string NodeNames::membership(std::size_t article, std::size_t membership) const {
  const LocalMembership& local = graphs_[article].memberships[membership];
  std::string iri = base_ + "membership/" + segment(article, local.person) + "+" +
                    segment(article, local.organization);
  return local.role.empty() ? iri : iri + "+" + encode_label(local.role);
}

std::string NodeNames::rule(std::string_view name) const {
  return base_ + "rule/" + encode_label(name);
}

/// What stands for a role's filler in an event's name.
std::string NodeNames::filler(std::size_t article,
                              const LocalNode& node,
                              std::size_t depth) const {
  switch (node.kind) {
    case NodeKind::entity: return segment(article, node.index);
    case NodeKind::event: {
      std::string name(local_name(graphs_[article].events[node.index].type));
      if (depth < deepest_event) {
        const EventKey key = event_key(article, node.index, depth + 1);
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
    case NodeKind::article: return encode_label(graphs_.id(article));
    case NodeKind::statistic:
      return encode_label(graphs_[article].statistics[node.index].value);
  }
  return {};
}

NodeNames::EventKey NodeNames::event_key(std::size_t article,
                                         std::size_t event,
                                         std::size_t depth) const {
  const LocalGraph& graph = graphs_[article];
  EventKey key;
  std::map<std::string_view, std::set<std::string>> fillers;
  const auto facts = facts_of_event_[article].find(event);
  if (facts == facts_of_event_[article].end()) {
    return key;
  }
  for (const std::size_t number : facts->second) {
    const LocalFact& fact = graph.facts[number];
    if (fact.property == term::sem_time) {
      const std::string year = fact.object.value.substr(0, 4);
      key.year = key.year.empty() ? year : std::min(key.year, year);
    } else if (std::ranges::any_of(graph.events[event].roles, [&](const DefiningRole& r) {
                 return r.property == fact.property;
               })) {
      fillers[fact.property].insert(filler(article, fact.object, depth));
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
  std::vector<std::vector<EventKey>> keys(graphs_.size());
  std::map<std::pair<std::string, std::string>, std::set<std::string>> years;
  facts_of_event_.resize(graphs_.size());
  for (std::size_t article = 0; article < graphs_.size(); ++article) {
    const LocalGraph& graph = graphs_[article];
    for (std::size_t i = 0; i < graph.facts.size(); ++i) {
      if (graph.facts[i].subject.kind == NodeKind::event) {
        facts_of_event_[article][graph.facts[i].subject.index].push_back(i);
      }
    }
    for (std::size_t i = 0; i < graph.events.size(); ++i) {
      keys[article].push_back(event_key(article, i, 0));
      const EventKey& key = keys[article].back();
      if (!key.labels.empty() && !key.year.empty()) {
        years[{graph.events[i].type, key.labels}].insert(key.year);
      }
    }
  }
  for (std::size_t article = 0; article < graphs_.size(); ++article) {
    event_iris_.emplace_back();
    for (std::size_t i = 0; i < keys[article].size(); ++i) {
      const LocalEvent& event = graphs_[article].events[i];
      EventKey& key = keys[article][i];
      if (key.labels.empty()) {
        event_iris_.back().push_back(
            this->article(article) + "#e-" +
            short_hash(
                {event.type, decimal(event.trigger.begin), decimal(event.trigger.end)}));
        continue;
      }
      const auto dated = years.find({event.type, key.labels});
      if (key.year.empty() && dated != years.end() && dated->second.size() == 1) {
        key.year = *dated->second.begin();
      }
      std::string iri = base_ + "event/";
      iri.append(local_name(event.type)).append("/").append(key.labels);
      event_iris_.back().push_back(key.year.empty() ? iri : iri + "~" + key.year);
    }
  }
  facts_of_event_.clear();
}

void NodeNames::name_statistics() {
  for (std::size_t article = 0; article < graphs_.size(); ++article) {
    statistic_iris_.emplace_back();
    for (const LocalStatistic& statistic : graphs_[article].statistics) {
      const std::string of = statistic.of.kind == NodeKind::literal
                                 ? statistic.of.value
                                 : node(article, statistic.of);
      const std::string metric =
          statistic.metric == nothing ? "" : entity(article, statistic.metric);
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

std::string NodeNames::node(std::size_t article, const LocalNode& node) const {
  switch (node.kind) {
    case NodeKind::entity: return entity(article, node.index);
    case NodeKind::event: return event(article, node.index);
    case NodeKind::statistic: return statistic(article, node.index);
    case NodeKind::quotation: return quotation(article, node.index);
    case NodeKind::membership: return membership(article, node.index);
    case NodeKind::article: return this->article(article);
    case NodeKind::iri: return node.value;
    case NodeKind::literal: break;
  }
  assert(false);
  return node.value;
}

}  // namespace byline::assemble
