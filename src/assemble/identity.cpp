#include "assemble/identity.hpp"

#include "assemble/identity_groups.hpp"
#include "assemble/labels.hpp"
#include "base/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace byline::assemble {

namespace {

std::string last_word(const std::string& label) {
  const std::size_t space = label.rfind(' ');
  return space == std::string::npos ? label : label.substr(space + 1);
}

/// Initials of the words that begin with a capital, folded: "cncf". Empty for one word.
std::string initials(const std::string& label) {
  std::string folded;
  std::size_t words = 0;
  for (const std::string& word : label_words(label)) {
    const std::string small = fold_label(word);
    if (small != word && !small.empty()) {
      std::size_t length = 1;
      while (length < small.size() &&
             (static_cast<unsigned char>(small[length]) & 0xC0U) == 0x80U) {
        ++length;
      }
      folded += small.substr(0, length);
      ++words;
    }
  }
  return words < 2 ? std::string() : folded;
}

/// Finds for each group the one full name that it is a short or other form of.
class NameJoiner {
 public:
  explicit NameJoiner(Groups& groups) : groups_(groups) {
    for (std::size_t number = 0; number < groups_.all().size(); ++number) {
      index(number);
    }
  }

  void forbid(std::size_t a, std::size_t b) { apart_.insert(std::minmax(a, b)); }

  void run() {
    std::vector<Group>& all = groups_.all();
    for (std::size_t number = 0; number < all.size(); ++number) {
      if (all[number].in_lexicon || all[number].target != nothing) {
        continue;
      }
      for (const JoinReason reason : {JoinReason::alias,
                                      JoinReason::surname,
                                      JoinReason::acronym,
                                      JoinReason::translation}) {
        if (all[number].target == nothing) {
          join(number, reason);
        }
      }
    }
  }

 private:
  using Index = std::map<std::pair<EntityKind, std::string>, std::set<std::size_t>>;

  void index(std::size_t number) {
    const Group& group = groups_.all()[number];
    const auto add = [&](Index& names, const std::string& name) {
      if (!name.empty() && name != group.folded) {
        names[{group.kind, name}].insert(number);
      }
    };
    for (const Reference& reference : group.references) {
      const KnownEntity& entity = groups_.entity(reference);
      for (const std::string& name : entity.names) {
        add(other_names_, fold_label(name));
      }
      for (const std::string& name : entity.other_names) {
        add(other_names_, fold_label(name));
      }
      add(initials_, initials(entity.label));
      if (!entity.core.empty()) {
        cores_[{group.kind, entity.core}].insert(number);
      }
    }
    if (group.kind == EntityKind::person) {
      add(last_names_, last_word(group.folded));
    }
  }

  void join(std::size_t number, JoinReason reason) {
    const std::set<std::size_t> candidates = candidates_of(number, reason);
    if (candidates.empty()) {
      return;
    }
    const std::vector<std::size_t> context = groups_.context(number);
    std::size_t found = nothing;
    std::size_t shared = nothing;
    for (const std::size_t candidate : candidates) {
      if (candidate == number || apart_.contains(std::minmax(candidate, number))) {
        continue;
      }
      std::vector<std::size_t> common;
      std::ranges::set_intersection(
          context, groups_.context(candidate), std::back_inserter(common));
      std::erase_if(common,
                    [&](std::size_t one) { return one == number || one == candidate; });
      if (common.empty()) {
        continue;
      }
      if (found != nothing) {
        return;  // two candidates: it stays apart
      }
      found = candidate;
      shared = common.front();
    }
    Group& group = groups_.all()[number];
    if (found == nothing || leads_to(found, number)) {
      return;
    }
    group.target = found;
    group.reason = reason;
    group.shared = groups_.entity(groups_.all()[shared].references.front()).label;
  }

  [[nodiscard]] std::set<std::size_t> candidates_of(std::size_t number,
                                                    JoinReason reason) const {
    const Group& group = groups_.all()[number];
    const auto look = [&](const Index& names, const std::string& name) {
      const auto found = names.find({group.kind, name});
      return found == names.end() ? std::set<std::size_t>{} : found->second;
    };
    switch (reason) {
      case JoinReason::alias: return look(other_names_, group.folded);
      case JoinReason::surname: return look(last_names_, group.folded);
      case JoinReason::acronym: return look(initials_, group.folded);
      case JoinReason::translation: {
        const std::string& core = groups_.entity(group.references.front()).core;
        return core.empty() ? std::set<std::size_t>{} : look(cores_, core);
      }
      case JoinReason::own_name:
      case JoinReason::lexicon:
      case JoinReason::same_name:
      case JoinReason::override_file: break;
    }
    return {};
  }

  [[nodiscard]] bool leads_to(std::size_t from, std::size_t to) const {
    while (from != nothing && from != to) {
      from = groups_.all()[from].target;
    }
    return from == to;
  }

  Groups& groups_;
  Index other_names_;
  Index last_names_;
  Index initials_;
  Index cores_;
  std::set<std::pair<std::size_t, std::size_t>> apart_;
};

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

IdentityOverrides parse_overrides(std::string_view text, const std::string& file) {
  IdentityOverrides overrides;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!line.empty() && line.front() != '#') {
      const std::size_t first = line.find('\t');
      const std::size_t second =
          first == std::string_view::npos ? first : line.find('\t', first + 1);
      const std::string_view verb = line.substr(0, first);
      if (second == std::string_view::npos || (verb != "same" && verb != "apart")) {
        throw Error(ExitCode::unusable,
                    diagnose(text,
                             begin,
                             file,
                             "not a line of an identity file",
                             "write same or apart, kind/name, kind/name, with tabs"));
      }
      (verb == "same" ? overrides.same : overrides.apart)
          .emplace_back(fold_label(line.substr(first + 1, second - first - 1)),
                        fold_label(line.substr(second + 1)));
    }
    begin = end + 1;
  }
  return overrides;
}

}  // namespace byline::assemble
