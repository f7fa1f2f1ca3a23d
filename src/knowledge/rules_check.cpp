#include "base/diagnostics.hpp"
#include "knowledge/rules_compiled.hpp"
#include "knowledge/rules_expand.hpp"
#include "knowledge/rules_parser.hpp"
#include "knowledge/rules_reach.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace byline::knowledge {
namespace {

constexpr std::array built_in_types{"acronym",
                                    "class",
                                    "date",
                                    "entity",
                                    "money",
                                    "nation",
                                    "number",
                                    "percent",
                                    "period",
                                    "phrase",
                                    "text",
                                    "topic"};

bool is_built_in(const std::string& type) {
  return std::ranges::find(built_in_types, type) != built_in_types.end();
}

bool is_literal_type(const std::string& type) {
  return is_built_in(type) && type != "entity" && type != "class" && type != "topic" &&
         type != "nation";
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& all) {
  const std::string near = closest(word, all);
  return near.empty() ? "" : "did you mean '" + near + "'?";
}

template <typename Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : map) {
    keys.push_back(key);
  }
  return keys;
}

void walk(const Pattern& pattern, const std::function<void(const Pattern&)>& visit) {
  visit(pattern);
  for (const Pattern& part : pattern.parts) {
    walk(part, visit);
  }
}

/// Appends a pattern as text, to find rules that say the same.
void print(const Pattern& pattern, std::string& text) {
  text += std::to_string(static_cast<int>(pattern.kind));
  text += pattern.text;
  text += '.';
  text += pattern.feature;
  text += std::to_string(pattern.min);
  text += ',';
  text += std::to_string(pattern.max);
  for (const std::string& type : pattern.slot.types) {
    text += ':';
    text += type;
  }
  text += '(';
  for (const Pattern& part : pattern.parts) {
    print(part, text);
    text += ' ';
  }
  text += ')';
}

class Checker {
 public:
  Checker(const RuleSet& rules,
          const std::vector<std::string>& languages,
          const Ontology& ontology,
          Diagnostics& diagnostics)
      : rules_(rules),
        languages_(languages),
        ontology_(ontology),
        diagnostics_(diagnostics),
        classes_(keys_of(ontology.classes())),
        properties_(keys_of(ontology.properties())) {}

  void run() {
    check_names();
    for (const Rule& rule : rules_.rules) {
      check_rule(rule);
    }
    check_duplicates();
    check_sets();
    check_example_names();
  }

 private:
  using Slots = std::map<std::string, SlotSpec>;

  void report(RulePlace place, const std::string& message, const std::string& hint = {}) {
    report_at(rules_, place, message, hint, diagnostics_);
  }

  void check_names() {
    const Rule* previous = nullptr;
    for (const Rule& rule : rules_.rules) {
      if (previous != nullptr && previous->name == rule.name) {
        report(rule.place,
               "rule '" + rule.name + "' is defined twice",
               "the other one is at " + rules_.files[previous->place.file].path);
      }
      previous = &rule;
    }
  }

  void check_language(const std::string& language, RulePlace place) {
    if (language != "any" &&
        std::ranges::find(languages_, language) == languages_.end()) {
      report(place,
             "unknown language '" + language + "'",
             did_you_mean(language, languages_));
    }
  }

  void check_class(const std::string& name, RulePlace place) {
    if (!is_built_in(name) && ontology_.find_class(name) == nullptr &&
        name != "owl:Thing") {
      report(place, "unknown class '" + name + "'", did_you_mean(name, classes_));
    }
  }

  void add_slot(Slots& slots, const SlotSpec& slot) {
    for (const std::string& type : slot.types) {
      check_class(type, slot.place);
    }
    slots.emplace(slot.name, slot);
  }

  static SlotSpec built_in(const std::string& name, const std::string& type) {
    SlotSpec slot;
    slot.name = name;
    slot.types = {type};
    return slot;
  }

