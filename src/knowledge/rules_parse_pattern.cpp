#include "knowledge/rules_parse_pattern.hpp"

#include "base/characters.hpp"
#include "base/diagnostics.hpp"
#include "knowledge/inflection.hpp"
#include "knowledge/rules_tree.hpp"

#include <algorithm>
#include <array>

namespace byline::knowledge {
namespace {

const std::vector<std::string>& tags() {
  static const std::vector<std::string> all{"adj",
                                            "adp",
                                            "adv",
                                            "aux",
                                            "cconj",
                                            "det",
                                            "intj",
                                            "noun",
                                            "num",
                                            "part",
                                            "pron",
                                            "propn",
                                            "punct",
                                            "sconj",
                                            "sym",
                                            "verb",
                                            "x"};
  return all;
}

const std::vector<std::string>& places() {
  static const std::vector<std::string> all{"heading", "list", "quote", "title"};
  return all;
}

const std::vector<std::string>& features() {
  static const std::vector<std::string> all = form_feature_names();
  return all;
}

const std::vector<std::string>& placeholders() {
  static const std::vector<std::string> all{
      "HOLDER", "NOUN", "OBJECT", "OF", "PREPOSITION", "SUBJECT", "TITLE", "VERB"};
  return all;
}

bool known(const std::vector<std::string>& all, const std::string& text) {
  return std::ranges::find(all, text) != all.end();
}

void require_known(const RuleCursor& cursor,
                   const std::vector<std::string>& all,
                   const std::string& text,
                   const std::string& what) {
  if (!known(all, text)) {
    const std::string near = closest(text, all);
    cursor.fail("unknown " + what + " '" + text + "'",
                near.empty() ? "" : "did you mean '" + near + "'?");
  }
}

bool starts_atom(const RuleCursor& cursor) {
  static constexpr std::array symbols{"~", "@", "#", "..", "^", "$", "(", "<"};
  const RuleToken& token = cursor.peek();
  switch (token.kind) {
    case RuleTokenKind::string: return true;
    case RuleTokenKind::symbol:
      return std::ranges::any_of(symbols, [&](const char* s) { return token.text == s; });
    case RuleTokenKind::name:
      return token.text == "any" || token.text == "aside" || token.text == "adverb" ||
             token.text == "in" || token.text == "not" ||
             known(placeholders(), token.text);
    case RuleTokenKind::number:
    case RuleTokenKind::end: return false;
  }
  return false;
}

Pattern leaf(PatternKind kind, std::string text, RulePlace place) {
  Pattern pattern;
  pattern.kind = kind;
  pattern.text = std::move(text);
  pattern.place = place;
  return pattern;
}

/// The one part of `pattern`, else itself.
Pattern simplified(Pattern pattern) {
  if (pattern.parts.size() != 1) {
    return pattern;
  }
  Pattern part = std::move(pattern.parts.front());
  return part;
}

std::string parse_feature(RuleCursor& cursor) {
  if (!cursor.accept_symbol(".")) {
    return {};
  }
  const RuleCursor before = cursor;
  std::string feature = cursor.expect_name("a form, as in ~buy.past");
  require_known(before, features(), feature, "form");
  return feature;
}

Pattern parse_named_atom(RuleCursor& cursor, RulePlace place) {
  const RuleCursor before = cursor;
  const std::string name = cursor.expect_name("an element");
  if (name == "any") {
    return leaf(PatternKind::any, "", place);
  }
  if (name == "aside") {
    return leaf(PatternKind::aside, "", place);
  }
  if (name == "adverb") {
    return leaf(PatternKind::adverb, "", place);
  }
  if (name == "in") {
    cursor.expect_symbol("(");
    const RuleCursor inner = cursor;
    std::string where = cursor.expect_name("title, heading, quote or list");
    require_known(inner, places(), where, "place");
    cursor.expect_symbol(")");
    return leaf(PatternKind::inside, where, place);
  }
  require_known(before, placeholders(), name, "element");
  Pattern pattern = leaf(PatternKind::placeholder, name, place);
  pattern.feature = parse_feature(cursor);
  return pattern;
}

Pattern parse_symbol_atom(RuleCursor& cursor, RulePlace place) {
  if (cursor.accept_symbol("~")) {
    Pattern pattern =
        leaf(PatternKind::lemma, fold(cursor.expect_name("a lemma")), place);
    pattern.feature = parse_feature(cursor);
    return pattern;
  }
  if (cursor.accept_symbol("@")) {
    return leaf(PatternKind::set, cursor.expect_name("the name of a set"), place);
  }
  if (cursor.accept_symbol("#")) {
    const RuleCursor before = cursor;
    std::string tag = cursor.expect_name("a tag");
    require_known(before, tags(), tag, "tag");
    return leaf(PatternKind::tag, tag, place);
  }
  if (cursor.accept_symbol("..")) {
    Pattern pattern = leaf(PatternKind::gap, "", place);
    pattern.max = cursor.expect_integer("the length of a gap");
    return pattern;
  }
  if (cursor.accept_symbol("^")) {
    return leaf(PatternKind::start, "", place);
  }
  if (cursor.accept_symbol("$")) {
    return leaf(PatternKind::end, "", place);
  }
  if (cursor.accept_symbol("(")) {
    Pattern inner = parse_alternatives(cursor);
    cursor.expect_symbol(")");
    return inner;
  }
  cursor.expect_symbol("<");
  Pattern pattern = leaf(PatternKind::slot, "", place);
  pattern.slot = parse_slot(cursor);
  cursor.expect_symbol(">");
  return pattern;
}

Pattern parse_atom(RuleCursor& cursor) {
  const RulePlace place = cursor.place();
  if (cursor.at_kind(RuleTokenKind::string)) {
    return phrase_pattern(cursor.take().text, place);
  }
  if (cursor.at_kind(RuleTokenKind::name)) {
    return parse_named_atom(cursor, place);
  }
  return parse_symbol_atom(cursor, place);
}

Pattern repeated(Pattern part, std::size_t min, std::size_t max) {
  Pattern pattern = leaf(PatternKind::repeat, "", part.place);
  pattern.min = min;
  pattern.max = max;
  pattern.parts.push_back(std::move(part));
  return pattern;
}

Pattern parse_repeats(RuleCursor& cursor, Pattern atom) {
  while (true) {
    if (cursor.accept_symbol("?")) {
      atom = repeated(std::move(atom), 0, 1);
    } else if (cursor.accept_symbol("*")) {
      atom = repeated(std::move(atom), 0, unbounded);
    } else if (cursor.accept_symbol("+")) {
      atom = repeated(std::move(atom), 1, unbounded);
    } else if (cursor.accept_symbol("{")) {
      const std::size_t min = cursor.expect_integer("the least number");
      cursor.expect_symbol(",");
      const std::size_t max = cursor.expect_integer("the greatest number");
      if (max < min || max > 40) {
        cursor.fail("a repetition must end between its start and 40");
      }
      cursor.expect_symbol("}");
      atom = repeated(std::move(atom), min, max);
    } else {
      return atom;
    }
  }
}

Pattern parse_element(RuleCursor& cursor) {
  const RulePlace place = cursor.place();
  if (cursor.accept_name("not")) {
    Pattern pattern = leaf(PatternKind::negation, "", place);
    pattern.parts.push_back(parse_atom(cursor));
    return pattern;
  }
  return parse_repeats(cursor, parse_atom(cursor));
}

Pattern parse_sequence(RuleCursor& cursor) {
  Pattern sequence = leaf(PatternKind::sequence, "", cursor.place());
  while (starts_atom(cursor)) {
    sequence.parts.push_back(parse_element(cursor));
  }
  if (sequence.parts.empty()) {
    cursor.fail("expected a word, a slot or another element of a pattern");
  }
  return sequence;
}

void parse_flags(RuleCursor& cursor, SlotSpec& slot) {
  static const std::vector<std::string> flags{"anaphor",
                                              "guess",
                                              "known",
                                              "list",
                                              "loose",
                                              "max",
                                              "min",
                                              "name",
                                              "single",
                                              "sure",
                                              "until"};
  while (cursor.at_kind(RuleTokenKind::name) && known(flags, cursor.peek().text)) {
    const std::string flag = cursor.take().text;
    slot.list |= flag == "list";
    slot.single |= flag == "single";
    slot.loose |= flag == "loose";
    slot.name_only |= flag == "name";
    slot.anaphor_only |= flag == "anaphor";
    slot.known_only |= flag == "known";
    slot.guess |= flag == "guess";
    slot.sure |= flag == "sure";
    if (flag == "max") {
      slot.max_tokens = cursor.expect_integer("the greatest number of words");
    }
    if (flag == "min") {
      slot.min_years = cursor.expect_integer("the least number of years of a period");
    }
    if (flag == "until") {
      cursor.expect_symbol("(");
      do {
        if (!cursor.at_kind(RuleTokenKind::string)) {
          cursor.fail("expected words in quotes");
        }
        slot.until.push_back(phrase_words(cursor.take().text));
      } while (cursor.accept_symbol("|"));
      cursor.expect_symbol(")");
    }
  }
}

}  // namespace

std::vector<std::string> phrase_words(std::string_view phrase) {
  std::vector<std::string> words;
  const std::string folded = fold(phrase);
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    if (end > begin) {
      words.push_back(folded.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return words;
}

Pattern phrase_pattern(std::string_view phrase, RulePlace place) {
  Pattern sequence = leaf(PatternKind::sequence, "", place);
  for (const std::string& word : phrase_words(phrase)) {
    const bool lemma = word.size() > 1 && word.front() == '~';
    sequence.parts.push_back(leaf(lemma ? PatternKind::lemma : PatternKind::word,
                                  lemma ? word.substr(1) : word,
                                  place));
  }
  if (sequence.parts.empty()) {
    throw RuleSyntaxError{place.offset, "empty words", ""};
  }
  return simplified(std::move(sequence));
}

Pattern parse_alternatives(RuleCursor& cursor) {
  Pattern alternatives = leaf(PatternKind::alternatives, "", cursor.place());
  do {
    alternatives.parts.push_back(parse_sequence(cursor));
  } while (cursor.accept_symbol("|"));
  return simplified(std::move(alternatives));
}

SlotSpec parse_slot(RuleCursor& cursor) {
  SlotSpec slot;
  slot.place = cursor.place();
  slot.name = cursor.expect_name("the name of a slot");
  slot.optional = cursor.accept_symbol("?");
  cursor.expect_symbol(":");
  do {
    slot.types.push_back(cursor.expect_name("a type"));
  } while (cursor.accept_symbol("|"));
  parse_flags(cursor, slot);
  return slot;
}

namespace {

TreeEdge parse_edge(RuleCursor& cursor);

std::vector<TreeEdge> parse_edges(RuleCursor& cursor) {
  std::vector<TreeEdge> edges;
  do {
    edges.push_back(parse_edge(cursor));
  } while (cursor.accept_symbol(","));
  return edges;
}

TreeNode parse_target(RuleCursor& cursor) {
  TreeNode node;
  const bool slot = cursor.at_kind(RuleTokenKind::name) &&
                    (cursor.peek(1).text == ":" || cursor.peek(1).text == "?");
  if (slot) {
    node.slot = parse_slot(cursor);
    return node;
  }
  Pattern words = leaf(PatternKind::alternatives, "", cursor.place());
  do {
    words.parts.push_back(parse_atom(cursor));
  } while (cursor.accept_symbol("|"));
  node.test = std::move(words);
  if (cursor.accept_symbol("[")) {
    node.edges = parse_edges(cursor);
    cursor.expect_symbol("]");
  }
  return node;
}

TreeEdge parse_edge(RuleCursor& cursor) {
  TreeEdge edge;
  edge.upwards = cursor.accept_symbol("<-");
  if (!edge.upwards) {
    cursor.expect_symbol("-");
  }
  const RuleCursor before = cursor;
  edge.relation = cursor.expect_name("a relation");
  require_known(before, tree_relation_names(), edge.relation, "relation");
  if (cursor.accept_symbol("(")) {
    cursor.accept_name("case");
    do {
      if (!cursor.at_kind(RuleTokenKind::string)) {
        cursor.fail("expected a preposition in quotes");
      }
      edge.cases.push_back(fold(cursor.take().text));
    } while (cursor.accept_symbol("|"));
    cursor.expect_symbol(")");
  }
  if (edge.upwards) {
    cursor.expect_symbol("-");
  } else {
    cursor.expect_symbol("->");
  }
  edge.target = parse_target(cursor);
  return edge;
}

}  // namespace

TreeNode parse_tree(RuleCursor& cursor) {
  TreeNode node = parse_target(cursor);
  const auto more = parse_edges(cursor);
  node.edges.insert(node.edges.end(), more.begin(), more.end());
  return node;
}

}  // namespace byline::knowledge
