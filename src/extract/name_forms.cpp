#include "extract/name_forms.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace byline::extract {
namespace {

constexpr std::size_t most_edits = 2;

/// Edits between short ASCII-folded names, up to `most_edits` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  if (a.size() > b.size() + most_edits || b.size() > a.size() + most_edits) {
    return most_edits + 1;
  }
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

/// Whether beginnings of some of `words`, from number `at` on and in order, make up
/// `rest`.
bool is_made_of_beginnings(std::string_view rest,
                           const std::vector<std::string_view>& words,
                           std::size_t at) {
  if (rest.empty()) {
    return true;
  }
  for (; at < words.size(); ++at) {
    std::size_t common = 0;
    while (common < std::min(rest.size(), words[at].size()) &&
           rest[common] == words[at][common]) {
      ++common;
    }
    for (; common > 0; --common) {
      if (is_made_of_beginnings(rest.substr(common), words, at + 1)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_acronym(std::string_view name) {
  constexpr std::size_t longest = 10;
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < name.size();) {
    capitals += is_upper(next_code_point(name, i)) ? 1 : 0;
  }
  return capitals >= 2 && name.size() <= longest && is_upper(first_code_point(name)) &&
         name.find(' ') == std::string_view::npos;
}

bool abbreviates(std::string_view acronym,
                 std::string_view name,
                 const knowledge::WordTable& links) {
  std::string initials;
  std::string all_initials;
  for (const auto word : words_of(name)) {
    all_initials += word.front();
    initials += links.has(word) ? "" : std::string(1, word.front());
  }
  return initials.size() >= 2 && (acronym == initials || acronym == all_initials);
}

bool is_blend(std::string_view brief, std::string_view name) {
  constexpr std::size_t shortest = 4;
  constexpr std::size_t longest = 14;
  constexpr std::size_t most_words = 10;  // keeps odd input from taking long
  const auto words = words_of(name);
  if (brief.size() < shortest || brief.size() > longest || words.size() < 3 ||
      words.size() > most_words || brief.find(' ') != std::string_view::npos ||
      brief.front() != words.front().front() || words.front().starts_with(brief)) {
    return false;
  }
  const bool ends_alike = words.back().size() >= 3 && brief.ends_with(words.back());
  return ends_alike || is_made_of_beginnings(brief, words, 0);
}

bool is_respelling(std::string_view a, std::string_view b) {
  return edit_distance(a, b) <= most_edits;
}

}  // namespace byline::extract
