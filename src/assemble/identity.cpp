#include "assemble/identity.hpp"

#include "assemble/identity_groups.hpp"
#include "assemble/labels.hpp"
#include "assemble/name_joiner.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace byline::assemble {

namespace {

/// "kind/label" of a group, folded: what overrides name.
std::string override_name(const Group& group) {
  static constexpr std::array<std::string_view, 6> kinds = {
      "organization", "person", "place", "work", "occasion", "topic"};
  return std::string(kinds.at(static_cast<std::size_t>(group.kind))) + "/" + group.folded;
}

void apply_overrides(const IdentityOverrides& overrides,
                     Groups& groups,
                     NameJoiner& joiner) {
  std::multimap<std::string, std::size_t> by_name;
  for (std::size_t i = 0; i < groups.all().size(); ++i) {
    by_name.emplace(override_name(groups.all()[i]), i);
  }
  const auto each_pair = [&](const auto& pairs, const auto& action) {
    for (const auto& [first, second] : pairs) {
      const auto [begin, end] = by_name.equal_range(first);
      const auto target = by_name.find(second);
      for (auto one = begin; one != end && target != by_name.end(); ++one) {
        if (one->second != target->second) {
          action(one->second, target->second);
        }
      }
    }
  };
  each_pair(overrides.same, [&](std::size_t one, std::size_t target) {
    if (groups.all()[target].target == nothing) {  // a chain ends at its first target
      groups.all()[one].target = target;
      groups.all()[one].reason = JoinReason::override_file;
    }
  });
  each_pair(overrides.apart,
            [&](std::size_t one, std::size_t other) { joiner.forbid(one, other); });
}

/// Groups that became one thing.
struct Cluster {
  std::size_t root = 0;
  std::vector<std::size_t> groups;
  std::vector<Reference> references;  ///< sorted
  std::string trait;                  ///< what tells it from others of its name
};

std::vector<Cluster> clusters_of(const Groups& groups) {
  std::map<std::size_t, Cluster> by_root;
  for (std::size_t i = 0; i < groups.all().size(); ++i) {
    std::size_t root = i;
    while (groups.all()[root].target != nothing) {
      root = groups.all()[root].target;
    }
    Cluster& cluster = by_root[root];
    cluster.root = root;
    cluster.groups.push_back(i);
    std::ranges::copy(groups.all()[i].references, std::back_inserter(cluster.references));
  }
  std::vector<Cluster> clusters;
  for (auto& [root, cluster] : by_root) {
    std::ranges::sort(cluster.references);
    clusters.push_back(std::move(cluster));
  }
  return clusters;
}

/// Two dates agree if one is the other with more precision ("1975", "1975-06-01").
bool agree(const std::string& a, const std::string& b) {
  return a.starts_with(b) || b.starts_with(a);
}

using Traits = std::vector<std::pair<std::string, std::string>>;

const std::string* conflict(const Traits& known, const Traits& other) {
  for (const auto& [property, value] : other) {
    for (const auto& [known_property, known_value] : known) {
      if (property == known_property && !agree(value, known_value)) {
        return &value;
      }
    }
  }
  return nullptr;
}

/// Two people with incompatible facts under one name are two people.
void split_by_traits(const Groups& groups, std::vector<Cluster>& clusters) {
  const std::size_t count = clusters.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (groups.all()[clusters[i].root].kind != EntityKind::person) {
      continue;
    }
    std::vector<std::pair<Cluster, Traits>> parts;
    for (const Reference& reference : clusters[i].references) {
      const Traits& traits = groups.entity(reference).traits;
      std::string trait;
      const auto fitting = std::ranges::find_if(parts, [&](const auto& part) {
        const std::string* value = conflict(part.second, traits);
        trait = value != nullptr ? *value : trait;
        return value == nullptr;
      });
      if (fitting == parts.end()) {
        parts.push_back(
            {{clusters[i].root, clusters[i].groups, {reference}, trait}, traits});
      } else {
        fitting->first.references.push_back(reference);
        std::ranges::copy(traits, std::back_inserter(fitting->second));
      }
    }
    for (std::size_t k = 1; k < parts.size(); ++k) {
      clusters.push_back(std::move(parts[k].first));
    }
    if (!parts.empty()) {
      clusters[i] = std::move(parts.front().first);
    }
  }
}

/// The lexicon's spelling, else that of most articles, else the smallest by code point.
std::string label_of(const Groups& groups, const Cluster& cluster) {
  std::vector<Reference> own;
  for (const Reference& reference : cluster.references) {
    if (groups.entity(reference).in_lexicon) {
      return groups.entity(reference).label;
    }
    if (groups.of(reference) == cluster.root) {
      own.push_back(reference);
    }
  }
  if (own.empty()) {
    return groups.entity(cluster.references.front()).label;
  }
  std::map<std::string, std::set<std::size_t>> articles;
  for (const Reference& reference : groups.telling(own)) {
    articles[groups.entity(reference).label].insert(reference.article);
  }
  return std::ranges::max_element(
             articles, {}, [](const auto& entry) { return entry.second.size(); })
      ->first;
}

