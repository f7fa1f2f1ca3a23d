#include "annotate/quote_block.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <iterator>

namespace byline::annotate {
namespace {

bool is_opening(std::string_view word) {
  return word == "“" || word == "«" || word == "„" || word == "``";
}

bool is_closing(std::string_view word) {
  return word == "”" || word == "»" || word == "''";
}

}  // namespace

bool is_dash(std::string_view word) {
  return word == "–" || word == "—" || word == "-" || word == "--" || word == "―";
}

QuoteBlock::QuoteBlock(const QuoteWords& words,
                       const Annotation& annotation,
                       std::size_t first_sentence,
                       std::size_t end_sentence)
    : words_(words) {
  for (std::size_t s = first_sentence; s < end_sentence; ++s) {
    sentence_begins_.push_back(tokens_.size());
    for (const Token& token : annotation.sentences[s].tokens) {
      tokens_.push_back(token);
      sentence_of_.push_back(s);
    }
  }
  sentence_begins_.push_back(tokens_.size());
  find_stretches();
}

Span QuoteBlock::whole() const {
  std::size_t begin = 0;
  std::size_t end = tokens_.size();
  while (begin < end &&
         (is_opening(word(begin)) || is_closing(word(begin)) || is_straight(begin))) {
    ++begin;
  }
  while (end > begin && (is_opening(word(end - 1)) || is_closing(word(end - 1)) ||
                         is_straight(end - 1))) {
    --end;
  }
  return begin < end ? span(begin, end) : Span{};
}

bool QuoteBlock::is_one_quotation() const {
  return stretches_.size() == 1 && stretches_[0].begin <= 1 &&
         stretches_[0].end + 2 >= tokens_.size();
}

std::string_view QuoteBlock::word(std::size_t i) const {
  return i < tokens_.size() ? std::string_view{tokens_[i].word} : std::string_view{};
}

std::string_view QuoteBlock::folded(std::size_t i) const {
  return i < tokens_.size() ? std::string_view{tokens_[i].folded} : std::string_view{};
}

bool QuoteBlock::is_straight(std::size_t i) const {
  return word(i) == "\"";
}

Span QuoteBlock::span(std::size_t begin, std::size_t end) const {
  return cover(tokens_[begin].span, tokens_[end - 1].span);
}

bool QuoteBlock::is_punctuation(std::size_t i) const {
  const char32_t c = first_code_point(word(i));
  return i >= tokens_.size() || (!is_letter(c) && !is_digit(c) && c != U'$' && c != U'€');
}

void QuoteBlock::find_stretches() {
  std::size_t open = none;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const bool straight = is_straight(i);
    if (open == none && (is_opening(word(i)) || straight)) {
      open = i + 1;
    } else if (open != none && (is_closing(word(i)) || straight)) {
      if (open < i) {
        stretches_.push_back({open, i, true});
      }
      open = none;
    }
  }
  if (open != none && open < tokens_.size()) {
    stretches_.push_back({open, tokens_.size(), false});
  }
  inside_.assign(tokens_.size(), false);
  for (const QuotedStretch& stretch : stretches_) {
    std::fill(inside_.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
              inside_.begin() + static_cast<std::ptrdiff_t>(stretch.end),
              true);
  }
}

std::size_t QuoteBlock::verb_at(std::size_t i) const {
  const auto match = words_.verbs.match(tokens_, i);
  if (!match) {
    return 0;
  }
  const Tag tag = tokens_[i].tag;
  if (tag == Tag::propn && ends_name(i)) {
    return 0;
  }
  if (tag != Tag::unknown) {
    return tag == Tag::verb || tag == Tag::aux || tag == Tag::propn ? match.length : 0;
  }
  const bool determined =
      i > 0 && (words_.definite_words.has(folded(i - 1)) || is_owner_mark(i - 1));
  return determined || is_upper(first_code_point(word(i))) ? 0 : match.length;
}

/// "the United |States|", but "Acme |Says| It Will".
bool QuoteBlock::ends_name(std::size_t i) const {
  const auto has_capital = [this](std::size_t k) {
    return k < tokens_.size() && is_upper(first_code_point(word(k)));
  };
  return i > 0 && has_capital(i - 1) && has_capital(i) && !has_capital(i + 1);
}

bool QuoteBlock::is_owner_mark(std::size_t i) const {
  return words_.owner_marks.has(folded(i));
}

bool QuoteBlock::is_clause_edge(std::size_t i) const {
  return is_punctuation(i) && !is_owner_mark(i) && word(i) != "'" && word(i) != "&" &&
         word(i) != "-" && word(i) != ".";
}

