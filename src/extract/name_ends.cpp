#include "extract/name_ends.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace byline::extract {

std::size_t NameEnds::behind_suffix(const std::vector<Token>& tokens,
                                    std::size_t at) const {
  constexpr std::size_t most = 3;
  const std::size_t begin = at < tokens.size() && tokens[at].folded == "," ? at + 1 : at;
  std::string joined;
  std::size_t found = at;
  for (std::size_t i = begin; i < tokens.size() && i < begin + most; ++i) {
    if (taken_[i] || (i > begin && tokens[i].span.begin != tokens[i - 1].span.end)) {
      break;
    }
    joined += tokens[i].folded;
    // "Inc.": with its period one word
    const std::string_view plain = tables_.head_of_abbreviation(joined);
    if (tables_.heads.value(plain, 1) == "suffix" &&
        (has_capital(tokens[begin]) || !tables_.class_words.has(plain))) {
      found = i + 1;
    }
  }
  return found;
}

std::size_t NameEnds::behind_suffixes(const std::vector<Token>& tokens,
                                      std::size_t at) const {
  std::size_t end = at;
  if (at + 1 < tokens.size() && tokens[at].folded == "&") {
    const std::size_t joined = behind_suffix(tokens, at + 1);
    end = joined > at + 1 ? joined : at;
  }
  for (std::size_t next = behind_suffix(tokens, end); next > end;
       next = behind_suffix(tokens, end)) {
    end = next;  // "& Co. LLC"
  }
  return end;
}

bool NameEnds::are_two_names(const Token& a, const Token& b) const {
  using knowledge::Gazetteers;
  const unsigned first = tables_.gazetteers.lists_of(a.folded);
  const unsigned second = tables_.gazetteers.lists_of(b.folded);
  const bool given =
      (first & Gazetteers::first_name) != 0 || tables_.first_names.has(a.folded);
  return (first & second & (Gazetteers::place | Gazetteers::organization)) != 0 ||
         (!given && (first & second & Gazetteers::last_name) != 0) ||
         !is_letter(first_code_point(b.word));
}

bool NameEnds::may_be_small_half(const std::vector<Token>& tokens, std::size_t at) const {
  using knowledge::Gazetteers;
  constexpr std::size_t longest = 4;
  if (tokens[at].tag == Tag::propn) {
    return true;
  }
  const auto is_listed = [&](std::size_t i) {
    return (tables_.gazetteers.lists_of(tokens[i].folded) &
            (Gazetteers::place | Gazetteers::organization)) != 0;
  };
  // "Sung-|min| Baek": like a word of the language, but a name goes on behind it
  return tokens[at].tag == Tag::noun && tokens[at].word.size() <= longest &&
         is_lower(last_code_point(tokens[at - 2].word)) && at + 1 < tokens.size() &&
         tokens[at + 1].tag == Tag::propn && has_capital(tokens[at + 1]) &&
         !words_.is_head(tokens[at + 1]) && !is_listed(at - 2) && !is_listed(at + 1);
}

bool NameEnds::is_behind_given_name(const std::vector<Token>& tokens,
                                    std::size_t at) const {
  return at > 0 && has_capital(tokens[at - 1]) &&
         (tables_.gazetteers.lists_of(tokens[at - 1].folded) &
          knowledge::Gazetteers::first_name) != 0;
}

std::size_t NameEnds::behind_small_half(const Sentence& sentence, std::size_t at) const {
  const auto& tokens = sentence.tokens;
  if (at == 0 || at + 1 >= tokens.size() || taken_[at] || tokens[at].folded != "-" ||
      tokens[at - 1].span.end != tokens[at].span.begin ||
      tokens[at].span.end != tokens[at + 1].span.begin || !has_capital(tokens[at - 1]) ||
      !may_be_small_half(tokens, at + 1) ||
      (!is_behind_given_name(tokens, at - 1) &&
       are_two_names(tokens[at - 1], tokens[at + 1])) ||
      tables_.class_words.has(tokens[at + 1].folded) ||
      (at + 2 < tokens.size() && tokens[at + 2].folded == "-")) {
    return at;
  }
  std::size_t end = at + (tokens[at + 1].tag == Tag::propn ? 2 : 3);
  while (end < tokens.size() && !taken_[end] && has_capital(tokens[end]) &&
         !words_.is_plain_word(tokens[end]) && !words_.splits_before(sentence, end)) {
    ++end;
  }
  return end;
}

std::size_t NameEnds::before_small_half(const Sentence& sentence, std::size_t at) const {
  constexpr std::size_t halves = 3;  // with the hyphen between
  return at >= halves && !taken_[at - halves] &&
                 behind_small_half(sentence, at - 2) > at - 1
             ? at - halves
             : at;
}

