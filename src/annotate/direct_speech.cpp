#include "annotate/direct_speech.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace byline::annotate {
namespace {

constexpr std::size_t reach_after = 20;   ///< tokens from a closing mark to its cue
constexpr std::size_t reach_before = 30;  ///< tokens from a cue to the opening mark
constexpr std::size_t fewest_words = 3;   ///< of a quotation with a cue
constexpr std::size_t fewest_judged = 2;  ///< of one behind a verb of judging
constexpr std::size_t sure_words = 8;     ///< of one without

}  // namespace

void DirectSpeech::find(std::vector<QuotedSpan>& out, QuotedSpan& last) const {
  const std::size_t first = out.size();
  for (const QuotedStretch& stretch : block_.stretches()) {
    take_stretch(stretch, out, first, last);
  }
  take_dash_insertions(out);
}

bool DirectSpeech::cue_after(const QuotedStretch& stretch, QuotedSpan& quote) const {
  std::size_t begin = stretch.end + 1;
  while (begin < block_.tokens().size() &&
         (block_.folded(begin) == "," || is_dash(block_.word(begin)))) {
    ++begin;
  }
  if (!stretch.closed || begin >= block_.tokens().size()) {
    return false;
  }
  const std::size_t end =
      std::min({block_.sentence_end(begin), begin + reach_after, block_.tokens().size()});
  for (std::size_t i = begin; i < end && !block_.is_inside(i); ++i) {
    const std::size_t length = block_.verb_at(i);
    if (length != 0) {
      quote.cue = block_.span(i, i + length);
      quote.speaker = i > begin ? block_.subject_before(begin, i) : Span{};
      const std::size_t behind = behind_adverbials(i + length, end);
      if (quote.speaker.empty() && behind < end) {
        quote.speaker = block_.phrase_after(behind, end);
      }
      return !quote.speaker.empty();
    }
    if (const auto source = words_.sources.match(block_.tokens(), i)) {
      quote.cue = block_.span(i, i + source.length);
      quote.speaker = block_.phrase_after(i + source.length, end);
      return !quote.speaker.empty();
    }
  }
  return false;
}

std::size_t DirectSpeech::behind_adverbials(std::size_t i, std::size_t end) const {
  while (i < end && begins_adverbial(i)) {
    ++i;
    // the second half of a contraction, or an article
    while (i < end && block_.tokens()[i].tag == Tag::det) {
      ++i;
    }
    const std::size_t first = i;
    while (i < end && block_.is_nominal(i) && !block_.is_small(i)) {
      ++i;
    }
    const bool subject =
        i > first && i < end &&
        (begins_adverbial(i) || words_.definite_words.has(block_.folded(i)));
    if (!subject) {
      return end;
    }
  }
  return i;
}

bool DirectSpeech::begins_adverbial(std::size_t i) const {
  const auto& tokens = block_.tokens();
  if (i >= tokens.size() || tokens[i].tag != Tag::adp || !block_.is_small(i)) {
    return false;
  }
  // "ao jornal": the first half of a contraction, whatever it is by itself
  const bool contracted = i + 1 < tokens.size() && tokens[i + 1].tag == Tag::det &&
                          tokens[i].span.end >= tokens[i + 1].span.begin;
  return contracted || !words_.definite_words.has(block_.folded(i));
}

bool DirectSpeech::bare_cue_after(const QuotedStretch& stretch, QuotedSpan& quote) const {
  std::size_t i = stretch.end + 1;
  while (i < block_.tokens().size() &&
         (block_.folded(i) == "," || is_dash(block_.word(i)))) {
    ++i;
  }
  if (!stretch.closed || i >= block_.tokens().size() || i == stretch.end + 1) {
    return false;
  }
  std::size_t length = block_.verb_at(i);
  if (const auto verb = words_.verbs.match(block_.tokens(), i); length == 0 && verb) {
    // taggers take a lone word for a noun
    length = block_.is_clause_edge(i + verb.length) || block_.word(i + verb.length) == "."
                 ? verb.length
                 : 0;
  }
  if (length == 0) {
    return false;
  }
  quote.cue = block_.span(i, i + length);
  quote.speaker = Span{};
  return true;
}

