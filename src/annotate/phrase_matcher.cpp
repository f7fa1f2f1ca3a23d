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
    by_first_.add(phrase.words.front(), phrase);
    by_last_.add(phrase.words.back(), phrase);
  }
  by_first_.sort();
  by_last_.sort();
}

std::size_t PhraseMatcher::Index::signature(const std::string& word) {
  if (word.empty()) {
    return 0;
  }
  const auto first = static_cast<unsigned char>(word.front());
  const auto last = static_cast<unsigned char>(word.back());
  return (first * 37U + last * 5U + word.size()) % signatures;
}

void PhraseMatcher::Index::add(const std::string& word, const Phrase& phrase) {
  phrases_[word].push_back(phrase);
  seen_.set(signature(word));
}

void PhraseMatcher::Index::sort() {
  for (auto& [word, phrases] : phrases_) {
    std::ranges::stable_sort(phrases, [](const Phrase& a, const Phrase& b) {
      return a.words.size() > b.words.size();
    });
  }
}

auto PhraseMatcher::Index::find(const std::string& word) const
    -> std::span<const Phrase> {
  if (!seen_.test(signature(word))) {
    return {};
  }
  const auto found = phrases_.find(word);
  return found == phrases_.end() ? std::span<const Phrase>{} : found->second;
}

void PhraseMatcher::Index::add_words(knowledge::TextFilter& filter) const {
  for (const auto& [word, phrases] : phrases_) {
    filter.add(word);
  }
}

PhraseMatcher::Match PhraseMatcher::match(std::span<const Token> tokens,
                                          std::size_t at) const {
  if (at >= tokens.size()) {
    return {};
  }
  for (const Phrase& phrase : by_first_.find(tokens[at].folded)) {
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
  for (const Phrase& phrase : by_last_.find(tokens[end - 1].folded)) {
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