  Slots slots_of(const Rule& rule) {
    Slots slots;
    for (const MatchClause& clause : rule.matches) {
      check_language(clause.language, clause.pattern.place);
      walk(clause.pattern, [&](const Pattern& part) {
        if (part.kind == PatternKind::slot) {
          add_slot(slots, part.slot);
        }
      });
    }
    for (const TreeClause& clause : rule.trees) {
      check_language(clause.language, clause.place);
      walk_tree(clause.head, [&](const TreeNode& node) {
        if (node.slot) {
          add_slot(slots, *node.slot);
        }
      });
    }
    for (const auto& slot : {rule.subject, rule.object}) {
      if (slot) {
        add_slot(slots, *slot);
      }
    }
    for (const Oblique& oblique : rule.obliques) {
      add_slot(slots, oblique.slot);
    }
    if (!rule.title.empty()) {
      slots.emplace(rule.title, built_in(rule.title, "text"));
    }
    if (!rule.time.empty()) {
      slots.emplace(rule.time, built_in(rule.time, "date"));
    }
    return slots;
  }

  void check_words(const LanguageWords& words, const Rule& rule) {
    for (const auto& [language, list] : words) {
      check_language(language, rule.place);
    }
  }

  void check_rule(const Rule& rule) {
    incomplete_ = rule.incomplete;
    const Slots slots = slots_of(rule);
    check_words(rule.verbs, rule);
    check_words(rule.nouns, rule);
    check_words(rule.context, rule);
    const bool can_match = rule.kind == RuleKind::rule
                               ? !rule.matches.empty() || !rule.trees.empty()
                               : !rule.verbs.empty() || !rule.nouns.empty();
    if (!can_match && !incomplete_) {
      report(rule.place, "'" + rule.name + "' can never match: it has no words");
    }
    if (rule.emissions.empty() && !incomplete_) {
      report(rule.place, "'" + rule.name + "' emits nothing");
    }
    for (const Emission& emission : rule.emissions) {
      check_emission(emission, slots);
    }
    check_examples(rule);
  }

  void check_examples(const Rule& rule) {
    bool has_positive = false;
    bool has_negative = false;
    for (const Example& example : rule.examples) {
      (example.positive ? has_positive : has_negative) = true;
      check_language(example.language, example.place);
    }
    if ((!has_positive || !has_negative) && !rule.incomplete) {
      report(
          rule.place,
          "'" + rule.name + "' has no " + (has_positive ? "'no'" : "'ok'") + " example",
          "every rule shows what it finds and what it must leave alone");
    }
  }

  const SlotSpec* check_slot(const std::string& name,
                             const Slots& slots,
                             RulePlace place) {
    const auto found = slots.find(name);
    if (found == slots.end() && incomplete_) {
      return nullptr;  // of a clause that could not be read
    }
    if (found == slots.end()) {
      report(place, "unknown slot '" + name + "'", did_you_mean(name, keys_of(slots)));
      return nullptr;
    }
    return &found->second;
  }

  void check_emission(const Emission& emission, const Slots& slots) {
    for (const auto& [role, slot] : emission.roles) {
      check_slot(slot, slots, emission.place);
    }
    switch (emission.kind) {
      case EmissionKind::event:
        if (ontology_.find_event_type(emission.type) == nullptr) {
          report(emission.place,
                 "unknown event type '" + emission.type + "'",
                 did_you_mean(emission.type, keys_of(ontology_.event_types())));
        }
        return;
      case EmissionKind::statistic:
        check_slot(emission.subject, slots, emission.place);
        return;
      case EmissionKind::membership:
        check_slot(emission.subject, slots, emission.place);
        check_slot(emission.object, slots, emission.place);
        return;
      case EmissionKind::triple: check_triple(emission, slots); return;
    }
  }

  void check_triple(const Emission& emission, const Slots& slots) {
    const SlotSpec* subject = check_slot(emission.subject, slots, emission.place);
    const bool name = emission.object.find(':') != std::string::npos;
    const SlotSpec* object =
        name ? nullptr : check_slot(emission.object, slots, emission.place);
    if (emission.property == "rdf:type") {
      if (name) {
        check_class(emission.object, emission.place);
      }
      return;
    }
    const PropertyDefinition* property = ontology_.find_property(emission.property);
    if (property == nullptr) {
      report(emission.place,
             "unknown property '" + emission.property + "'",
             did_you_mean(emission.property, properties_));
      return;
    }
    check_fit(emission, subject, property->domains, "subject");
    if (object == nullptr) {
      return;
    }
    const bool literal = is_literal_type(object->types.front());
    if (literal != property->is_literal && property->is_literal) {
      return;  // a name slot as text: by:formerName
    }
    const bool concept_wanted =
        std::ranges::find(property->ranges, "skos:Concept") != property->ranges.end();
    if (literal && !property->is_literal && !concept_wanted) {
      report(emission.place,
             "'" + emission.property + "' wants an entity, but '" + object->name +
                 "' is text, a number or a date");
      return;
    }
    if (!literal) {
      check_fit(emission, object, property->ranges, "object");
    }
  }

