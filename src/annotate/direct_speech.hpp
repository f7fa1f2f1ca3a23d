#pragma once

#include "annotate/quote_block.hpp"

#include <vector>

namespace byline::annotate {

/// Finds what a block quotes between marks or around a dash, with the words of the cue
/// and the speaker.
class DirectSpeech {
 public:
  /// Both must outlive this.
  DirectSpeech(const QuoteWords& words, const QuoteBlock& block)
      : words_(words),
        block_(block) {}

  /// Adds it to `out`. `last` comes in with the speaker of the block before, who goes on
  /// in a block that is one quotation, and goes out as the last quotation of this one.
  void find(std::vector<QuotedSpan>& out, QuotedSpan& last) const;

 private:
  /// Cue and speaker behind the closing mark: "…," Ana Lima said.
  [[nodiscard]] bool cue_after(const QuotedStretch& stretch, QuotedSpan& quote) const;
  /// "escreveu no Instagram |o romancista|": where a speaker may begin behind what a
  /// preposition opens; `end` if nothing follows that.
  [[nodiscard]] std::size_t behind_adverbials(std::size_t i, std::size_t end) const;
  /// "declarou |após a vitória|": a preposition follows, no speaker.
  [[nodiscard]] bool begins_adverbial(std::size_t i) const;
  /// A verb of saying alone behind the closing mark: "…", acrescentou. Who says it stands
  /// before the quotation.
  [[nodiscard]] bool bare_cue_after(const QuotedStretch& stretch,
                                    QuotedSpan& quote) const;
  /// Cue and speaker before the opening mark: Ana Lima said: "…".
  [[nodiscard]] bool cue_before(const QuotedStretch& stretch, QuotedSpan& quote) const;
  /// Tokens of the verb of judging at `i`, 0 if there is none, before a quotation that
  /// opens at `open`: "|called the ruling “a good day for all”".
  [[nodiscard]] std::size_t judging_verb_at(std::size_t i, std::size_t open) const;
  /// Whether the cue of `quote` is such a verb, before the stretch.
  [[nodiscard]] bool is_judged(const QuotedStretch& stretch,
                               const QuotedSpan& quote) const;
  /// "Para Ana Lima, |"…"", "Para Ana Lima, a compra |"…"": a source that says so only as
  /// the sentence's first word, before a name.
  [[nodiscard]] bool opinion_before(std::size_t begin,
                                    std::size_t open,
                                    QuotedSpan& quote) const;
  [[nodiscard]] bool noun_follows(std::size_t begin, std::size_t end) const;
  /// “The Brine Keepers”: capitals throughout are the title of a work, not said.
  [[nodiscard]] bool is_title(const QuotedStretch& stretch) const;
  [[nodiscard]] std::size_t count_words(const QuotedStretch& stretch) const;
  void take_stretch(const QuotedStretch& stretch,
                    std::vector<QuotedSpan>& out,
                    std::size_t first_of_block,
                    QuotedSpan& last) const;
  /// `"…," she said. "…" | Acme declined |`: whether the cue behind a finished quotation
  /// stands in a sentence of its own.
  [[nodiscard]] bool is_in_next_sentence(const QuotedStretch& stretch,
                                         const Span& cue) const;
  [[nodiscard]] bool ends_in_mark(const QuotedStretch& stretch) const;
  /// "Q – explains NAME – Q", with or without marks around it.
  void take_dash_insertions(std::vector<QuotedSpan>& out) const;

  const QuoteWords& words_;
  const QuoteBlock& block_;
};

}  // namespace byline::annotate
