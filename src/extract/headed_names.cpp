#include "extract/headed_names.hpp"

#include <algorithm>

namespace byline::extract {

void HeadedNames::find(const Sentence& sentence) {
  headed_.clear();
  if (words_.is_title_case(sentence)) {
    return;
  }
  const auto& tokens = sentence.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool pair = i > 0 && has_capital(tokens[i - 1]) &&
                      words_.takes_links(tokens[i - 1].folded + " " + tokens[i].folded);
    if (!has_capital(tokens[i]) || (!pair && !words_.takes_links(tokens[i].folded))) {
      continue;
    }
    const TokenRange range{pair ? i - 1 : headed_begin(sentence, i),
                           ends_.behind_suffix(tokens, headed_end(sentence, i))};
    if (range.end > range.first + 1) {
      headed_.push_back(range);
      learn_possessive(tokens, range);
      i = range.end - 1;
    }
  }
  find_possessives(tokens);
}

void HeadedNames::learn_possessive(const std::vector<Token>& tokens, TokenRange range) {
  for (std::size_t i = range.first; i + 1 < range.end; ++i) {
    if (!words_.is_possessive(tokens[i])) {
      continue;
    }
    std::vector<std::string> words;
    for (std::size_t k = range.first; k <= i; ++k) {
      words.push_back(tokens[k].folded);
    }
    if (words.size() > 2) {
      possessives_.insert(std::move(words));
    }
  }
}

void HeadedNames::find_possessives(const std::vector<Token>& tokens) {
  for (const auto& words : possessives_) {
    for (std::size_t i = 0; i + words.size() <= tokens.size(); ++i) {
      const TokenRange range{i, i + words.size()};
      const bool same = std::equal(words.begin(),
                                   words.end(),
                                   tokens.begin() + static_cast<std::ptrdiff_t>(i),
                                   [](const std::string& word, const Token& token) {
                                     return word == token.folded;
                                   });
      const bool inside = std::ranges::any_of(headed_, [&](const TokenRange& other) {
        return other.first < range.end && range.first < other.end;
      });
      if (same && !inside) {
        headed_.push_back(range);
      }
    }
  }
}

std::size_t HeadedNames::headed_begin(const Sentence& sentence, std::size_t head) const {
  constexpr std::size_t most = 4;
  std::size_t begin = head;
  while (begin > 0 && head - begin < most) {
    if (words_.leads_name(sentence, begin - 1)) {
      --begin;
      continue;
    }
    const std::size_t before = words_.before_sign(sentence.tokens, begin);
    const std::size_t owner =
        before == begin ? words_.before_possessive(sentence.tokens, begin) : before;
    if (owner == begin) {
      break;
    }
    begin = owner;
  }
  return before_join(sentence, begin, head);
}

std::size_t HeadedNames::before_join(const Sentence& sentence,
                                     std::size_t at,
                                     std::size_t head) const {
  constexpr std::size_t most = 2;
  const auto& tokens = sentence.tokens;
  if (at == head || at < 3 || words_.is_sign(tokens[at - 1]) ||
      tables_.links.value(tokens[at - 1].folded) != "join" ||
      tokens[at - 1].tag != Tag::cconj) {
    return at;
  }
  std::size_t begin = at - 1;
  while (begin > 0 && at - 1 - begin < most && words_.leads_name(sentence, begin - 1) &&
         !words_.is_head(tokens[begin - 1])) {
    --begin;
  }
  // "the Irish and |…", "Britain's Competition and Markets Authority"
  return begin < at - 1 && begin > 0 &&
                 (tables_.definite_words.has(tokens[begin - 1].folded) ||
                  words_.is_possessive(tokens[begin - 1]))
             ? begin
             : at;
}

std::size_t HeadedNames::headed_end(const Sentence& sentence, std::size_t head) const {
  constexpr std::size_t most_links = 3;
  const auto& tokens = sentence.tokens;
  std::size_t end = head + 1;
  const auto goes_on = [&](std::size_t i) {
    if (i >= tokens.size() || !words_.continues_name(sentence, i) ||
        tables_.roles.has(tokens[i].folded) || tables_.titles.has(tokens[i].folded)) {
      return false;
    }
    return tables_.heads_come_first || words_.is_head(tokens[i]) ||
           (tables_.gazetteers.lists_of(tokens[i].folded) &
            knowledge::Gazetteers::place) != 0;
  };
  while (goes_on(end)) {
    ++end;
  }
  for (std::size_t links = 0; links < most_links; ++links) {
    const std::size_t next = words_.behind_links(tokens, end, false);
    // "Sindicato dos | Trabalhadores": behind a link any capital goes on
    if (next == end || next >= tokens.size() || !has_capital(tokens[next]) ||
        tables_.function_words.has(tokens[next].folded) ||
        words_.splits_before(sentence, next) || tables_.roles.has(tokens[next].folded)) {
      break;
    }
    end = next + 1;
    while (end < tokens.size() && words_.continues_name(sentence, end) &&
           !tables_.roles.has(tokens[end].folded) &&
           !tables_.titles.has(tokens[end].folded)) {
      ++end;
    }
  }
  return behind_fields(tokens, end);
}

std::size_t HeadedNames::behind_field(const std::vector<Token>& tokens,
                                      std::size_t at) const {
  std::size_t end = at;
  while (end < tokens.size() && has_capital(tokens[end]) &&
         tables_.field_words.has(tokens[end].folded)) {
    ++end;
  }
  return end;
}

std::size_t HeadedNames::behind_fields(const std::vector<Token>& tokens,
                                       std::size_t end) const {
  if (!tables_.field_words.has(tokens[end - 1].folded)) {
    return end;
  }
  for (std::size_t at = end; at < tokens.size();) {
    std::size_t next = tokens[at].folded == "," ? at + 1 : at;
    const bool last = next < tokens.size() &&
                      (tokens[next].tag == Tag::cconj || words_.is_sign(tokens[next]));
    next += last ? 1 : 0;
    const std::size_t item = words_.behind_links(tokens, next, false);
    const std::size_t behind = behind_field(tokens, item);
    // "the Ministry of Finance and | Justice Department": a name of its own
    const bool heads_on = behind < tokens.size() && has_capital(tokens[behind]) &&
                          words_.is_head(tokens[behind]);
    if (next == at || behind == item || heads_on) {
      break;
    }
    if (last) {
      return behind;
    }
    at = behind;
  }
  return end;
}

bool HeadedNames::has_inside(const std::vector<Token>& tokens,
                             std::size_t begin,
                             std::size_t end) const {
  return std::ranges::any_of(headed_, [&](const TokenRange& range) {
    const bool inside =
        range.first <= begin && end <= range.end && range.end - range.first > end - begin;
    bool has_head = false;
    for (std::size_t i = begin; i < end; ++i) {
      has_head = has_head || words_.names_organization(tokens[i]);
    }
    return inside && !has_head;
  });
}

}  // namespace byline::extract
