#pragma once

#include "knowledge/rules.hpp"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace byline::knowledge {

/// The words of `language` and of "any".
std::vector<std::string> words_of(const LanguageWords& words,
                                  const std::string& language);

/// Words, phrases and `@sets` as alternatives.
Pattern words_pattern(const std::vector<std::string>& words, RulePlace place);

/// The verbs or nouns of a frame or role, each word in the form `feature` (empty: any);
/// one pattern an item.
std::vector<Pattern> verb_patterns(const Rule& rule,
                                   const std::string& language,
                                   const std::string& feature);
std::vector<Pattern> noun_patterns(const Rule& rule,
                                   const std::string& language,
                                   const std::string& feature);

/// What a frame or role has to put into a construction. Rules of one shape share what a
/// construction is compiled to.
struct RuleShape {
  bool subject = false;
  bool object = false;
  bool verbs = false;
  bool nouns = false;
  bool title = false;

  auto operator<=>(const RuleShape&) const = default;
};

RuleShape shape_of(const Rule& rule, const std::string& language);

/// A pattern of a construction as far as rules of one shape can fill it: optional parts
/// that they cannot are gone, the placeholders SUBJECT OBJECT VERB NOUN PREPOSITION are
/// left.
struct ShapedPattern {
  Pattern pattern;
  bool subject = false;  ///< it holds the place of one
  bool object = false;
};

/// Nothing if rules of the shape lack a part that the pattern requires.
std::optional<ShapedPattern> shaped(const Pattern& pattern, const RuleShape& shape);

/// Whether the rule may be put like that: of the construction's kind, not excluded, and
/// with a place for each slot that it requires.
bool takes(const Rule& rule, const Construction& construction);
bool takes(const Rule& rule, const ShapedPattern& pattern);

}  // namespace byline::knowledge
