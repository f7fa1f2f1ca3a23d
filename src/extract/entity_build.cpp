#include "extract/entity_build.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// "AUSTIN" of a dateline is "Austin" elsewhere; "IBM" is written so.
bool is_shouted(const std::string& name) {
  constexpr std::size_t of_initials = 4;
  return name.size() > of_initials &&
         std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The longest full name, the first one among equals; no shouted one before one that is
/// not.
std::string longest_name(const EntityGroup& group,
                         const Grouping& grouping,
                         const std::vector<NameCandidate>& candidates) {
  std::string best;
  for (const bool aliases : {false, true}) {
    for (const std::size_t member : group.members) {
      const std::string& name = candidates[member].name;
      const bool better =
          name.size() > best.size() ||
          (name.size() == best.size() && is_upper(first_code_point(name)) &&
           (!is_upper(first_code_point(best)) ||
            (is_shouted(best) && !is_shouted(name))));
      if (grouping.is_alias[member] == aliases && better) {
        best = name;
      }
    }
    if (!best.empty()) {
      break;
    }
  }
  return best;
}

Entity make_entity(const EntityGroup& group,
                   const Grouping& grouping,
                   const std::vector<NameCandidate>& candidates,
                   const NameTables& tables) {
  Entity entity;
  if (group.entry) {
    const auto& known = tables.lexicon.entries()[*group.entry];
    entity.kind = known.kind;
    entity.label = known.label;
    entity.classes = known.classes;
    entity.in_lexicon = true;
  } else {
    entity.label = longest_name(group, grouping, candidates);
    const std::string best = group.best_class();
    const auto kind = tables.ontology.kind_of(best);
    if (!best.empty() && kind) {
      entity.kind = *kind;
      entity.classes = {best};
      entity.class_from_text = true;
      entity.class_is_guess = group.is_guess();
    }
  }
  for (const std::size_t member : group.members) {
    entity.names.push_back(candidates[member].name);
  }
  std::ranges::sort(entity.names);
  entity.names.erase(std::unique(entity.names.begin(), entity.names.end()),
                     entity.names.end());
  return entity;
}

}  // namespace

ArticleFacts build_entities(const Grouping& grouping,
                            const std::vector<NameCandidate>& candidates,
                            const NameTables& tables,
                            std::vector<std::size_t>& entity_of) {
  ArticleFacts facts;
  entity_of.assign(grouping.groups.size(), none);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::size_t number = grouping.group_of[i];
    const EntityGroup& group = grouping.groups[number];
    if (entity_of[number] == none) {
      entity_of[number] = facts.entities.size();
      facts.entities.push_back(make_entity(group, grouping, candidates, tables));
    }
    Mention mention;
    mention.span = candidates[i].span;
    mention.sentence = candidates[i].sentence;
    mention.first_token = candidates[i].tokens.first;
    mention.end_token = candidates[i].tokens.end;
    mention.entity = entity_of[number];
    mention.confidence = group.entry ? 1.0 : 0.9;
    if (grouping.is_alias[i]) {
      for (const std::size_t member : group.members) {
        if (!grouping.is_alias[member]) {
          mention.step = Step::alias;
          mention.antecedent = candidates[member].span;
          break;
        }
      }
    }
    facts.mentions.push_back(mention);
  }
  return facts;
}

}  // namespace byline::extract
