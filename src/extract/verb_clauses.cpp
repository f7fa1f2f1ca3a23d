#include "extract/verb_clauses.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr std::size_t reach = 80;  ///< words: a sentence may be endless

std::size_t first_near(std::size_t i) {
  return i - std::min(i, reach);
}

}  // namespace

std::size_t root_of(const std::vector<Token>& tokens) {
  const auto found = std::ranges::find(tokens, Relation::root, &Token::relation);
  return found == tokens.end() ? no_word
                               : static_cast<std::size_t>(found - tokens.begin());
}

bool follows_preposition(const std::vector<Token>& words, std::size_t at) {
  while (at > 0 && (words[at - 1].tag == Tag::det || words[at - 1].tag == Tag::punct)) {
    --at;
  }
  return at > 0 && words[at - 1].tag == Tag::adp;
}

bool joins_root(const std::vector<Token>& words, std::size_t i, std::size_t root) {
  constexpr int most_steps = 4;
  for (int step = 0; step < most_steps && words[i].relation == Relation::conj; ++step) {
    const std::int32_t head = words[i].head;
    if (head < 0 || static_cast<std::size_t>(head) >= i) {
      return false;
    }
    if (static_cast<std::size_t>(head) == root) {
      return true;
    }
    i = static_cast<std::size_t>(head);
  }
  return false;
}

std::size_t clause_mark(const std::vector<Token>& words, std::size_t i) {
  for (std::size_t k = i; k > first_near(i); --k) {
    if (words[k - 1].head == static_cast<std::int32_t>(i) &&
        words[k - 1].relation == Relation::mark) {
      return k - 1;
    }
  }
  return no_word;
}

bool has_relative_subject(const std::vector<Token>& words, std::size_t verb) {
  return std::ranges::any_of(
      words.begin() + static_cast<std::ptrdiff_t>(first_near(verb)),
      words.begin() + static_cast<std::ptrdiff_t>(verb),
      [&](const Token& word) {
        return word.head == static_cast<std::int32_t>(verb) && word.tag == Tag::pron &&
               is_subject(word.relation);
      });
}

}  // namespace byline::extract
