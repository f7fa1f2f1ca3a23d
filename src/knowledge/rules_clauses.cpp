#include "knowledge/rules_clauses.hpp"

#include "base/diagnostics.hpp"
#include "knowledge/rules_parse_facts.hpp"
#include "knowledge/rules_parse_pattern.hpp"

#include <charconv>
#include <functional>
#include <map>

namespace byline::knowledge {
namespace {

double expect_decimal(RuleCursor& cursor) {
  const std::string& text = cursor.peek().text;
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (!cursor.at_kind(RuleTokenKind::number) || result.ptr != text.data() + text.size() ||
      value <= 0 || value > 1) {
    cursor.fail("expected a confidence above 0 and at most 1");
  }
  cursor.take();
  return value;
}

/// `word | "phrase" | …` behind a language.
void parse_words(RuleCursor& cursor, LanguageWords& words) {
  const std::string language = cursor.expect_name("a language");
  do {
    if (cursor.at_kind(RuleTokenKind::string) || cursor.at_kind(RuleTokenKind::name)) {
      words[language].push_back(cursor.take().text);
    } else if (cursor.accept_symbol("@")) {
      words[language].push_back("@" + cursor.expect_name("the name of a set"));
    } else {
      cursor.fail("expected a word");
    }
  } while (cursor.accept_symbol("|"));
}

void parse_slot_words(RuleCursor& cursor, LanguageWords& words) {
  while (!cursor.done()) {
    parse_words(cursor, words);
  }
}

void parse_with(RuleCursor& cursor, Rule& rule) {
  Oblique oblique;
  oblique.slot = parse_slot(cursor);
  parse_slot_words(cursor, oblique.prepositions);
  rule.obliques.push_back(std::move(oblique));
}

void parse_match(RuleCursor& cursor, Rule& rule) {
  MatchClause clause;
  clause.language = cursor.expect_name("a language");
  clause.pattern = parse_alternatives(cursor);
  rule.matches.push_back(std::move(clause));
}

void parse_tree_clause(RuleCursor& cursor, Rule& rule) {
  TreeClause clause;
  clause.place = cursor.place();
  clause.language = cursor.expect_name("a language");
  clause.head = parse_tree(cursor);
  rule.trees.push_back(std::move(clause));
}

void parse_owner(RuleCursor& cursor, Rule& rule) {
  rule.object = parse_slot(cursor);
  parse_slot_words(cursor, rule.owner_prepositions);
}

void parse_modality(RuleCursor& cursor, Rule& rule) {
  const RuleCursor before = cursor;
  const std::string name = cursor.expect_name("a modality");
  if (name == "plain") {
    rule.plain = true;
    return;
  }
  const std::uint8_t bit = modality_named(name);
  if (bit == 0) {
    before.fail("unknown modality '" + name + "'",
                "former, future, hedged, opinion, reported or plain");
  }
  rule.modality |= bit;
}

void parse_require(RuleCursor& cursor, Rule& rule) {
  if (!cursor.accept_name("asserted")) {
    cursor.fail("expected 'asserted'");
  }
  rule.require_asserted = true;
}

void parse_name_list(RuleCursor& cursor, std::vector<std::string>& names) {
  do {
    names.push_back(cursor.expect_name("a name"));
  } while (!cursor.done());
}

using ClauseParser = std::function<void(RuleCursor&, Rule&)>;

const std::map<std::string, ClauseParser>& clause_parsers() {
  static const std::map<std::string, ClauseParser> parsers{
      {"match", parse_match},
      {"tree", parse_tree_clause},
      {"emit", [](RuleCursor& c, Rule& r) { r.emissions.push_back(parse_emission(c)); }},
      {"require", parse_require},
      {"modality", parse_modality},
      {"only", [](RuleCursor& c, Rule& r) { parse_name_list(c, r.only); }},
      {"except", [](RuleCursor& c, Rule& r) { parse_name_list(c, r.except); }},
      {"context", [](RuleCursor& c, Rule& r) { parse_words(c, r.context); }},
      {"verb", [](RuleCursor& c, Rule& r) { parse_words(c, r.verbs); }},
      {"noun", [](RuleCursor& c, Rule& r) { parse_words(c, r.nouns); }},
      {"subject", [](RuleCursor& c, Rule& r) { r.subject = parse_slot(c); }},
      {"object", [](RuleCursor& c, Rule& r) { r.object = parse_slot(c); }},
      {"holder", [](RuleCursor& c, Rule& r) { r.subject = parse_slot(c); }},
      {"of", parse_owner},
      {"title", [](RuleCursor& c, Rule& r) { r.title = c.expect_name("a slot"); }},
      {"time", [](RuleCursor& c, Rule& r) { r.time = c.expect_name("a slot"); }},
      {"with", parse_with},
      {"ok",
       [](RuleCursor& c, Rule& r) { r.examples.push_back(parse_example(c, true)); }},
      {"no",
       [](RuleCursor& c, Rule& r) { r.examples.push_back(parse_example(c, false)); }},
  };
  return parsers;
}

}  // namespace

void parse_options(RuleCursor& cursor, double& confidence, int& priority) {
  while (!cursor.done()) {
    if (cursor.accept_name("confidence")) {
      confidence = expect_decimal(cursor);
    } else if (cursor.accept_name("priority")) {
      priority = static_cast<int>(cursor.expect_integer("a priority"));
    } else {
      return;
    }
  }
}

void parse_rule_clause(RuleCursor& cursor, Rule& rule) {
  const RuleCursor before = cursor;
  const std::string word = cursor.expect_name("a clause");
  const auto found = clause_parsers().find(word);
  if (found == clause_parsers().end()) {
    std::vector<std::string> words;
    for (const auto& [name, parser] : clause_parsers()) {
      words.push_back(name);
    }
    const std::string near = closest(word, words);
    before.fail("unknown clause '" + word + "'",
                near.empty() ? "" : "did you mean '" + near + "'?");
  }
  found->second(cursor, rule);
}

}  // namespace byline::knowledge