bool DirectSpeech::cue_before(const QuotedStretch& stretch, QuotedSpan& quote) const {
  if (stretch.begin < 2) {
    return false;
  }
  const std::size_t open = stretch.begin - 1;
  std::size_t begin = block_.sentence_begin(open - 1);
  if (opinion_before(begin, open, quote)) {
    return true;
  }
  begin = std::max(begin, open > reach_before ? open - reach_before : 0);
  for (std::size_t i = open; i > begin && !block_.is_inside(i - 1); --i) {
    const std::size_t at = i - 1;
    if (const std::size_t source = block_.source_over(at); source != QuoteBlock::none) {
      const std::size_t length = words_.sources.match(block_.tokens(), source).length;
      quote.cue = block_.span(source, source + length);
      quote.speaker = block_.phrase_after(source + length, open);
      return !quote.speaker.empty();
    }
    std::size_t length = block_.verb_at(at);
    length = length != 0 ? length : judging_verb_at(at, open);
    if (length != 0) {
      quote.cue = block_.span(at, at + length);
      quote.speaker = block_.subject_before(begin, at);
      return !quote.speaker.empty();
    }
    // "In Acme's own words, … ".
    if (block_.is_owner_mark(at) && noun_follows(at + 1, open) && at > begin) {
      quote.cue = block_.span(at, at + 1);
      quote.speaker = block_.subject_before(begin, at);
      return !quote.speaker.empty();
    }
  }
  return false;
}

bool DirectSpeech::is_judged(const QuotedStretch& stretch,
                             const QuotedSpan& quote) const {
  for (std::size_t i = stretch.begin; i > 0 && stretch.begin - i <= reach_before + 1;
       --i) {
    if (block_.tokens()[i - 1].span.begin == quote.cue.begin) {
      return static_cast<bool>(words_.judging_verbs.match(block_.tokens(), i - 1));
    }
  }
  return false;
}

std::size_t DirectSpeech::judging_verb_at(std::size_t i, std::size_t open) const {
  const auto verb = words_.judging_verbs.match(block_.tokens(), i);
  const Tag tag = block_.tokens()[i].tag;
  // "a film called “The River”" only gives the name
  return verb && i + verb.length < open && (tag == Tag::verb || tag == Tag::unknown)
             ? verb.length
             : 0;
}

bool DirectSpeech::opinion_before(std::size_t begin,
                                  std::size_t open,
                                  QuotedSpan& quote) const {
  const auto source = words_.first_sources.match(block_.tokens(), begin);
  if (!source || begin + source.length >= open || open - begin > reach_before) {
    return false;
  }
  const Span phrase = block_.phrase_after(begin + source.length, open);
  std::size_t comma = begin + source.length;
  while (comma < open && block_.folded(comma) != ",") {
    ++comma;
  }
  if (phrase.empty() || comma >= open || phrase.end > block_.tokens()[comma].span.begin ||
      !is_upper(first_code_point(block_.word(comma - 1)))) {
    return false;
  }
  // "Para a diretora | da Acme|, Ana Lima": a post may have a complement
  for (std::size_t i = comma;
       i > begin && block_.tokens()[i - 1].span.begin >= phrase.end;
       --i) {
    const Tag tag = block_.tokens()[i - 1].tag;
    if (tag == Tag::verb || tag == Tag::aux || tag == Tag::pron) {
      return false;
    }
  }
  // "For Ana Lima, head of Acme, the deal “…”": somebody else may say what is between
  for (std::size_t i = comma + 1; i < open; ++i) {
    if (block_.is_inside(i) || block_.verb_at(i) != 0 ||
        words_.sources.match(block_.tokens(), i)) {
      return false;
    }
  }
  quote.cue = block_.span(begin, begin + source.length);
  quote.speaker = phrase;
  return true;
}

bool DirectSpeech::noun_follows(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < std::min(end, begin + 3); ++i) {
    if (words_.nouns.match(block_.tokens(), i)) {
      return true;
    }
  }
  return false;
}

std::size_t DirectSpeech::count_words(const QuotedStretch& stretch) const {
  std::size_t words = 0;
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    words += block_.is_punctuation(i) ? 0 : 1;
  }
  return words;
}

bool DirectSpeech::is_title(const QuotedStretch& stretch) const {
  constexpr std::size_t most = 10;
  constexpr std::size_t small = 3;  // letters of "the", "and", "das"
  std::size_t capitals = 0;
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    const bool capital = is_upper(first_code_point(block_.word(i)));
    capitals += capital ? 1 : 0;
    if (!capital && !block_.is_punctuation(i) && block_.word(i).size() > small) {
      return false;
    }
  }
  return capitals >= 2 && stretch.end - stretch.begin <= most;
}

