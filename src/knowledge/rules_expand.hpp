#pragma once

#include "knowledge/rules.hpp"

#include <optional>
#include <string>
#include <vector>

namespace byline::knowledge {

/// The words of `language` and of "any".
std::vector<std::string> words_of(const LanguageWords& words,
                                  const std::string& language);

/// Words, phrases and `@sets` as alternatives.
Pattern words_pattern(const std::vector<std::string>& words, RulePlace place);

/// `pattern` of a construction with the slots and words of a frame or role in place of
/// the placeholders; nothing if the rule lacks one of them, excludes the construction, or
/// has a required slot that the pattern does not hold.
std::optional<Pattern> expand(const Pattern& pattern,
                              const Construction& construction,
                              const Rule& rule,
                              const std::string& language);

}  // namespace byline::knowledge
