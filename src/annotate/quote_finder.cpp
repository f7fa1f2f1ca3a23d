#include "annotate/quote_finder.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace byline::annotate {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t reach_after = 12;   ///< tokens from a closing mark to its cue
constexpr std::size_t reach_before = 30;  ///< tokens from a cue to the opening mark
constexpr std::size_t fewest_words = 3;   ///< of a quotation with a cue
constexpr std::size_t sure_words = 8;     ///< of one without

bool is_opening(std::string_view word) {
  return word == "“" || word == "«" || word == "„" || word == "``";
}

bool is_closing(std::string_view word) {
  return word == "”" || word == "»" || word == "''";
}

bool is_dash(std::string_view word) {
  return word == "–" || word == "—" || word == "-" || word == "--" || word == "―";
}

/// A stretch between quotation marks: tokens of the block, marks not counted.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool closed = true;
};

}  // namespace

/// The tokens of one block, over its sentences.
class QuoteFinder::BlockReader {
 public:
  BlockReader(const QuoteFinder& tables,
              const Annotation& annotation,
              std::size_t first_sentence,
              std::size_t end_sentence)
      : tables_(tables) {
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

  void run(std::vector<QuotedSpan>& out, QuotedSpan& last) {
    const std::size_t first = out.size();
    for (const Stretch& stretch : stretches_) {
      take_stretch(stretch, out, first, last);
    }
    take_dash_insertions(out);
    for (std::size_t i = first; i < out.size(); ++i) {
      cues_.insert(out[i].cue);
    }
    for (std::size_t i = 0; i + 1 < sentence_begins_.size(); ++i) {
      take_indirect(sentence_begins_[i], sentence_begins_[i + 1], out);
    }
  }

  /// A block that ends in a colon and has a verb of saying introduces the next block.
  [[nodiscard]] std::optional<QuotedSpan> introduction() const {
    if (tokens_.empty() || tokens_.back().folded != ":") {
      return std::nullopt;
    }
    const std::size_t begin = sentence_begins_[sentence_begins_.size() - 2];
    for (std::size_t i = begin; i < tokens_.size(); ++i) {
      if (const std::size_t length = verb_at(i); length != 0) {
        QuotedSpan quote;
        quote.cue = span(i, i + length);
        quote.speaker = subject_before(begin, i);
        if (!quote.speaker.empty()) {
          return quote;
        }
      }
    }
    return std::nullopt;
  }

  /// The words of the block without quotation marks around them.
  [[nodiscard]] Span whole() const {
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

  [[nodiscard]] bool empty() const { return tokens_.empty(); }
  [[nodiscard]] bool is_one_quotation() const {
    return stretches_.size() == 1 && stretches_[0].begin <= 1 &&
           stretches_[0].end + 2 >= tokens_.size();
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view{tokens_[i].word} : std::string_view{};
  }

  [[nodiscard]] std::string_view folded(std::size_t i) const {
    return i < tokens_.size() ? std::string_view{tokens_[i].folded} : std::string_view{};
  }

  [[nodiscard]] bool is_straight(std::size_t i) const { return word(i) == "\""; }

  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return cover(tokens_[begin].span, tokens_[end - 1].span);
  }

  [[nodiscard]] bool is_punctuation(std::size_t i) const {
    const char32_t c = first_code_point(word(i));
    return i >= tokens_.size() ||
           (!is_letter(c) && !is_digit(c) && c != U'$' && c != U'€');
  }

  /// Pairs the marks of the block; one that is not closed runs to the block's end.
  void find_stretches() {
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
    for (const Stretch& stretch : stretches_) {
      std::fill(inside_.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
                inside_.begin() + static_cast<std::ptrdiff_t>(stretch.end),
                true);
    }
  }

  /// Tokens of the verb of saying at `i`, 0 if there is none; nouns of the same form
  /// ("the report") do not count.
  [[nodiscard]] std::size_t verb_at(std::size_t i) const {
    const auto match = tables_.verbs_.match(tokens_, i);
    if (!match) {
      return 0;
    }
    const Tag tag = tokens_[i].tag;
    if (tag != Tag::unknown) {
      return tag == Tag::verb || tag == Tag::aux || tag == Tag::propn ? match.length : 0;
    }
    const bool determined =
        i > 0 && (tables_.definite_words_.has(folded(i - 1)) || is_owner_mark(i - 1));
    return determined || is_upper(first_code_point(word(i))) ? 0 : match.length;
  }

  /// The clitic that makes an owner of the name before it.
  [[nodiscard]] bool is_owner_mark(std::size_t i) const {
    return tables_.owner_marks_.has(folded(i));
  }

  [[nodiscard]] bool is_clause_edge(std::size_t i) const {
    return is_punctuation(i) && !is_owner_mark(i) && word(i) != "'" && word(i) != "&" &&
           word(i) != "-" && word(i) != ".";
  }

  /// The noun phrase that ends right before `end`, after adverbs and auxiliaries; of
  /// "NAME, ROLE," the name. Empty if there is none from `begin` on.
  [[nodiscard]] Span subject_before(std::size_t begin, std::size_t end) const {
    std::size_t last = end;
    for (int skipped = 0; skipped < 4 && last > begin && !is_nominal(last - 1) &&
                          !is_clause_edge(last - 1);
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

  /// Whether `phrase`, the first one from `begin` on, is a name before a comma.
  [[nodiscard]] bool opens_with_name(std::size_t begin, const Span& phrase) const {
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

  /// A word that a speaker's phrase may end with: name, noun, pronoun.
  [[nodiscard]] bool is_nominal(std::size_t i) const {
    if (is_punctuation(i)) {
      return false;
    }
    if (tables_.pronouns_.has(folded(i)) || is_upper(first_code_point(word(i)))) {
      return true;
    }
    switch (tokens_[i].tag) {
      case Tag::noun:
      case Tag::propn:
      case Tag::pron: return true;
      case Tag::unknown: return !tables_.function_words_.has(folded(i));
      default: return false;
    }
  }

  /// A word that a speaker's phrase does not go beyond, to the left.
  [[nodiscard]] bool ends_phrase(std::size_t i) const {
    if (verb_at(i) != 0 || tables_.conjunctions_.match(tokens_, i)) {
      return true;
    }
    const bool small = tables_.function_words_.has(folded(i)) &&
                       !tables_.definite_words_.has(folded(i)) &&
                       !tables_.pronouns_.has(folded(i));
    // "of" and the like join a phrase; clause words end it.
    return small && folded(i).size() > 3;
  }

  /// "Acme's director" is the director, "director of Acme" too: the head alone.
  [[nodiscard]] Span without_complement(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      if (is_owner_mark(i) && i + 1 < last) {
        first = i + 1;
      }
    }
    while (first < last && tables_.function_words_.has(folded(first)) &&
           !tables_.pronouns_.has(folded(first))) {
      ++first;
    }
    std::size_t end = first;
    // "director of Acme" is the director, "Minister of Culture Ana Lima" one name.
    while (end < last && !(end > first && is_small(end) &&
                           !(tables_.links_.has(folded(end)) &&
                             is_upper(first_code_point(word(end - 1)))))) {
      ++end;
    }
    // "It is worth mentioning that": no phrase reaches the verb.
    const bool reaches = end == last || tables_.links_.has(folded(end));
    return first < end && reaches ? span(first, end) : Span{};
  }

  [[nodiscard]] bool is_small(std::size_t i) const {
    return tables_.function_words_.has(folded(i)) && !tables_.pronouns_.has(folded(i)) &&
           !is_upper(first_code_point(word(i)));
  }

  /// The noun phrase that begins at `begin`: up to a comma or another mark.
  [[nodiscard]] Span phrase_after(std::size_t begin, std::size_t end) const {
    std::size_t first = begin;
    while (first < end && tables_.function_words_.has(folded(first)) &&
           !tables_.pronouns_.has(folded(first))) {
      ++first;
    }
    std::size_t last = first;
    while (last < end && !is_clause_edge(last) && verb_at(last) == 0 &&
           last < first + 8 && !(last > first && is_small(last))) {
      ++last;
    }
    return first < last ? span(first, last) : Span{};
  }

  [[nodiscard]] std::size_t sentence_end(std::size_t i) const {
    return *std::ranges::upper_bound(sentence_begins_, i);
  }

  [[nodiscard]] std::size_t sentence_begin(std::size_t i) const {
    return *std::prev(std::ranges::upper_bound(sentence_begins_, i));
  }

  /// The "according to" whose words cover token `i`: its first token, or none.
  [[nodiscard]] std::size_t source_over(std::size_t i) const {
    for (std::size_t back = 0; back < 4 && back <= i; ++back) {
      const auto source = tables_.sources_.match(tokens_, i - back);
      if (source && source.length > back) {
        return i - back;
      }
    }
    return none;
  }

  /// Cue and speaker behind the closing mark: "…," Ana Lima said.
  [[nodiscard]] bool cue_after(const Stretch& stretch, QuotedSpan& quote) const {
    std::size_t begin = stretch.end + 1;
    while (begin < tokens_.size() && (folded(begin) == "," || is_dash(word(begin)))) {
      ++begin;
    }
    if (!stretch.closed || begin >= tokens_.size()) {
      return false;
    }
    const std::size_t end =
        std::min({sentence_end(begin), begin + reach_after, tokens_.size()});
    for (std::size_t i = begin; i < end && !inside_[i]; ++i) {
      const std::size_t length = verb_at(i);
      if (length != 0) {
        quote.cue = span(i, i + length);
        quote.speaker = i > begin ? subject_before(begin, i) : Span{};
        if (quote.speaker.empty() && !begins_adverbial(i + length)) {
          quote.speaker = phrase_after(i + length, end);
        }
        return !quote.speaker.empty();
      }
      if (const auto source = tables_.sources_.match(tokens_, i)) {
        quote.cue = span(i, i + source.length);
        quote.speaker = phrase_after(i + source.length, end);
        return !quote.speaker.empty();
      }
    }
    return false;
  }

  /// "declarou |após a vitória|": a preposition follows, no speaker.
  [[nodiscard]] bool begins_adverbial(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].tag == Tag::adp && is_small(i) &&
           !tables_.definite_words_.has(folded(i));
  }

  /// A verb of saying alone behind the closing mark: "…", acrescentou. Who says it stands
  /// before the quotation.
  [[nodiscard]] bool bare_cue_after(const Stretch& stretch, QuotedSpan& quote) const {
    std::size_t i = stretch.end + 1;
    while (i < tokens_.size() && (folded(i) == "," || is_dash(word(i)))) {
      ++i;
    }
    if (!stretch.closed || i >= tokens_.size() || i == stretch.end + 1) {
      return false;
    }
    std::size_t length = verb_at(i);
    if (const auto verb = tables_.verbs_.match(tokens_, i); length == 0 && verb) {
      // taggers take a lone word for a noun
      length = is_clause_edge(i + verb.length) || word(i + verb.length) == "."
                   ? verb.length
                   : 0;
    }
    if (length == 0) {
      return false;
    }
    quote.cue = span(i, i + length);
    quote.speaker = Span{};
    return true;
  }

  /// Cue and speaker before the opening mark: Ana Lima said: "…".
  [[nodiscard]] bool cue_before(const Stretch& stretch, QuotedSpan& quote) const {
    if (stretch.begin < 2) {
      return false;
    }
    const std::size_t open = stretch.begin - 1;
    std::size_t begin = sentence_begin(open - 1);
    if (opinion_before(begin, open, quote)) {
      return true;
    }
    begin = std::max(begin, open > reach_before ? open - reach_before : 0);
    for (std::size_t i = open; i > begin && !inside_[i - 1]; --i) {
      const std::size_t at = i - 1;
      if (const std::size_t source = source_over(at); source != none) {
        const std::size_t length = tables_.sources_.match(tokens_, source).length;
        quote.cue = span(source, source + length);
        quote.speaker = phrase_after(source + length, open);
        return !quote.speaker.empty();
      }
      if (const std::size_t length = verb_at(at); length != 0) {
        quote.cue = span(at, at + length);
        quote.speaker = subject_before(begin, at);
        return !quote.speaker.empty();
      }
      // "In Acme's own words, … ".
      if (is_owner_mark(at) && noun_follows(at + 1, open) && at > begin) {
        quote.cue = span(at, at + 1);
        quote.speaker = subject_before(begin, at);
        return !quote.speaker.empty();
      }
    }
    return false;
  }

  /// "Para Ana Lima, |"…"": a source that says so only as the sentence's first word,
  /// before a name.
  [[nodiscard]] bool opinion_before(std::size_t begin,
                                    std::size_t open,
                                    QuotedSpan& quote) const {
    const auto source = tables_.first_sources_.match(tokens_, begin);
    if (!source || begin + source.length >= open || folded(open - 1) != ",") {
      return false;
    }
    const Span phrase = phrase_after(begin + source.length, open);
    const std::size_t comma = open - 1;
    if (phrase.empty() || phrase.end != tokens_[comma].span.begin ||
        !is_upper(first_code_point(word(comma - 1)))) {
      return false;
    }
    quote.cue = span(begin, begin + source.length);
    quote.speaker = phrase;
    return true;
  }

  [[nodiscard]] bool noun_follows(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < std::min(end, begin + 3); ++i) {
      if (tables_.nouns_.match(tokens_, i)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::size_t count_words(const Stretch& stretch) const {
    std::size_t words = 0;
    for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
      words += is_punctuation(i) ? 0 : 1;
    }
    return words;
  }

  void take_stretch(const Stretch& stretch,
                    std::vector<QuotedSpan>& out,
                    std::size_t first_of_block,
                    QuotedSpan& last) {
    const std::size_t words = count_words(stretch);
    if (words < fewest_words) {
      return;
    }
    QuotedSpan quote;
    const bool cued = cue_after(stretch, quote) || cue_before(stretch, quote) ||
                      bare_cue_after(stretch, quote);
    const bool has_mark = ends_in_mark(stretch);
    const Span piece = span(stretch.begin, stretch.end);
    // "Q," he said. "Q.": the second stretch goes on.
    if (out.size() > first_of_block && has_mark && words >= fewest_words &&
        (!cued || quote.cue == out.back().cue)) {
      out.back().pieces.push_back(piece);
      return;
    }
    if (!cued && (words < sure_words || !has_mark)) {
      return;
    }
    if (!cued && is_one_quotation() && !last.speaker.empty()) {
      quote.speaker = last.speaker;
    }
    if (cued && !has_mark && words < fewest_words + 1 && quote.cue.empty()) {
      return;
    }
    quote.pieces.push_back(piece);
    quote.sentence = sentence_of_[stretch.begin];
    if (!quote.cue.empty()) {
      quote.sentence = sentence_at(quote.cue.begin);
    }
    last = quote;
    out.push_back(std::move(quote));
  }

  [[nodiscard]] std::size_t sentence_at(std::size_t byte) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].span.begin >= byte) {
        return sentence_of_[i];
      }
    }
    return sentence_of_.back();
  }

  [[nodiscard]] bool ends_in_mark(const Stretch& stretch) const {
    const auto is_mark = [](std::string_view text) {
      return text == "." || text == "," || text == "!" || text == "?" || text == "…" ||
             text == "...";
    };
    return !stretch.closed || is_mark(word(stretch.end - 1)) ||
           is_mark(word(stretch.end + 1));
  }

  /// "Q – explains NAME – Q", with or without marks around it.
  void take_dash_insertions(std::vector<QuotedSpan>& out) {
    for (std::size_t i = 1; i + 2 < tokens_.size(); ++i) {
      const std::size_t length = is_dash(word(i)) ? verb_at(i + 1) : 0;
      if (length == 0) {
        continue;
      }
      const std::size_t sentence_stop = sentence_end(i);
      std::size_t second = i + 1 + length;
      while (second < sentence_stop && !is_dash(word(second))) {
        ++second;
      }
      QuotedSpan quote;
      quote.cue = span(i + 1, i + 1 + length);
      quote.speaker = phrase_after(i + 1 + length, std::min(second, sentence_stop));
      if (quote.speaker.empty()) {
        continue;
      }
      const Stretch* around = stretch_with(i);
      std::size_t begin = around != nullptr ? around->begin : sentence_begin(i);
      while (begin < i && is_punctuation(begin)) {
        ++begin;
      }
      std::size_t end =
          around != nullptr && around->end > second ? around->end : sentence_stop;
      quote.pieces.push_back(span(begin, i));
      if (second + 1 < end) {
        quote.pieces.push_back(span(second + 1, end));
      }
      quote.sentence = sentence_of_[i];
      std::erase_if(out, [&](const QuotedSpan& other) {
        return std::ranges::any_of(other.pieces, [&](const Span& piece) {
          return piece.overlaps(quote.pieces.front());
        });
      });
      out.push_back(std::move(quote));
      i = second;
    }
  }

  [[nodiscard]] const Stretch* stretch_with(std::size_t i) const {
    for (const Stretch& stretch : stretches_) {
      if (stretch.begin <= i && i < stretch.end) {
        return &stretch;
      }
    }
    return nullptr;
  }

  /// What a sentence reports without marks: "NAME said that …", "…, NAME said",
  /// "according to NAME, …".
  void take_indirect(std::size_t begin, std::size_t end, std::vector<QuotedSpan>& out) {
    std::size_t stop = end;
    while (stop > begin && is_punctuation(stop - 1)) {
      --stop;
    }
    for (std::size_t i = begin; i < stop; ++i) {
      if (inside_[i]) {
        continue;
      }
      QuotedSpan quote;
      quote.direct = false;
      const bool found = clause_after_verb(begin, i, stop, out, quote) ||
                         clause_before_verb(begin, i, stop, quote) ||
                         clause_of_source(begin, i, stop, quote);
      if (found && cues_.insert(quote.cue).second) {
        quote.sentence = sentence_of_[begin];
        out.push_back(std::move(quote));
        return;
      }
    }
  }

  [[nodiscard]] bool clause_after_verb(std::size_t begin,
                                       std::size_t i,
                                       std::size_t stop,
                                       const std::vector<QuotedSpan>& out,
                                       QuotedSpan& quote) const {
    const std::size_t length = source_over(i) == none ? verb_at(i) : 0;
    if (length == 0) {
      return false;
    }
    std::size_t from = none;
    for (std::size_t k = i + length; k < std::min(stop, i + length + 5); ++k) {
      if (const auto that = tables_.conjunctions_.match(tokens_, k)) {
        from = k + that.length;
        break;
      }
      if (is_clause_edge(k)) {
        break;
      }
    }
    const bool bare = from == none && tables_.bare_verbs_.match(tokens_, i) &&
                      i + length + 3 < stop && starts_clause(i + length);
    from = bare ? i + length : from;
    if (from == none || from + 2 >= stop) {
      return false;
    }
    quote.cue = span(i, i + length);
    quote.pieces.push_back(span(from, stop));
    if (i > begin && folded(i - 1) == ",") {
      quote.speaker = speaker_of_sentence(begin, i, out);
    }
    if (quote.speaker.empty()) {
      quote.speaker = subject_before(begin, i);
    }
    return !quote.speaker.empty();
  }

  /// ", noting that": who was found to speak earlier in the sentence.
  [[nodiscard]] Span speaker_of_sentence(std::size_t begin,
                                         std::size_t i,
                                         const std::vector<QuotedSpan>& out) const {
    if (!out.empty() && out.back().sentence == sentence_of_[begin] &&
        !out.back().cue.empty() && out.back().cue.end <= tokens_[i].span.begin) {
      return out.back().speaker;
    }
    return {};
  }

  /// A name, pronoun or article begins a clause; a preposition does not.
  [[nodiscard]] bool starts_clause(std::size_t i) const {
    return tables_.pronouns_.has(folded(i)) || tables_.definite_words_.has(folded(i)) ||
           (!is_punctuation(i) && !is_small(i));
  }

  [[nodiscard]] bool clause_before_verb(std::size_t begin,
                                        std::size_t i,
                                        std::size_t stop,
                                        QuotedSpan& quote) const {
    const std::size_t length = verb_at(i);
    if (length == 0 || i + length + 6 < stop) {
      return false;
    }
    std::size_t comma = i;
    while (comma > begin + 3 && folded(comma - 1) != ",") {
      --comma;
    }
    if (comma <= begin + 3 || i - comma > 8) {
      return false;
    }
    quote.cue = span(i, i + length);
    quote.speaker = i > comma ? subject_before(comma, i) : Span{};
    if (quote.speaker.empty()) {
      quote.speaker = phrase_after(i + length, stop);
    }
    quote.pieces.push_back(span(begin, comma - 1));
    return !quote.speaker.empty();
  }

  [[nodiscard]] bool clause_of_source(std::size_t begin,
                                      std::size_t i,
                                      std::size_t stop,
                                      QuotedSpan& quote) const {
    const auto source = tables_.sources_.match(tokens_, i);
    if (!source) {
      return false;
    }
    quote.cue = span(i, i + source.length);
    quote.speaker = phrase_after(i + source.length, stop);
    if (quote.speaker.empty()) {
      return false;
    }
    if (i > begin + 3) {
      std::size_t end = i;
      end -= folded(i - 1) == "," ? 1 : 0;
      quote.pieces.push_back(span(begin, end));
      return true;
    }
    std::size_t comma = i + source.length;
    while (comma < stop && folded(comma) != ",") {
      ++comma;
    }
    if (comma + 3 >= stop) {
      return false;
    }
    quote.pieces.push_back(span(comma + 1, stop));
    return true;
  }

  const QuoteFinder& tables_;
  std::vector<Token> tokens_;
  std::vector<std::size_t> sentence_of_;
  std::set<Span> cues_;  ///< of quotations found in the block
  std::vector<std::size_t> sentence_begins_;
  std::vector<Stretch> stretches_;
  std::vector<bool> inside_;
};

