#include "knowledge/rules_expand.hpp"

#include "knowledge/rules_parse_pattern.hpp"

#include <algorithm>
#include <set>

namespace byline::knowledge {
namespace {

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

/// Cuts a construction's pattern to a shape.
class Shaper {
 public:
  explicit Shaper(const RuleShape& shape) : shape_(shape) {}

  std::optional<ShapedPattern> run(const Pattern& pattern) {
    result_.pattern = pattern;
    cut(result_.pattern);
    if (missing_) {
      return std::nullopt;
    }
    return std::move(result_);
  }

 private:
  void cut(Pattern& pattern) {
    if (pattern.kind == PatternKind::placeholder) {
      placeholder(pattern);
      return;
    }
    if (pattern.kind == PatternKind::repeat && pattern.min == 0) {
      cut_optional(pattern);
      return;
    }
    for (Pattern& part : pattern.parts) {
      cut(part);
    }
  }

  /// What a rule lacks may be left out where it is optional.
  void cut_optional(Pattern& pattern) {
    const bool missing_before = missing_;
    missing_ = false;
    cut(pattern.parts.front());
    if (missing_) {
      pattern = Pattern{};
    }
    missing_ = missing_before;
  }

  void placeholder(Pattern& pattern) {
    if (pattern.text == "SUBJECT" || pattern.text == "HOLDER") {
      pattern.text = "SUBJECT";
      missing_ |= !shape_.subject;
      result_.subject = result_.subject || shape_.subject;
    } else if (pattern.text == "OBJECT" || pattern.text == "OF") {
      pattern.text = "OBJECT";
      missing_ |= !shape_.object;
      result_.object = result_.object || shape_.object;
    } else if (pattern.text == "VERB") {
      missing_ |= !shape_.verbs;
    } else if (pattern.text == "TITLE" || pattern.text == "NOUN") {
      missing_ |= !shape_.nouns;
      noun(pattern);
    }
  }

  /// A title is the noun with the words that belong to it.
  void noun(Pattern& pattern) const {
    const bool title = pattern.text == "TITLE" && shape_.title;
    pattern.text = "NOUN";
    if (!title) {
      return;
    }
    Pattern set;
    set.kind = PatternKind::set;
    set.place = pattern.place;
    Pattern before = set;
    before.text = "title_before";
    Pattern after = set;
    after.text = "title_after";
    Pattern body;
    body.kind = PatternKind::sequence;
    body.parts = {before, pattern, after};
    Pattern capture;
    capture.kind = PatternKind::capture;
    capture.text = "TITLE";
    capture.place = pattern.place;
    capture.parts = {body};
    pattern = std::move(capture);
  }

  RuleShape shape_;
  ShapedPattern result_;
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

std::vector<Pattern> verb_patterns(const Rule& rule,
                                   const std::string& language,
                                   const std::string& feature) {
  std::vector<Pattern> patterns;
  for (const std::string& item : words_of(rule.verbs, language)) {
    patterns.push_back(item_pattern(item, feature, rule.place));
  }
  return patterns;
}

std::vector<Pattern> noun_patterns(const Rule& rule,
                                   const std::string& language,
                                   const std::string& feature) {
  std::vector<Pattern> patterns;
  for (const std::string& item : words_of(rule.nouns, language)) {
    patterns.push_back(noun_pattern(item, feature, rule.place));
  }
  return patterns;
}

RuleShape shape_of(const Rule& rule, const std::string& language) {
  return {rule.subject.has_value(),
          rule.object.has_value(),
          !words_of(rule.verbs, language).empty(),
          !words_of(rule.nouns, language).empty(),
          !rule.title.empty()};
}

std::optional<ShapedPattern> shaped(const Pattern& pattern, const RuleShape& shape) {
  return Shaper{shape}.run(pattern);
}

bool takes(const Rule& rule, const Construction& construction) {
  return construction.kind == rule.kind && !contains(rule.except, construction.name) &&
         (rule.only.empty() || contains(rule.only, construction.name));
}

bool takes(const Rule& rule, const ShapedPattern& pattern) {
  return (pattern.subject || !rule.subject || rule.subject->optional) &&
         (pattern.object || !rule.object || rule.object->optional);
}

}  // namespace byline::knowledge
