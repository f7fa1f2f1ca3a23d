#include "annotate/sentence_splitter.hpp"

#include "annotate/dateline.hpp"
#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <string>

namespace byline::annotate {
namespace {

constexpr std::size_t longest_sentence = 8192;  ///< bytes
constexpr std::size_t longest_word = 64;        ///< bytes looked back for abbreviations

bool is_end_mark(char32_t c) {
  constexpr std::u32string_view marks = U".!?…。！？";
  return marks.find(c) != std::u32string_view::npos;
}

bool is_closing(char32_t c) {
  constexpr std::u32string_view closing = U"\"'”’»)]}›";
  return closing.find(c) != std::u32string_view::npos;
}

bool is_opening(char32_t c) {
  constexpr std::u32string_view opening = U"\"'“‘«([{‹¿¡„`";
  return opening.find(c) != std::u32string_view::npos;
}

bool is_dash(char32_t c) {
  return c == U'-' || c == U'–' || c == U'—' || c == U'―';
}

char32_t code_point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? next_code_point(text, at) : 0;
}

/// First offset from `at` on, before `end`, whose code point is (not) a space.
std::size_t skip(std::string_view text, std::size_t at, std::size_t end, bool spaces) {
  while (at < end) {
    std::size_t next = at;
    if (is_space(next_code_point(text, next)) != spaces) {
      break;
    }
    at = next;
  }
  return at;
}

/// The word that begins at `at`: letters, digits, marks, inner apostrophes and periods.
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < longest_word) {
    std::size_t next = end;
    const char32_t c = next_code_point(text, next);
    if (!is_letter(c) && !is_digit(c) && !is_mark(c) && c != U'\'' && c != U'’') {
      break;
    }
    end = next;
  }
  return text.substr(at, end - at);
}

/// The non-space text before `period`, without opening marks.
std::string_view word_before(std::string_view text, Span so_far, std::size_t period) {
  std::size_t begin = period;
  while (begin > so_far.begin && period - begin < longest_word) {
    const std::size_t previous = previous_offset(text, begin);
    const char32_t c = code_point_at(text, previous);
    if (is_space(c) || is_opening(c) || c == U'/' || c == U'—' || c == U'–') {
      break;
    }
    begin = previous;
  }
  return text.substr(begin, period - begin);
}

/// "U.S", "p.m": single letters with periods between them.
bool is_dotted(std::string_view word) {
  bool letter = true;
  for (std::size_t at = 0; at < word.size(); letter = !letter) {
    const char32_t c = next_code_point(word, at);
    if (letter ? !is_letter(c) : c != U'.') {
      return false;
    }
  }
  return word.find('.') != std::string_view::npos;
}

/// Behind reference marks such as " [3] [5 - 7]" at `at`, or `at`.
std::size_t skip_references(std::string_view text, std::size_t at, std::size_t end) {
  while (true) {
    const std::size_t open = skip(text, at, end, true);
    if (open >= end || text[open] != '[') {
      return at;
    }
    const std::size_t close =
        text.find_first_not_of("0123456789,- \xE2\x80\x93", open + 1);
    if (close == std::string_view::npos || close >= end || close == open + 1 ||
        text[close] != ']') {
      return at;
    }
    at = close + 1;
  }
}

std::size_t skip_opening(std::string_view text, std::size_t at) {
  while (at < text.size() && is_opening(code_point_at(text, at))) {
    next_code_point(text, at);
  }
  return at;
}

}  // namespace

SentenceSplitter::SentenceSplitter(const knowledge::LanguageTables& tables)
    : abbreviations_(tables.table("abbreviations")),
      before_number_(tables.table("abbreviations_before_number")),
      may_end_(tables.table("abbreviations_may_end")),
      function_words_(tables.table("function_words")),
      say_verbs_(tables.table("say_verbs")) {}

bool SentenceSplitter::begins_sentence(std::string_view text, std::size_t next) const {
  const std::size_t at = skip_opening(text, next);
  return at != next || function_words_.has(fold(word_at(text, at)));
}