/// The classes of the reading that most articles state, else that most articles take.
std::vector<std::string> classes_of(const Groups& groups,
                                    const Cluster& cluster,
                                    EntityKind kind) {
  std::map<std::string, std::pair<std::size_t, std::size_t>> votes;
  std::map<std::string, std::vector<std::string>> lists;
  for (const Reference& reference : groups.telling(cluster.references)) {
    const KnownEntity& entity = groups.entity(reference);
    if (entity.kind != kind || entity.classes->empty()) {
      continue;
    }
    auto& [from_text, all] = votes[entity.classes->front()];
    from_text += entity.class_from_text ? 1 : 0;
    // A special class says more than a general one of the same reading.
    all += entity.classes->size();
    lists.emplace(entity.classes->front(), *entity.classes);
  }
  if (votes.empty()) {
    return {};
  }
  const auto winner =
      std::ranges::max_element(votes, {}, [](const auto& entry) { return entry.second; });
  return lists.at(winner->first);
}

Identification identification(const Groups& groups,
                              const Reference& reference,
                              const GlobalEntity& global) {
  const Group& group = groups.all()[groups.of(reference)];
  const KnownEntity& entity = groups.entity(reference);
  Identification result;
  result.reason = group.target != nothing        ? group.reason
                  : entity.in_lexicon            ? JoinReason::lexicon
                  : entity.label == global.label ? JoinReason::own_name
                                                 : JoinReason::same_name;
  result.shared = group.shared;
  return result;
}

/// Two things under one label: the later in sort order gets a qualifier.
void tell_apart(const LocalGraphs& graphs,
                const Groups& groups,
                const std::vector<Cluster>& clusters,
                std::vector<GlobalEntity>& entities) {
  std::map<std::pair<EntityKind, std::string>, std::vector<std::size_t>> by_name;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    by_name[{entities[i].kind, entities[i].segment}].push_back(i);
  }
  for (auto& [name, numbers] : by_name) {
    const auto key = [&](std::size_t i) {
      const Reference& first = clusters[i].references.front();
      return std::tuple(!entities[i].in_lexicon,
                        groups.entity(first).qualifier,
                        graphs.id(first.article),
                        i);
    };
    std::ranges::sort(numbers, {}, key);
    std::set<std::string> taken = {name.second};
    for (std::size_t k = 1; k < numbers.size(); ++k) {
      const std::size_t i = numbers[k];
      const Reference& first = clusters[i].references.front();
      const std::string& known = groups.entity(first).qualifier;
      const std::string qualifier = !known.empty() ? known
                                    : !clusters[i].trait.empty()
                                        ? clusters[i].trait
                                        : graphs.id(first.article);
      std::string segment = name.second + "~" + encode_label(qualifier);
      for (int extra = 2; !taken.insert(segment).second; ++extra) {
        segment =
            name.second + "~" + encode_label(qualifier) + "~" + std::to_string(extra);
      }
      entities[i].segment = std::move(segment);
    }
  }
}

}  // namespace

std::string_view name_of(JoinReason reason) {
  switch (reason) {
    case JoinReason::own_name: return "own name";
    case JoinReason::lexicon: return "lexicon";
    case JoinReason::same_name: return "same name";
    case JoinReason::surname: return "surname";
    case JoinReason::acronym: return "acronym";
    case JoinReason::alias: return "alias";
    case JoinReason::translation: return "translation";
    case JoinReason::override_file: return "override";
  }
  return "";
}

Identities identify(const LocalGraphs& graphs, const IdentityOverrides& overrides) {
  Groups groups(graphs);
  NameJoiner joiner(groups);
  apply_overrides(overrides, groups, joiner);
  joiner.run();
  std::vector<Cluster> clusters = clusters_of(groups);
  split_by_traits(groups, clusters);
  Identities result;
  for (std::size_t i = 0; i < graphs.size(); ++i) {
    result.of.emplace_back(graphs.entities(i).size());
  }
  for (const Cluster& cluster : clusters) {
    GlobalEntity entity;
    entity.kind = groups.all()[cluster.root].kind;
    entity.label = label_of(groups, cluster);
    entity.segment = encode_label(entity.label);
    entity.in_lexicon = groups.all()[cluster.root].in_lexicon;
    entity.classes = classes_of(groups, cluster, entity.kind);
    for (const Reference& reference : cluster.references) {
      Identification& identified = result.of[reference.article][reference.entity];
      identified = identification(groups, reference, entity);
      identified.entity = result.entities.size();
    }
    result.entities.push_back(std::move(entity));
  }
  tell_apart(graphs, groups, clusters, result.entities);
  return result;
}

}  // namespace byline::assemble