  void check_fit(const Emission& emission,
                 const SlotSpec* slot,
                 const std::vector<std::string>& allowed,
                 const std::string& place) {
    if (slot == nullptr || allowed.empty()) {
      return;
    }
    const bool good = std::ranges::any_of(slot->types, [&](const std::string& type) {
      return type == "entity" || is_literal_type(type) || type == "class" ||
             ontology_.fits(allowed,
                            type == "topic"    ? "skos:Concept"
                            : type == "nation" ? "schema:Place"
                                               : type);
    });
    if (!good) {
      std::string classes;
      for (const std::string& name : allowed) {
        classes += (classes.empty() ? "" : " or ") + name;
      }
      report(emission.place,
             "the " + place + " of '" + emission.property + "' must be " + classes +
                 ", but slot '" + slot->name + "' is " + slot->types.front());
    }
  }

  void check_duplicates() {
    std::map<std::string, const Rule*> seen;
    for (const Rule& rule : rules_.rules) {
      for (const MatchClause& clause : rule.matches) {
        std::string key = clause.language;
        print(clause.pattern, key);
        for (const Emission& emission : rule.emissions) {
          key += emission.subject + emission.property + emission.object + emission.type;
        }
        const auto [found, fresh] = seen.emplace(key, &rule);
        if (!fresh) {
          report(clause.pattern.place,
                 "this pattern is also in rule '" + found->second->name +
                     "': it can never add anything");
        }
      }
    }
  }

  void use_sets(const Pattern& pattern, std::set<std::string>& used) {
    walk(pattern, [&](const Pattern& part) {
      if (part.kind == PatternKind::set) {
        used.insert(part.text);
      }
    });
  }

  static void use_words(const LanguageWords& words, std::set<std::string>& used) {
    for (const auto& [language, list] : words) {
      for (const std::string& word : list) {
        if (word.starts_with("@")) {
          used.insert(word.substr(1));
        }
      }
    }
  }

  void check_sets() {
    std::set<std::string> used;
    for (const auto& [key, set] : rules_.sets) {
      use_sets(set.pattern, used);
    }
    for (const Construction& construction : rules_.constructions) {
      for (const Pattern& pattern : construction.patterns) {
        use_sets(pattern, used);
      }
    }
    for (const Rule& rule : rules_.rules) {
      for (const MatchClause& clause : rule.matches) {
        use_sets(clause.pattern, used);
      }
      for (const TreeClause& clause : rule.trees) {
        walk_tree(clause.head, [&](const TreeNode& node) { use_sets(node.test, used); });
      }
      use_words(rule.verbs, used);
      use_words(rule.nouns, used);
      use_words(rule.context, used);
      use_words(rule.owner_prepositions, used);
      for (const Oblique& oblique : rule.obliques) {
        use_words(oblique.prepositions, used);
      }
    }
    for (const auto& [key, set] : rules_.sets) {
      // the sets of a language's own files are read by the engine
      const bool grammar =
          rules_.files[set.place.file].path.find("languages/") != std::string::npos;
      if (!grammar && !used.contains(set.name)) {
        report(set.place, "set '" + set.name + "' is never used");
      }
      check_language(set.language, set.place);
    }
  }

  void check_example_names() {
    for (std::size_t i = 0; i < rules_.files.size(); ++i) {
      std::set<std::string> done;
      for (const auto& [label, type] : rules_.files[i].example_names) {
        if (done.insert(type).second) {
          check_class(type, {i, rules_.files[i].text.find(type)});
        }
      }
    }
  }

  bool incomplete_ =
      false;  ///< of the rule at work clauses are missing: what they lack is no error
  const RuleSet& rules_;
  const std::vector<std::string>& languages_;
  const Ontology& ontology_;
  Diagnostics& diagnostics_;
  std::vector<std::string> classes_;
  std::vector<std::string> properties_;
};

}  // namespace

void check_rules(const RuleSet& rules,
                 const std::vector<std::string>& languages,
                 const Ontology& ontology,
                 Diagnostics& diagnostics) {
  Checker{rules, languages, ontology, diagnostics}.run();
  check_reach(rules, languages, diagnostics);
  check_roles(rules, ontology, diagnostics);
}

}  // namespace byline::knowledge
