#include "knowledge/rules_expand.hpp"

#include "knowledge/rules_parse_pattern.hpp"

#include <algorithm>
#include <set>

namespace byline::knowledge {
namespace {

Pattern slot_pattern(const SlotSpec& slot, RulePlace place) {
  Pattern pattern;
  pattern.kind = PatternKind::slot;
  pattern.slot = slot;
  pattern.slot.list = !slot.single;
  pattern.place = place;
  return pattern;
}

/// One lexical item: a lemma with `feature`, then the further words of a phrase.
Pattern item_pattern(const std::string& item,
                     const std::string& feature,
                     RulePlace place) {
  Pattern pattern;
  pattern.place = place;
  if (item.starts_with("@")) {
    pattern.kind = PatternKind::set;
    pattern.text = item.substr(1);
    return pattern;
  }
  pattern.kind = PatternKind::sequence;
  bool first = true;
  for (const std::string& word : phrase_words(item)) {
    Pattern part;
    part.place = place;
    const bool marked = word.size() > 1 && word.front() == '~';
    part.kind = first || marked ? PatternKind::lemma : PatternKind::word;
    part.text = marked ? word.substr(1) : word;
    part.feature = first ? feature : "";
    pattern.parts.push_back(std::move(part));
    first = false;
  }
  return pattern;
}

/// A noun phrase like "founding partner" is inflected at its last word too; the first
/// word of Portuguese ones ("sócio fundador") as well: each word is a lemma.
Pattern noun_pattern(const std::string& item,
                     const std::string& feature,
                     RulePlace place) {
  if (item.starts_with("@")) {
    return item_pattern(item, feature, place);
  }
  Pattern pattern;
  pattern.kind = PatternKind::sequence;
  pattern.place = place;
  for (const std::string& word : phrase_words(item)) {
    Pattern part;
    part.place = place;
    part.kind = PatternKind::lemma;
    part.text = word.front() == '~' ? word.substr(1) : word;
    part.noun = true;
    pattern.parts.push_back(std::move(part));
  }
  if (!pattern.parts.empty()) {
    pattern.parts.front().feature = pattern.parts.size() == 1 ? feature : "";
  }
  return pattern;
}

class Expander {
 public:
  Expander(const Rule& rule, const std::string& language)
      : rule_(rule),
        language_(language) {}

  std::optional<Pattern> run(const Pattern& pattern) {
    Pattern result = pattern;
    replace_in(result);
    if (missing_) {
      return std::nullopt;
    }
    return result;
  }

  [[nodiscard]] bool used(const std::optional<SlotSpec>& slot) const {
    return !slot || slot->optional || used_.contains(slot->name);
  }

 private:
  void replace_in(Pattern& pattern) {
    if (pattern.kind == PatternKind::placeholder) {
      pattern = placeholder(pattern);
      return;
    }
    if (pattern.kind == PatternKind::repeat && pattern.min == 0) {
      replace_in_optional(pattern);
      return;
    }
    for (Pattern& part : pattern.parts) {
      replace_in(part);
    }
  }

  /// What a rule lacks may be left out where it is optional.
  void replace_in_optional(Pattern& pattern) {
    const bool missing_before = missing_;
    missing_ = false;
    replace_in(pattern.parts.front());
    if (missing_) {
      pattern = Pattern{};
    }
    missing_ = missing_before;
  }

  Pattern slot(const std::optional<SlotSpec>& spec, const Pattern& pattern) {
    if (!spec) {
      missing_ = true;
      return pattern;
    }
    used_.insert(spec->name);
    return slot_pattern(*spec, pattern.place);
  }

  Pattern words(const LanguageWords& words, const Pattern& pattern, bool verbs) {
    Pattern result;
    result.kind = PatternKind::alternatives;
    result.place = rule_.place;
    result.anchor = true;
    for (const std::string& item : words_of(words, language_)) {
      result.parts.push_back(verbs ? item_pattern(item, pattern.feature, rule_.place)
                                   : noun_pattern(item, pattern.feature, rule_.place));
    }
    missing_ |= result.parts.empty();
    return result;
  }

  Pattern title(const Pattern& pattern) {
    Pattern noun = words(rule_.nouns, pattern, false);
    if (rule_.title.empty()) {
      return noun;
    }
    Pattern set;
    set.kind = PatternKind::set;
    set.place = pattern.place;
    Pattern before = set;
    before.text = "title_before";
    Pattern after = set;
    after.text = "title_after";
    Pattern result;
    result.kind = PatternKind::capture;
    result.text = rule_.title;
    result.place = pattern.place;
    Pattern body;
    body.kind = PatternKind::sequence;
    body.parts = {before, noun, after};
    result.parts = {body};
    return result;
  }

  Pattern preposition(const Pattern& pattern) {
    const auto own = words_of(rule_.owner_prepositions, language_);
    if (!own.empty()) {
      return words_pattern(own, pattern.place);
    }
    Pattern set;
    set.kind = PatternKind::set;
    set.text = "role_of";
    set.place = pattern.place;
    return set;
  }

  Pattern placeholder(const Pattern& pattern) {
    if (pattern.text == "SUBJECT" || pattern.text == "HOLDER") {
      return slot(rule_.subject, pattern);
    }
    if (pattern.text == "OBJECT" || pattern.text == "OF") {
      return slot(rule_.object, pattern);
    }
    if (pattern.text == "VERB") {
      return words(rule_.verbs, pattern, true);
    }
    if (pattern.text == "TITLE") {
      return title(pattern);
    }
    if (pattern.text == "PREPOSITION") {
      return preposition(pattern);
    }
    return words(rule_.nouns, pattern, false);
  }

  const Rule& rule_;
  const std::string& language_;
  std::set<std::string> used_;
  bool missing_ = false;
};

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::vector<std::string> words_of(const LanguageWords& words,
                                  const std::string& language) {
  std::vector<std::string> all;
  for (const std::string& key : {language, std::string{"any"}}) {
    const auto found = words.find(key);
    if (found != words.end()) {
      all.insert(all.end(), found->second.begin(), found->second.end());
    }
  }
  return all;
}

Pattern words_pattern(const std::vector<std::string>& words, RulePlace place) {
  Pattern result;
  result.kind = PatternKind::alternatives;
  result.place = place;
  for (const std::string& word : words) {
    if (word.starts_with("@")) {
      Pattern set;
      set.kind = PatternKind::set;
      set.text = word.substr(1);
      set.place = place;
      result.parts.push_back(std::move(set));
    } else {
      result.parts.push_back(phrase_pattern(word, place));
    }
  }
  return result;
}

std::optional<Pattern> expand(const Pattern& pattern,
                              const Construction& construction,
                              const Rule& rule,
                              const std::string& language) {
  if (construction.kind != rule.kind || contains(rule.except, construction.name) ||
      (!rule.only.empty() && !contains(rule.only, construction.name))) {
    return std::nullopt;
  }
  Expander expander{rule, language};
  auto result = expander.run(pattern);
  if (!result || !expander.used(rule.subject) || !expander.used(rule.object)) {
    return std::nullopt;
  }
  return result;
}

}  // namespace byline::knowledge
