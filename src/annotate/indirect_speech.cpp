#include "annotate/indirect_speech.hpp"

#include <algorithm>

namespace byline::annotate {

void IndirectSpeech::find(std::vector<QuotedSpan>& out, std::size_t first) {
  for (std::size_t i = first; i < out.size(); ++i) {
    cues_.insert(out[i].cue);
  }
  const auto& begins = block_.sentence_begins();
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    take_indirect(begins[i], begins[i + 1], out);
  }
}

void IndirectSpeech::take_indirect(std::size_t begin,
                                   std::size_t end,
                                   std::vector<QuotedSpan>& out) {
  std::size_t stop = end;
  while (stop > begin && block_.is_punctuation(stop - 1)) {
    --stop;
  }
  for (std::size_t i = begin; i < stop; ++i) {
    if (block_.is_inside(i)) {
      continue;
    }
    QuotedSpan quote;
    quote.direct = false;
    const bool found = clause_after_verb(begin, i, stop, out, quote) ||
                       clause_before_verb(begin, i, stop, quote) ||
                       clause_of_source(begin, i, stop, quote);
    if (found && cues_.insert(quote.cue).second) {
      quote.sentence = block_.sentence_of(begin);
      out.push_back(std::move(quote));
      return;
    }
  }
}

bool IndirectSpeech::clause_after_verb(std::size_t begin,
                                       std::size_t i,
                                       std::size_t stop,
                                       const std::vector<QuotedSpan>& out,
                                       QuotedSpan& quote) const {
  const std::size_t length =
      block_.source_over(i) == QuoteBlock::none ? block_.verb_at(i) : 0;
  if (length == 0) {
    return false;
  }
  const bool takes_thing = has_object(begin, i, stop);
  begin = behind_semicolon(begin, i);
  std::size_t from = QuoteBlock::none;
  for (std::size_t k = i + length; k < std::min(stop, i + length + 5); ++k) {
    if (const auto that = words_.conjunctions.match(block_.tokens(), k)) {
      from = k + that.length;
      break;
    }
    // "informou, |em nota|, que …"
    if (block_.folded(k) == ",") {
      const std::size_t behind = behind_apposition(k, stop);
      const auto that = behind > k
                            ? words_.conjunctions.match(block_.tokens(), behind + 1)
                            : PhraseMatcher::Match{};
      if (that) {
        from = behind + 1 + that.length;
      }
      break;
    }
    // "afirma |conhecer| um bar que …", but "diz |acreditar| que …"
    const bool other_verb = block_.tokens()[k].tag == Tag::verb &&
                            !words_.conjunctions.match(block_.tokens(), k + 1);
    if (block_.is_clause_edge(k) || other_verb) {
      break;
    }
  }
  while (from != QuoteBlock::none && from + 2 < stop && block_.folded(from) == ",") {
    ++from;
  }
  const bool bare = from == QuoteBlock::none && !is_inverted(i, length, stop) &&
                    !takes_thing && words_.bare_verbs.match(block_.tokens(), i) &&
                    i + length + 3 < stop && starts_clause(i + length);
  from = bare ? i + length : from;
  if (from == QuoteBlock::none || from + 2 >= stop) {
    return false;
  }
  quote.cue = block_.span(i, i + length);
  quote.pieces.push_back(block_.span(from, stop));
  if (i > begin && block_.folded(i - 1) == ",") {
    quote.speaker = speaker_of_sentence(begin, i, out);
  }
  if (quote.speaker.empty()) {
    quote.speaker = block_.subject_before(begin, i);
  }
  return !quote.speaker.empty();
}

bool IndirectSpeech::has_object(std::size_t sentence,
                                std::size_t i,
                                std::size_t stop) const {
  constexpr std::size_t reach = 12;  // an object stands near its verb
  const auto& tokens = block_.tokens();
  for (std::size_t k = i + 1; k < std::min(stop, i + reach); ++k) {
    if (tokens[k].relation == Relation::obj && tokens[k].head >= 0 &&
        sentence + static_cast<std::size_t>(tokens[k].head) == i) {
      return true;
    }
  }
  return false;
}

bool IndirectSpeech::is_inverted(std::size_t i,
                                 std::size_t length,
                                 std::size_t stop) const {
  if (i == 0 || block_.folded(i - 1) != ",") {
    return false;
  }
  const Span speaker = block_.phrase_after(i + length, stop);
  std::size_t behind = i + length;
  while (behind < stop && block_.tokens()[behind].span.begin < speaker.end) {
    ++behind;
  }
  return !speaker.empty() && (behind == stop || block_.folded(behind) == ",");
}