TokenRange NameEnds::across_signs(const std::vector<Token>& tokens,
                                  TokenRange range) const {
  if (range.first >= range.end) {
    return range;
  }
  while (range.end + 1 < tokens.size() && words_.is_sign(tokens[range.end]) &&
         has_capital(tokens[range.end + 1]) &&
         !words_.is_plain_word(tokens[range.end + 1])) {
    range.end += 2;
    while (range.end < tokens.size() && has_capital(tokens[range.end]) &&
           !words_.is_plain_word(tokens[range.end])) {
      ++range.end;
    }
  }
  for (std::size_t before = words_.before_sign(tokens, range.first); before < range.first;
       before = words_.before_sign(tokens, range.first)) {
    range.first = before;
    while (range.first > 0 && has_capital(tokens[range.first - 1]) &&
           tokens[range.first - 1].tag == Tag::propn &&
           !words_.is_plain_word(tokens[range.first - 1]) &&
           !tables_.titles.has(tokens[range.first - 1].folded)) {
      --range.first;
    }
  }
  return range;
}

std::size_t NameEnds::behind_surname(const std::vector<Token>& tokens,
                                     TokenRange range) const {
  using knowledge::Gazetteers;
  const std::size_t link = range.end;
  if (!tables_.heads_come_first || range.end < range.first + 2 ||
      link + 1 >= tokens.size() || taken_[link + 1] ||
      tables_.links.value(tokens[link].folded) != "join" ||
      !is_letter(first_code_point(tokens[link].word)) || !has_capital(tokens[link + 1]) ||
      (link + 2 < tokens.size() && has_capital(tokens[link + 2]))) {
    return range.end;
  }
  const auto lists = [&](std::size_t i) {
    return tables_.gazetteers.lists_of(tokens[i].folded);
  };
  const bool person = (lists(range.first) & Gazetteers::first_name) != 0;
  const unsigned surname = lists(link + 1);
  // people whom the article names in full have a first name before the surname
  const bool alone = !words_.is_surname(tokens[link + 1].folded);
  return person && alone && (surname & Gazetteers::last_name) != 0 &&
                 (surname & (Gazetteers::first_name | Gazetteers::place)) == 0
             ? link + 2
             : range.end;
}

std::size_t NameEnds::behind_particle(const std::vector<Token>& tokens,
                                      TokenRange range) const {
  const auto is_particle = [&](std::size_t i) {
    const Tag tag = tokens[i].tag;
    return tables_.links.has(tokens[i].folded) &&
           is_letter(first_code_point(tokens[i].word)) && tag != Tag::adp &&
           tag != Tag::det && tag != Tag::cconj && tag != Tag::verb && tag != Tag::aux;
  };
  std::size_t at = range.end;
  while (at < tokens.size() && at < range.end + 2 && !has_capital(tokens[at]) &&
         is_particle(at)) {
    ++at;
  }
  return at > range.end && at < tokens.size() && !taken_[at] && has_capital(tokens[at]) &&
                 tokens[at].tag == Tag::propn
             ? at + 1
             : range.end;
}

std::size_t NameEnds::behind_rest(const std::vector<Token>& tokens,
                                  TokenRange range) const {
  if (!tables_.heads_come_first || range.first >= range.end) {
    return range.end;
  }
  const bool prize =
      tables_.ontology.kind_of(tables_.heads.value(tokens[range.first].folded)) ==
      EntityKind::occasion;
  if (range.end != range.first + 1 && !prize) {
    return range.end;
  }
  const auto goes_on = [&](std::size_t i) {
    return i < tokens.size() && !taken_[i] && has_capital(tokens[i]) &&
           tokens[i].tag == Tag::propn && !words_.is_plain_word(tokens[i]);
  };
  const auto belongs = [&](std::size_t i) {
    return prize || (tokens[i].relation == Relation::flat &&
                     tokens[i].head == static_cast<std::int32_t>(range.first));
  };
  std::size_t end = range.end;
  while (goes_on(end) && belongs(end)) {
    ++end;
  }
  const bool titled =
      range.first > 0 &&
      (tables_.naming_words.has(tokens[range.first - 1].folded) ||
       tables_.role_groups.value(tokens[range.first - 1].folded, 1) == "title");
  const std::size_t next = titled ? words_.behind_links(tokens, end, false) : end;
  if (next > end && next < tokens.size() && !taken_[next] && has_capital(tokens[next])) {
    end = next + 1;
    while (goes_on(end)) {
      ++end;
    }
  }
  return end;
}

TokenRange NameEnds::without_nouns(const std::vector<Token>& tokens, TokenRange range) {
  while (range.end > range.first + 1 && tokens[range.end - 1].tag == Tag::noun &&
         is_lower(first_code_point(tokens[range.end - 1].word)) &&
         has_capital(tokens[range.end - 2])) {
    --range.end;
  }
  return range;
}

