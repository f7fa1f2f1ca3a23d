#include "annotate/spelling_slips.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::size_t shortest = 5;

bool small_letters(std::string_view word) {
  return std::all_of(
      word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// `word` with each run of three equal letters or more cut to `left` letters.
std::string with_runs_cut(std::string_view word, std::size_t left) {
  std::string result;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t end = std::min(word.find_first_not_of(word[i], i), word.size());
    result.append(end - i > 2 ? left : end - i, word[i]);
    i = end;
  }
  return result;
}

}  // namespace

std::vector<std::string> unstressed(std::string_view lower) {
  if (!small_letters(lower)) {
    return {};
  }
  std::string one = with_runs_cut(lower, 1);
  if (one.size() == lower.size()) {
    return {};
  }
  return {std::move(one), with_runs_cut(lower, 2)};
}

std::vector<std::string> slips_of(std::string_view lower) {
  std::vector<std::string> meant;
  if (lower.size() < shortest || !small_letters(lower)) {
    return meant;
  }
  const std::string word{lower};
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (word[i] != word[i + 1]) {
      meant.push_back(word);
      std::swap(meant.back()[i], meant.back()[i + 1]);
    }
  }
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (word[i] == word[i + 1]) {
      meant.push_back(word);
      meant.back().erase(i, 1);
    }
  }
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (word[i] != word[i - 1] && word[i] != word[i + 1]) {
      meant.push_back(word);
      meant.back().insert(i, 1, word[i]);
    }
  }
  return meant;
}

}  // namespace byline::annotate
