#include "knowledge/rules_reach.hpp"

#include "knowledge/rules_expand.hpp"
#include "knowledge/rules_parser.hpp"
#include "knowledge/rules_tree.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace byline::knowledge {
namespace {

using Names = std::set<std::string>;

void collect_slots(const Pattern& pattern, Names& names) {
  if (pattern.kind == PatternKind::slot) {
    names.insert(pattern.slot.name);
  } else if (pattern.kind == PatternKind::capture) {
    names.insert(pattern.text);
  }
  for (const Pattern& part : pattern.parts) {
    collect_slots(part, names);
  }
}

Names slots_of(const Pattern& pattern) {
  Names names;
  collect_slots(pattern, names);
  return names;
}

Names slots_of(const TreeNode& tree) {
  Names names;
  walk_tree(tree, [&](const TreeNode& node) {
    if (node.slot) {
      names.insert(node.slot->name);
    }
  });
  return names;
}

/// The slot whose absence keeps an emission from saying anything; empty: it may.
std::string missing_slot(const Emission& emission, const Names& slots) {
  std::vector<std::string> needed{emission.subject};
  switch (emission.kind) {
    case EmissionKind::triple:
    case EmissionKind::membership:
      if (emission.object.find(':') == std::string::npos) {
        needed.push_back(emission.object);
      }
      break;
    case EmissionKind::statistic:
      for (const auto& [role, slot] : emission.roles) {
        if (role == "value" || (role == "metric" && emission.metric_text.empty())) {
          needed.push_back(slot);
        }
      }
      break;
    case EmissionKind::event: {
      const bool any = std::ranges::any_of(
          emission.roles, [&](const auto& role) { return slots.contains(role.second); });
      return any || emission.roles.empty() ? "" : emission.roles.front().second;
    }
  }
  for (const std::string& slot : needed) {
    if (!slots.contains(slot)) {
      return slot;
    }
  }
  return {};
}

/// Tokens that a pattern takes at least.
std::size_t least_tokens(const Pattern& pattern) {
  switch (pattern.kind) {
    case PatternKind::sequence:
    case PatternKind::capture: {
      std::size_t sum = 0;
      for (const Pattern& part : pattern.parts) {
        sum += least_tokens(part);
      }
      return sum;
    }
    case PatternKind::alternatives: {
      std::size_t least = 99;
      for (const Pattern& part : pattern.parts) {
        least = std::min(least, least_tokens(part));
      }
      return least;
    }
    case PatternKind::repeat: return pattern.min * least_tokens(pattern.parts.front());
    case PatternKind::gap:
    case PatternKind::negation:
    case PatternKind::start:
    case PatternKind::end:
    case PatternKind::inside: return 0;
    default: return 1;
  }
}

class ReachChecker {
 public:
  ReachChecker(const RuleSet& rules,
               const std::vector<std::string>& languages,
               Diagnostics& diagnostics)
      : rules_(rules),
        languages_(languages),
        diagnostics_(diagnostics) {}

  void run() {
    for (const Rule& rule : rules_.rules) {
      check_clauses(rule);
      check_construction_names(rule, rule.only);
      check_construction_names(rule, rule.except);
      check_fits(rule);
    }
    check_same_frames();
  }

 private:
  void report(RulePlace place, const std::string& message, const std::string& hint = {}) {
    report_at(rules_, place, message, hint, diagnostics_);
  }

  void check_clauses(const Rule& rule) {
    for (const MatchClause& clause : rule.matches) {
      check_anchors(clause.pattern);
      check_says(rule, clause.pattern.place, slots_of(clause.pattern));
    }
    for (const TreeClause& clause : rule.trees) {
      if (rule.kind != RuleKind::rule) {
        report(clause.place,
               "'tree' may stand only in a rule",
               "a frame is read along trees by itself");
      } else {
        check_says(rule, clause.place, slots_of(clause.head));
      }
    }
  }

  void check_says(const Rule& rule, RulePlace place, const Names& slots) {
    std::string missing;
    for (const Emission& emission : rule.emissions) {
      missing = missing_slot(emission, slots);
      if (missing.empty()) {
        return;
      }
    }
    if (!missing.empty()) {
      report(place,
             "this pattern can never say anything: it has no slot '" + missing + "'");
    }
  }