TokenRange NameEnds::behind_nouns(const std::vector<Token>& tokens, TokenRange range) {
  std::size_t first = range.first;
  for (std::size_t i = range.first + 1; i + 1 < range.end; ++i) {
    if (tokens[i].tag == Tag::noun && is_lower(first_code_point(tokens[i].word)) &&
        !has_inner_capital(tokens[i].word) && has_capital(tokens[i + 1]) &&
        tokens[i - 1].tag == Tag::adj && tokens[i - 1].folded != "-") {
      first = i + 1;
    }
  }
  return {first, range.end};
}

TokenRange NameEnds::without_class_words(const std::vector<Token>& tokens,
                                         TokenRange range) const {
  std::size_t first_small = range.end;
  std::size_t last_class = range.end;
  for (std::size_t i = range.first; i < range.end; ++i) {
    const std::string& word = tokens[i].folded;
    if (!is_lower(first_code_point(tokens[i].word)) || tables_.links.has(word)) {
      continue;
    }
    first_small = std::min(first_small, i);
    if (tables_.class_words.has(word) || tables_.roles.has(word)) {
      last_class = i;
    }
  }
  if (last_class == range.end) {
    return without_nouns(tokens, behind_nouns(tokens, range));
  }
  if (last_class + 1 < range.end && has_capital(tokens[last_class + 1])) {
    return {last_class + 1, range.end};
  }
  return first_small > range.first ? TokenRange{range.first, first_small} : range;
}

TokenRange NameEnds::without_owner(const std::vector<Token>& tokens,
                                   TokenRange range,
                                   std::string_view type) const {
  using knowledge::Gazetteers;
  if (tables_.heads_come_first || range.end < range.first + 4) {
    return range;
  }
  const bool person =
      type == "PER" || (tables_.gazetteers.lists_of(tokens[range.first].folded) &
                        Gazetteers::first_name) != 0;
  for (std::size_t i = range.first + 2; person && i + 1 < range.end; ++i) {
    if (is_lower(first_code_point(tokens[i].word)) && tokens[i].tag == Tag::adp &&
        tables_.links.has(tokens[i].folded) && !words_.is_head(tokens[i - 1])) {
      return {range.first, i};
    }
  }
  return range;
}

TokenRange NameEnds::without_number(const Sentence& sentence, TokenRange range) {
  // "Kubrix |1.0|": a version, not the name
  const Token& last = sentence.tokens[range.end - 1];
  if (range.end > range.first + 1 && is_number(last) &&
      last.folded.find('.') != std::string::npos) {
    --range.end;
  }
  const bool counts =
      std::ranges::any_of(sentence.numbers, [&](const NumberExpression& number) {
        return number.tokens.first + 1 == range.end && number.tokens.end > range.end;
      });
  return counts && range.end > range.first + 1 ? TokenRange{range.first, range.end - 1}
                                               : range;
}

std::size_t NameEnds::behind_heads(const std::vector<Token>& tokens,
                                   TokenRange range) const {
  constexpr std::size_t most = 3;
  std::size_t end = range.end;
  if (const std::size_t behind = behind_suffix(tokens, end); behind > end) {
    return behind;
  }
  for (std::size_t i = end; i < tokens.size() && i < end + most; ++i) {
    if (taken_[i] || !has_capital(tokens[i]) || words_.is_plain_word(tokens[i])) {
      break;
    }
    if (words_.is_head(tokens[i])) {
      return i + 1;
    }
  }
  return end;
}

TokenRange NameEnds::without_descriptor(const Sentence& sentence,
                                        TokenRange range) const {
  const auto& tokens = sentence.tokens;
  const auto is_class = [&](std::size_t i) {
    return i < tokens.size() && tables_.class_words.has(tokens[i].folded) &&
           (is_lower(first_code_point(tokens[i].word)) ||
            !tables_.heads.has(tokens[i].folded));
  };
  std::size_t end = range.end;
  bool before_class = is_class(end);
  while (end > range.first + 1) {
    if (is_class(end - 1)) {
      before_class = true;
    } else if (!before_class || !words_.is_field(tokens[end - 1])) {
      break;
    }
    --end;
  }
  const bool known = end == range.first + 1 &&
                     (words_.stands_alone(tokens[range.first].folded) ||
                      (end < range.end && is_lower(first_code_point(tokens[end].word))) ||
                      has_inner_capital(tokens[range.first].word));
  // A translated class word may stand before: "estrutura Kubrix IA".
  const bool class_before = range.first > 0 && is_class(range.first - 1) &&
                            words_.names_work(tokens[range.first - 1]);
  if (class_before && end == range.end && end == range.first + 2 &&
      words_.is_field(tokens[end - 1]) &&
      words_.stands_with_capital(tokens[range.first].folded)) {
    --end;
    return {range.first, end};
  }
  return known ? TokenRange{range.first, end} : range;
}

}  // namespace byline::extract