void DirectSpeech::take_stretch(const QuotedStretch& stretch,
                                std::vector<QuotedSpan>& out,
                                std::size_t first_of_block,
                                QuotedSpan& last) const {
  const std::size_t words = count_words(stretch);
  if (words < fewest_judged || is_title(stretch)) {
    return;
  }
  QuotedSpan quote;
  bool cued = cue_after(stretch, quote);
  if (cued && out.size() > first_of_block && is_in_next_sentence(stretch, quote.cue)) {
    quote = {};
    cued = false;
  }
  const std::size_t open = stretch.begin - std::min<std::size_t>(stretch.begin, 1);
  const bool opens = block_.sentence_begin(open) == open;  // what is before is another
  cued = cued || (opens && bare_cue_after(stretch, quote)) ||
         cue_before(stretch, quote) || bare_cue_after(stretch, quote);
  if (words < fewest_words && !(cued && is_judged(stretch, quote))) {
    return;
  }
  const bool has_mark = ends_in_mark(stretch);
  const Span piece = block_.span(stretch.begin, stretch.end);
  // "Q," he said. "Q.": the second stretch goes on.
  if (out.size() > first_of_block && has_mark && words >= fewest_words &&
      (!cued || quote.cue == out.back().cue)) {
    out.back().pieces.push_back(piece);
    return;
  }
  if (!cued && (words < sure_words || !has_mark)) {
    return;
  }
  if (!cued && block_.is_one_quotation() && !last.speaker.empty()) {
    quote.speaker = last.speaker;
  }
  if (cued && !has_mark && words < fewest_words + 1 && quote.cue.empty()) {
    return;
  }
  quote.pieces.push_back(piece);
  quote.sentence = block_.sentence_of(stretch.begin);
  if (!quote.cue.empty()) {
    quote.sentence = block_.sentence_at(quote.cue.begin);
  }
  last = quote;
  out.push_back(std::move(quote));
}

bool DirectSpeech::is_in_next_sentence(const QuotedStretch& stretch,
                                       const Span& cue) const {
  const std::string_view last = block_.word(stretch.end - 1);
  return (last == "." || last == "!" || last == "?") &&
         block_.sentence_at(cue.begin) != block_.sentence_of(stretch.end - 1);
}

bool DirectSpeech::ends_in_mark(const QuotedStretch& stretch) const {
  const auto is_mark = [](std::string_view text) {
    return text == "." || text == "," || text == "!" || text == "?" || text == "…" ||
           text == "...";
  };
  return !stretch.closed || is_mark(block_.word(stretch.end - 1)) ||
         is_mark(block_.word(stretch.end + 1));
}

void DirectSpeech::take_dash_insertions(std::vector<QuotedSpan>& out) const {
  for (std::size_t i = 1; i + 2 < block_.tokens().size(); ++i) {
    const std::size_t length = is_dash(block_.word(i)) ? block_.verb_at(i + 1) : 0;
    if (length == 0) {
      continue;
    }
    const std::size_t sentence_stop = block_.sentence_end(i);
    std::size_t second = i + 1 + length;
    while (second < sentence_stop && !is_dash(block_.word(second))) {
      ++second;
    }
    QuotedSpan quote;
    quote.cue = block_.span(i + 1, i + 1 + length);
    quote.speaker = block_.phrase_after(i + 1 + length, std::min(second, sentence_stop));
    if (quote.speaker.empty()) {
      continue;
    }
    const QuotedStretch* around = block_.stretch_with(i);
    std::size_t begin = around != nullptr ? around->begin : block_.sentence_begin(i);
    while (begin < i && block_.is_punctuation(begin)) {
      ++begin;
    }
    std::size_t end =
        around != nullptr && around->end > second ? around->end : sentence_stop;
    quote.pieces.push_back(block_.span(begin, i));
    if (second + 1 < end) {
      quote.pieces.push_back(block_.span(second + 1, end));
    }
    quote.sentence = block_.sentence_of(i);
    std::erase_if(out, [&](const QuotedSpan& other) {
      return std::ranges::any_of(other.pieces, [&](const Span& piece) {
        return piece.overlaps(quote.pieces.front());
      });
    });
    out.push_back(std::move(quote));
    i = second;
  }
}

}  // namespace byline::annotate