Span QuoteBlock::subject_before(std::size_t begin, std::size_t end) const {
  std::size_t last = end;
  for (int skipped = 0;
       skipped < 4 && last > begin && !is_nominal(last - 1) && !is_clause_edge(last - 1);
       ++skipped) {
    --last;
  }
  if (last > begin && folded(last - 1) == ",") {
    // "Ana Lima, director of Acme," : the phrase before the first of the two commas.
    std::size_t comma = last - 1;
    while (comma > begin && folded(comma - 1) != ",") {
      --comma;
    }
    if (comma <= begin) {
      return {};
    }
    // "Ana Lima, director of Acme, and chair of Zeta, said".
    const Span opening = phrase_after(begin, last);
    if (!opening.empty() && opens_with_name(begin, opening)) {
      return opening;
    }
    // "the founder (since 2001), Ana Lima, said": the name is between the commas.
    const Span before = subject_before(begin, comma - 1);
    const bool named = is_upper(first_code_point(word(comma))) && comma + 1 < last;
    return before.empty() && named ? span(comma, last - 1) : before;
  }
  std::size_t first = last;
  while (first > begin && !is_clause_edge(first - 1) && !ends_phrase(first - 1)) {
    --first;
  }
  return without_complement(first, last);
}

bool QuoteBlock::opens_with_name(std::size_t begin, const Span& phrase) const {
  std::size_t i = begin;
  while (i < tokens_.size() && tokens_[i].span.begin < phrase.begin) {
    ++i;
  }
  const bool capital = is_upper(first_code_point(word(i)));
  while (i < tokens_.size() && tokens_[i].span.end <= phrase.end) {
    ++i;
  }
  return capital && folded(i) == ",";
}

bool QuoteBlock::is_nominal(std::size_t i) const {
  if (is_punctuation(i)) {
    return false;
  }
  if (words_.pronouns.has(folded(i)) || is_upper(first_code_point(word(i)))) {
    return true;
  }
  switch (tokens_[i].tag) {
    case Tag::noun:
    case Tag::propn:
    case Tag::pron: return true;
    case Tag::unknown: return !words_.function_words.has(folded(i));
    default: return false;
  }
}

bool QuoteBlock::ends_phrase(std::size_t i) const {
  if (verb_at(i) != 0 || words_.conjunctions.match(tokens_, i)) {
    return true;
  }
  const bool small = words_.function_words.has(folded(i)) &&
                     !words_.definite_words.has(folded(i)) &&
                     !words_.pronouns.has(folded(i));
  // "of" and the like join a phrase; clause words end it.
  return small && folded(i).size() > 3;
}

Span QuoteBlock::without_complement(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i) {
    if (is_owner_mark(i) && i + 1 < last) {
      first = i + 1;
    }
  }
  while (first < last && words_.function_words.has(folded(first)) &&
         !words_.pronouns.has(folded(first))) {
    ++first;
  }
  std::size_t end = first;
  // "director of Acme" is the director, "Minister of Culture Ana Lima" one name.
  while (end < last && !(end > first && is_small(end) &&
                         !(words_.links.has(folded(end)) &&
                           is_upper(first_code_point(word(end - 1)))))) {
    ++end;
  }
  // "It is worth mentioning that": no phrase reaches the verb.
  const bool reaches = end == last || words_.links.has(folded(end));
  return first < end && reaches ? span(first, end) : Span{};
}

bool QuoteBlock::is_small(std::size_t i) const {
  return words_.function_words.has(folded(i)) && !words_.pronouns.has(folded(i)) &&
         !is_upper(first_code_point(word(i)));
}

Span QuoteBlock::phrase_after(std::size_t begin, std::size_t end) const {
  std::size_t first = begin;
  while (first < end && words_.function_words.has(folded(first)) &&
         !words_.pronouns.has(folded(first))) {
    ++first;
  }
  std::size_t last = first;
  while (last < end && !is_clause_edge(last) && verb_at(last) == 0 && last < first + 8 &&
         !(last > first && is_small(last))) {
    ++last;
  }
  // "“…”, he said|.|": a period belongs to a phrase only behind a word
  return first < last && word(first) != "." ? span(first, last) : Span{};
}

std::size_t QuoteBlock::sentence_end(std::size_t i) const {
  return *std::ranges::upper_bound(sentence_begins_, i);
}

std::size_t QuoteBlock::sentence_begin(std::size_t i) const {
  return *std::prev(std::ranges::upper_bound(sentence_begins_, i));
}

std::size_t QuoteBlock::source_over(std::size_t i) const {
  for (std::size_t back = 0; back < 4 && back <= i; ++back) {
    const auto source = words_.sources.match(tokens_, i - back);
    if (source && source.length > back) {
      return i - back;
    }
  }
  return none;
}

std::size_t QuoteBlock::sentence_at(std::size_t byte) const {
  const auto found = std::ranges::partition_point(
      tokens_, [&](const Token& token) { return token.span.begin < byte; });
  return found == tokens_.end()
             ? sentence_of_.back()
             : sentence_of_[static_cast<std::size_t>(found - tokens_.begin())];
}

const QuotedStretch* QuoteBlock::stretch_with(std::size_t i) const {
  const auto found = std::ranges::partition_point(
      stretches_, [&](const QuotedStretch& stretch) { return stretch.end <= i; });
  return found != stretches_.end() && found->begin <= i ? &*found : nullptr;
}

}  // namespace byline::annotate