  void check_anchors(const Pattern& pattern) {
    if (pattern.kind == PatternKind::sequence) {
      std::size_t before = 0;
      bool ended = false;
      for (const Pattern& part : pattern.parts) {
        if (part.kind == PatternKind::start && before > 0) {
          report(part.place, "nothing can stand before '^': this can never match");
        }
        const std::size_t taken = least_tokens(part);
        if (ended && taken > 0) {
          report(part.place, "nothing can stand behind '$': this can never match");
        }
        ended |= part.kind == PatternKind::end;
        before += taken;
      }
    }
    for (const Pattern& part : pattern.parts) {
      check_anchors(part);
    }
  }

  void check_construction_names(const Rule& rule, const std::vector<std::string>& names) {
    std::vector<std::string> known{"tree-noun", "tree-verb"};
    for (const Construction& construction : rules_.constructions) {
      if (construction.kind == rule.kind) {
        known.push_back(construction.name);
      }
    }
    for (const std::string& name : names) {
      if (std::ranges::find(known, name) == known.end() &&
          !(rule.kind == RuleKind::rule && name == "title")) {
        const std::string near = closest(name, known);
        report(rule.place,
               "'" + rule.name + "' names the construction '" + name +
                   "', which does not exist",
               near.empty() ? "" : "did you mean '" + near + "'?");
      }
    }
  }

  /// A role or frame that no construction fits is never matched on tokens.
  void check_fits(const Rule& rule) {
    if (rule.kind == RuleKind::rule || rules_.constructions.empty()) {
      return;
    }
    for (const std::string& language : languages_) {
      if (words_of(rule.verbs, language).empty() &&
          words_of(rule.nouns, language).empty()) {
        continue;
      }
      bool known = false;
      bool fits = false;
      for (const Construction& one : rules_.constructions) {
        const bool here = one.language == language || one.language == "any";
        known |= here;
        fits = fits || (here && takes(rule, one) && any_fits(rule, one, language));
      }
      if (known && !fits) {
        report(rule.place,
               "'" + rule.name + "' can never match in '" + language +
                   "': no construction holds its words and slots");
      }
    }
  }

  static bool any_fits(const Rule& rule,
                       const Construction& construction,
                       const std::string& language) {
    return std::ranges::any_of(construction.patterns, [&](const Pattern& pattern) {
      const auto cut = shaped(pattern, shape_of(rule, language));
      return cut && takes(rule, *cut);
    });
  }

  static std::string emissions_of(const Rule& rule) {
    std::string text;
    for (const Emission& emission : rule.emissions) {
      text += emission.subject + " " + emission.property + " " + emission.object + " " +
              emission.type;
      for (const auto& [role, slot] : emission.roles) {
        text += " " + role + " " + slot;
      }
      text += ";";
    }
    return text;
  }

  static std::string slot_text(const std::optional<SlotSpec>& slot) {
    std::string text;
    if (slot) {
      text = slot->name;
      for (const std::string& type : slot->types) {
        text += ":" + type;
      }
    }
    return text + "|";
  }

  void check_same_frames() {
    std::map<std::string, const Rule*> seen;
    for (const Rule& rule : rules_.rules) {
      for (const auto* words : {&rule.verbs, &rule.nouns}) {
        for (const auto& [language, list] : *words) {
          if (rule.kind == RuleKind::rule) {
            continue;
          }
          std::vector<std::string> sorted = list;
          std::ranges::sort(sorted);
          std::string key = language + (words == &rule.verbs ? " verb " : " noun ");
          for (const std::string& word : sorted) {
            key += word + ",";
          }
          key += slot_text(rule.subject) + slot_text(rule.object) + emissions_of(rule);
          for (const Oblique& oblique : rule.obliques) {
            key += slot_text(oblique.slot);
          }
          const auto [found, fresh] = seen.emplace(key, &rule);
          if (!fresh) {
            report(rule.place,
                   "'" + rule.name + "' says in '" + language + "' what '" +
                       found->second->name + "' says: it can never add anything");
          }
        }
      }
    }
  }

  const RuleSet& rules_;
  const std::vector<std::string>& languages_;
  Diagnostics& diagnostics_;
};

/// Looks at the slots of emissions that are no triples.
class RoleChecker {
 public:
  RoleChecker(const RuleSet& rules, const Ontology& ontology, Diagnostics& diagnostics)
      : rules_(rules),
        ontology_(ontology),
        diagnostics_(diagnostics) {}

