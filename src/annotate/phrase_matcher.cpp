#include "annotate/phrase_matcher.hpp"

#include <algorithm>

namespace byline::annotate {

PhraseMatcher::PhraseMatcher(const knowledge::WordTable& table,
                             const Tokenizer& tokenizer) {
  for (const auto& row : table.rows) {
    Phrase phrase;
    phrase.row = &row;
    for (const Token& token : tokenizer.tokenize(row.phrase, {0, row.phrase.size()})) {
      phrase.words.push_back(token.folded);
    }
    if (phrase.words.empty()) {
      continue;
    }
    by_first_[phrase.words.front()].push_back(phrase);
    by_last_[phrase.words.back()].push_back(phrase);
  }
  const auto longest_first = [](const Phrase& a, const Phrase& b) {
    return a.words.size() > b.words.size();
  };
  for (auto* index : {&by_first_, &by_last_}) {
    for (auto& [word, phrases] : *index) {
      std::ranges::stable_sort(phrases, longest_first);
    }
  }
}

PhraseMatcher::Match PhraseMatcher::match(std::span<const Token> tokens,
                                          std::size_t at) const {
  if (at >= tokens.size()) {
    return {};
  }
  const auto found = by_first_.find(tokens[at].folded);
  if (found == by_first_.end()) {
    return {};
  }
  for (const Phrase& phrase : found->second) {
    const auto rest = tokens.subspan(at);
    if (phrase.words.size() <= rest.size() &&
        std::ranges::equal(
            phrase.words, rest.first(phrase.words.size()), {}, {}, &Token::folded)) {
      return {phrase.row, phrase.words.size()};
    }
  }
  return {};
}

PhraseMatcher::Match PhraseMatcher::match_before(std::span<const Token> tokens,
                                                 std::size_t end) const {
  if (end == 0 || end > tokens.size()) {
    return {};
  }
  const auto found = by_last_.find(tokens[end - 1].folded);
  if (found == by_last_.end()) {
    return {};
  }
  for (const Phrase& phrase : found->second) {
    if (phrase.words.size() <= end &&
        std::ranges::equal(phrase.words,
                           tokens.subspan(end - phrase.words.size(), phrase.words.size()),
                           {},
                           {},
                           &Token::folded)) {
      return {phrase.row, phrase.words.size()};
    }
  }
  return {};
}

}  // namespace byline::annotate
