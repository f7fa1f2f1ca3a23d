#include "extract/class_settling.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace byline::extract {
namespace {

/// How much it takes to overrule the model: of an only word without a first name it knows
/// little.
double weight_of_opinion(const Entity& entity) {
  constexpr double of_word = 0.4;
  constexpr double of_name = 1.5;
  return entity.label.find(' ') == std::string::npos ? of_word : of_name;
}

}  // namespace

void apply_guesses(const Guesses& guesses,
                   const knowledge::Ontology& ontology,
                   ArticleFacts& facts) {
  for (const auto& [entity, votes] : guesses) {
    const auto best = std::ranges::max_element(
        votes, [](const auto& a, const auto& b) { return a.second < b.second; });
    Entity& target = facts.entities[entity];
    const auto kind = ontology.kind_of(best->first);
    if (target.classes.empty() && kind) {
      target.classes = ontology.written_classes(best->first);
      target.kind = *kind;
    }
  }
}

void settle_classes(const Guesses& guesses,
                    const knowledge::Ontology& ontology,
                    ArticleFacts& facts) {
  for (const auto& [number, votes] : guesses) {
    Entity& entity = facts.entities[number];
    if (!entity.class_is_guess) {
      continue;
    }
    std::map<EntityKind, double> kinds;
    kinds[entity.kind] = weight_of_opinion(entity);
    for (const auto& [name, weight] : votes) {
      if (const auto kind = ontology.kind_of(name)) {
        kinds[*kind] += weight;
      }
    }
    const auto best = std::ranges::max_element(
        kinds, [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best->first == entity.kind || best->second <= kinds[entity.kind]) {
      continue;
    }
    double most = 0;
    for (const auto& [name, weight] : votes) {
      if (ontology.kind_of(name) == best->first && weight > most) {
        most = weight;
        entity.classes = {name};
      }
    }
    entity.kind = best->first;
  }
  for (Entity& entity : facts.entities) {
    entity.class_is_guess = false;
  }
}

}  // namespace byline::extract