QuoteFinder::QuoteFinder(const knowledge::LanguageTables& tables,
                         const Tokenizer& tokenizer)
    : verbs_(tables.table("say_verbs"), tokenizer),
      bare_verbs_(tables.table("say_verbs_bare"), tokenizer),
      nouns_(tables.table("say_nouns"), tokenizer),
      sources_(tables.table("quote_sources"), tokenizer),
      first_sources_(tables.table("quote_sources_first"), tokenizer),
      conjunctions_(tables.table("say_conjunctions"), tokenizer),
      function_words_(tables.table("function_words")),
      pronouns_(tables.table("pronouns")),
      definite_words_(tables.table("definite_words")),
      owner_marks_(tables.table("owner_marks")),
      links_(tables.table("name_links")) {}

std::vector<QuotedSpan> QuoteFinder::find(const Annotation& annotation) const {
  std::vector<QuotedSpan> out;
  QuotedSpan last;                         // of the block before
  std::optional<QuotedSpan> introduction;  // "NAME says:" in the block before
  for (std::size_t s = 0; s < annotation.sentences.size();) {
    std::size_t end = s;
    const std::size_t block = annotation.sentences[s].block;
    while (end < annotation.sentences.size() &&
           annotation.sentences[end].block == block) {
      ++end;
    }
    BlockReader reader{*this, annotation, s, end};
    if (introduction && !reader.empty()) {
      introduction->pieces.push_back(reader.whole());
      introduction->sentence = s - 1;
      last = *introduction;
      out.push_back(*introduction);
      introduction.reset();
    } else {
      QuotedSpan of_block;
      of_block.speaker = last.speaker;
      reader.run(out, of_block);
      last = of_block.pieces.empty() ? QuotedSpan{} : of_block;
      introduction = reader.introduction();
    }
    s = end;
  }
  std::erase_if(out, [](const QuotedSpan& quote) {
    return quote.pieces.empty() || quote.pieces.front().empty();
  });
  std::ranges::stable_sort(
      out, {}, [](const QuotedSpan& quote) { return quote.pieces.front().begin; });
  return out;
}

}  // namespace byline::annotate