  void run() {
    for (const Rule& rule : rules_.rules) {
      const auto slots = slots_of_rule(rule);
      for (const Emission& emission : rule.emissions) {
        check(emission, slots);
      }
    }
  }

 private:
  using Slots = std::map<std::string, const SlotSpec*>;

  static void collect(const Pattern& pattern, Slots& slots) {
    if (pattern.kind == PatternKind::slot) {
      slots.emplace(pattern.slot.name, &pattern.slot);
    }
    for (const Pattern& part : pattern.parts) {
      collect(part, slots);
    }
  }

  static Slots slots_of_rule(const Rule& rule) {
    Slots slots;
    for (const MatchClause& clause : rule.matches) {
      collect(clause.pattern, slots);
    }
    for (const TreeClause& clause : rule.trees) {
      walk_tree(clause.head, [&](const TreeNode& node) {
        if (node.slot) {
          slots.emplace(node.slot->name, &*node.slot);
        }
      });
    }
    for (const auto* slot : {&rule.subject, &rule.object}) {
      if (*slot) {
        slots.emplace((*slot)->name, &**slot);
      }
    }
    for (const Oblique& oblique : rule.obliques) {
      slots.emplace(oblique.slot.name, &oblique.slot);
    }
    return slots;
  }

  void check(const Emission& emission, const Slots& slots) {
    static const std::vector<std::string> numbers{"money", "number", "percent"};
    static const std::vector<std::string> dates{"date", "period"};
    if (emission.kind == EmissionKind::membership) {
      check_class(emission, "person", emission.subject, "org:member", slots);
      check_class(emission, "organization", emission.object, "org:organization", slots);
    }
    for (const auto& [role, slot] : emission.roles) {
      if (role == "amount" || role == "value") {
        check_types(emission, role, slot, numbers, slots);
      } else if (role == "time" || role == "period") {
        check_types(emission, role, slot, dates, slots);
      } else if (emission.kind == EmissionKind::event && role != "version") {
        check_class(
            emission, role, slot, role == "place" ? "sem:hasPlace" : "by:" + role, slots);
      }
    }
  }

  void report(const Emission& emission,
              const std::string& role,
              const SlotSpec& slot,
              const std::vector<std::string>& wanted) {
    std::string text;
    for (const std::string& name : wanted) {
      text += (text.empty() ? "" : " or ") + name;
    }
    report_at(rules_,
              emission.place,
              "'" + role + "' must be " + text + ", but slot '" + slot.name + "' is " +
                  slot.types.front(),
              {},
              diagnostics_);
  }

  void check_types(const Emission& emission,
                   const std::string& role,
                   const std::string& name,
                   const std::vector<std::string>& wanted,
                   const Slots& slots) {
    const auto found = slots.find(name);
    if (found == slots.end()) {
      return;  // `time t` of a frame, or reported as unknown
    }
    const bool good =
        std::ranges::any_of(found->second->types, [&](const std::string& type) {
          return std::ranges::find(wanted, type) != wanted.end();
        });
    if (!good) {
      report(emission, role, *found->second, wanted);
    }
  }

  void check_class(const Emission& emission,
                   const std::string& role,
                   const std::string& name,
                   const std::string& property_name,
                   const Slots& slots) {
    const auto found = slots.find(name);
    const PropertyDefinition* property = ontology_.find_property(property_name);
    if (found == slots.end() || property == nullptr || property->ranges.empty()) {
      return;
    }
    const bool good =
        std::ranges::any_of(found->second->types, [&](const std::string& type) {
          return type == "entity" || type == "class" || type == "topic" ||
                 type == "phrase" ||
                 (type.find(':') != std::string::npos &&
                  ontology_.fits(property->ranges, type));
        });
    if (!good) {
      report(emission, role, *found->second, property->ranges);
    }
  }

  const RuleSet& rules_;
  const Ontology& ontology_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_reach(const RuleSet& rules,
                 const std::vector<std::string>& languages,
                 Diagnostics& diagnostics) {
  ReachChecker{rules, languages, diagnostics}.run();
}

void check_roles(const RuleSet& rules,
                 const Ontology& ontology,
                 Diagnostics& diagnostics) {
  RoleChecker{rules, ontology, diagnostics}.run();
}

}  // namespace byline::knowledge