bool SentenceSplitter::is_abbreviation(std::string_view text,
                                       Span sentence_so_far,
                                       std::size_t period,
                                       std::size_t next) const {
  const auto word = word_before(text, sentence_so_far, period);
  if (word.empty()) {
    return false;
  }
  const std::string folded = fold(word);
  if (abbreviations_.has(folded) ||
      (before_number_.has(folded) && is_digit(code_point_at(text, next)))) {
    return true;
  }
  if (may_end_.has(folded) || is_dotted(word)) {
    return !begins_sentence(text, next);
  }
  const bool is_initial =
      count_code_points(word) == 1 && is_upper(first_code_point(word));
  if (is_initial) {
    return !begins_sentence(text, next);
  }
  // "1. First", "2.1. Next": the number of an item.
  return word.size() + sentence_so_far.begin == period &&
         word.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool SentenceSplitter::names_speaker(std::string_view text, std::size_t next) const {
  std::size_t at = next;
  for (int words = 0; words < 4; ++words) {
    const auto word = word_at(text, at);
    if (word.empty()) {
      return false;
    }
    if (say_verbs_.has(fold(word))) {
      return words > 0;
    }
    at = skip(text, at + word.size(), text.size(), true);
  }
  return false;
}

bool SentenceSplitter::ends_sentence(std::string_view text,
                                     Span sentence_so_far,
                                     Span marks,
                                     std::size_t next) const {
  char32_t first = code_point_at(text, next);
  std::size_t at = next;
  if (is_dash(first)) {
    std::size_t behind = next;
    next_code_point(text, behind);
    at = skip(text, behind, text.size(), true);
    first = code_point_at(text, at);
  }
  const std::size_t word = skip_opening(text, at);
  const char32_t letter = code_point_at(text, word);
  if (is_lower(letter) || (!is_letter(letter) && is_end_mark(first))) {
    return false;
  }
  const bool is_period = marks.size() == 1 && text[marks.begin] == '.';
  if (is_period && is_abbreviation(text, sentence_so_far, marks.begin, next)) {
    return false;
  }
  const bool closes_quote = sentence_so_far.end > marks.end;
  return is_period || !closes_quote || !names_speaker(text, next);
}

std::vector<Span> SentenceSplitter::split(std::string_view text, Span block) const {
  std::vector<Span> sentences;
  const auto view = text.substr(0, block.end);
  std::size_t begin = skip(view, block.begin, block.end, true);
  std::size_t last_space = begin;
  std::size_t at = begin;
  const auto finish = [&](std::size_t end) {
    const auto content = trim(view.substr(begin, end - begin));
    if (!content.empty()) {
      const auto from = static_cast<std::size_t>(content.data() - view.data());
      sentences.push_back({from, from + content.size()});
    }
    begin = skip(view, end, block.end, true);
    at = begin;
    last_space = begin;
  };
  if (const std::size_t news = behind_dateline(view, {begin, block.end}); news > begin) {
    finish(news);
  }
  while (at < block.end) {
    const std::size_t here = at;
    const char32_t c = next_code_point(view, at);
    if (is_space(c)) {
      last_space = at;
    }
    if (at - begin > longest_sentence) {
      finish(last_space > begin ? last_space : here);
      continue;
    }
    if (!is_end_mark(c)) {
      continue;
    }
    while (at < block.end && is_end_mark(code_point_at(view, at))) {
      next_code_point(view, at);
    }
    const Span marks{here, at};
    std::size_t end = at;
    while (end < block.end && is_closing(code_point_at(view, end))) {
      next_code_point(view, end);
    }
    end = skip_references(view, end, block.end);
    const std::size_t next = skip(view, end, block.end, true);
    if (next == block.end ||
        (next > end && ends_sentence(view, {begin, end}, marks, next))) {
      finish(end);
    }
  }
  finish(block.end);
  return sentences;
}

}  // namespace byline::annotate