std::size_t IndirectSpeech::behind_semicolon(std::size_t begin, std::size_t i) const {
  constexpr std::size_t reach = 60;  // a speaker stands nearer
  for (std::size_t k = i; k > begin && i - k < reach; --k) {
    if (block_.folded(k - 1) == ";" && !block_.is_inside(k - 1)) {
      return k;
    }
  }
  return begin;
}

Span IndirectSpeech::speaker_of_sentence(std::size_t begin,
                                         std::size_t i,
                                         const std::vector<QuotedSpan>& out) const {
  if (!out.empty() && out.back().sentence == block_.sentence_of(begin) &&
      !out.back().cue.empty() && out.back().cue.end <= block_.tokens()[i].span.begin) {
    return out.back().speaker;
  }
  return {};
}

bool IndirectSpeech::starts_clause(std::size_t i) const {
  return words_.pronouns.has(block_.folded(i)) ||
         words_.definite_words.has(block_.folded(i)) ||
         (!block_.is_punctuation(i) && !block_.is_small(i));
}

bool IndirectSpeech::clause_before_verb(std::size_t begin,
                                        std::size_t i,
                                        std::size_t stop,
                                        QuotedSpan& quote) const {
  const std::size_t length = block_.verb_at(i);
  if (length == 0 || (i + length + 6 < stop &&
                      (!is_inverted(i, length, stop) || has_object(begin, i, stop)))) {
    return false;
  }
  std::size_t comma = i;
  while (comma > begin + 3 && block_.folded(comma - 1) != ",") {
    --comma;
  }
  // "…, and the bank is adding a grant": a clause of its own
  if (comma <= begin + 3 || i - comma > 8 || block_.tokens()[comma].tag == Tag::cconj ||
      behind_semicolon(begin, i) > comma) {
    return false;
  }
  quote.cue = block_.span(i, i + length);
  quote.speaker = i > comma ? block_.subject_before(comma, i) : Span{};
  if (quote.speaker.empty() && has_auxiliary(comma, i)) {
    return false;  // "Kite, made in Lisbon, is maintained by Acme"
  }
  if (quote.speaker.empty() && !tells_something(begin, comma)) {
    return false;  // "Ana Lima, of Acme, praised the court"
  }
  if (quote.speaker.empty()) {
    quote.speaker = block_.phrase_after(i + length, stop);
  }
  quote.pieces.push_back(block_.span(begin, comma - 1));
  return !quote.speaker.empty();
}

bool IndirectSpeech::tells_something(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    const Tag tag = block_.tokens()[i].tag;
    if (tag == Tag::verb || tag == Tag::aux || tag == Tag::unknown) {
      return true;
    }
  }
  return false;
}

bool IndirectSpeech::has_auxiliary(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (block_.tokens()[i].tag == Tag::aux) {
      return true;
    }
  }
  return false;
}

bool IndirectSpeech::clause_of_source(std::size_t begin,
                                      std::size_t i,
                                      std::size_t stop,
                                      QuotedSpan& quote) const {
  const auto source = words_.sources.match(block_.tokens(), i);
  if (!source) {
    return false;
  }
  quote.cue = block_.span(i, i + source.length);
  quote.speaker = block_.phrase_after(i + source.length, stop);
  if (quote.speaker.empty()) {
    return false;
  }
  if (i > begin + 3) {
    std::size_t end = i;
    end -= block_.folded(i - 1) == "," ? 1 : 0;
    quote.pieces.push_back(block_.span(begin, end));
    return true;
  }
  std::size_t comma = i + source.length;
  while (comma < stop && block_.folded(comma) != ",") {
    ++comma;
  }
  comma = behind_apposition(comma, stop);
  if (comma + 3 >= stop) {
    return false;
  }
  quote.pieces.push_back(block_.span(comma + 1, stop));
  return true;
}

std::size_t IndirectSpeech::behind_apposition(std::size_t comma, std::size_t stop) const {
  constexpr std::size_t longest = 12;
  for (std::size_t i = comma + 1; i < stop && i <= comma + longest; ++i) {
    if (i > comma + 1 && block_.folded(i) == ",") {
      return i;
    }
    const Tag tag = block_.tokens()[i].tag;
    if (tag == Tag::verb || tag == Tag::aux || tag == Tag::unknown ||
        block_.is_clause_edge(i)) {
      break;
    }
  }
  return comma;
}

}  // namespace byline::annotate
