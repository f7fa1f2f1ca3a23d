#include "assemble/identity_groups.hpp"

#include "assemble/labels.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace byline::assemble {

namespace {

/// Kinds whose company says something: everybody is mentioned with some place or topic.
bool is_telling(EntityKind kind) {
  return kind == EntityKind::organization || kind == EntityKind::person ||
         kind == EntityKind::work || kind == EntityKind::occasion;
}

bool intersect(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (*left == *right) {
      return true;
    }
    (*left < *right ? left : right)++;
  }
  return false;
}

}  // namespace

Groups::Groups(const LocalGraphs& graphs) : graphs_(graphs) {
  for (std::size_t i = 0; i < graphs_.size(); ++i) {
    group_of_.emplace_back(graphs_.entities(i).size(), nothing);
  }
  add_by_key();
  join_equal_names();
  number_references();
  split_short_people();
  number_references();
}

void Groups::add_by_key() {
  using Key = std::tuple<int, int, std::string, std::string>;
  std::map<Key, Group> by_key;
  for (std::size_t article = 0; article < graphs_.size(); ++article) {
    const auto& entities = graphs_.entities(article);
    for (std::size_t i = 0; i < entities.size(); ++i) {
      const KnownEntity& entity = *entities[i];
      const int kind = static_cast<int>(entity.kind);
      const std::string folded = fold_label(entity.label);
      const Key key = entity.in_lexicon ? Key{0, kind, entity.label, entity.qualifier}
                      : entity.is_value ? Key{2, kind, folded, {}}
                                        : Key{1, 0, folded, {}};
      Group& group = by_key[key];
      group.folded = folded;
      group.in_lexicon = entity.in_lexicon;
      group.kind = entity.kind;
      group.references.push_back({article, i});
    }
  }
  for (auto& [key, group] : by_key) {
    if (std::get<0>(key) == 1) {
      vote_kind(group);
    }
    groups_.push_back(std::move(group));
  }
}

std::vector<Reference> Groups::telling(const std::vector<Reference>& references) const {
  std::vector<Reference> in_facts;
  std::ranges::copy_if(references, std::back_inserter(in_facts), [this](const auto& r) {
    return entity(r).in_fact;
  });
  return in_facts.empty() ? references : in_facts;
}

/// Most articles; ties in the order of EntityKind. An entity without class is of unknown
/// kind (a topic for want of better) and votes only among its like.
void Groups::vote_kind(Group& group) const {
  std::array<std::set<std::size_t>, 6> articles;
  const std::vector<Reference> voters = telling(group.references);
  const bool all_unknown = std::ranges::all_of(
      voters, [this](const Reference& r) { return entity(r).classes->empty(); });
  for (const Reference& reference : voters) {
    if (all_unknown || !entity(reference).classes->empty()) {
      articles.at(static_cast<std::size_t>(entity(reference).kind))
          .insert(reference.article);
    }
  }
  const auto most = std::ranges::max_element(
      articles, {}, [](const std::set<std::size_t>& of_kind) { return of_kind.size(); });
  group.kind = static_cast<EntityKind>(std::distance(articles.begin(), most));
}

/// Groups of one kind and folded label are one thing unless both are lexicon entries.
void Groups::join_equal_names() {
  std::map<std::pair<EntityKind, std::string>, std::size_t> first;
  std::vector<Group> joined;
  for (Group& group : groups_) {  // lexicon entries come first
    const auto [known, is_new] =
        first.emplace(std::pair(group.kind, group.folded), joined.size());
    if (is_new || group.in_lexicon) {
      joined.push_back(std::move(group));
      continue;
    }
    std::ranges::move(group.references,
                      std::back_inserter(joined[known->second].references));
    std::ranges::sort(joined[known->second].references);
  }
  groups_ = std::move(joined);
}

void Groups::number_references() {
  for (std::size_t number = 0; number < groups_.size(); ++number) {
    for (const Reference& reference : groups_[number].references) {
      group_of_[reference.article][reference.entity] = number;
    }
  }
}

std::vector<std::size_t> Groups::context_of_article(std::size_t article,
                                                    std::size_t without) const {
  std::vector<std::size_t> context;
  for (const std::size_t number : group_of_[article]) {
    if (number != without && is_telling(groups_[number].kind)) {
      context.push_back(number);
    }
  }
  std::ranges::sort(context);
  context.erase(std::unique(context.begin(), context.end()), context.end());
  return context;
}

std::vector<std::size_t> Groups::context(std::size_t group) const {
  std::vector<std::size_t> all;
  std::size_t last_article = nothing;
  for (const Reference& reference : groups_[group].references) {
    if (reference.article != last_article) {
      last_article = reference.article;
      std::ranges::copy(context_of_article(last_article, group), std::back_inserter(all));
    }
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// One-word person names never join across articles by name alone.
void Groups::split_short_people() {
  const std::size_t count = groups_.size();
  for (std::size_t number = 0; number < count; ++number) {
    const Group group = groups_[number];
    if (group.in_lexicon || group.kind != EntityKind::person ||
        group.folded.find(' ') != std::string::npos || group.references.size() < 2) {
      continue;
    }
    std::vector<std::pair<std::vector<Reference>, std::vector<std::size_t>>> parts;
    for (const Reference& reference : group.references) {
      std::vector<Reference> members = {reference};
      std::vector<std::size_t> context = context_of_article(reference.article, number);
      for (auto part = parts.begin(); part != parts.end();) {
        const bool same_article = std::ranges::any_of(
            part->first,
            [&](const Reference& r) { return r.article == reference.article; });
        if (!same_article && !intersect(part->second, context)) {
          ++part;
          continue;
        }
        std::ranges::copy(part->first, std::back_inserter(members));
        std::ranges::copy(part->second, std::back_inserter(context));
        std::ranges::sort(context);
        part = parts.erase(part);
      }
      std::ranges::sort(members);
      parts.emplace_back(std::move(members), std::move(context));
    }
    std::ranges::sort(parts);
    groups_[number].references = std::move(parts.front().first);
    for (std::size_t i = 1; i < parts.size(); ++i) {
      Group part = group;
      part.references = std::move(parts[i].first);
      groups_.push_back(std::move(part));
    }
  }
}

}  // namespace byline::assemble
