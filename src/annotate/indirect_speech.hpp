#pragma once

#include "annotate/quote_block.hpp"

#include <set>

namespace byline::annotate {

/// Finds what the sentences of a block report without marks.
class IndirectSpeech {
 public:
  /// Both must outlive this.
  IndirectSpeech(const QuoteWords& words, const QuoteBlock& block)
      : words_(words),
        block_(block) {}

  /// Adds it to `out`, where the direct quotations of the block stand from `first` on; a
  /// cue belongs to one quotation.
  void find(std::vector<QuotedSpan>& out, std::size_t first);

 private:
  /// What a sentence reports without marks: "NAME said that …", "…, NAME said",
  /// "according to NAME, …".
  void take_indirect(std::size_t begin, std::size_t end, std::vector<QuotedSpan>& out);
  [[nodiscard]] bool clause_after_verb(std::size_t begin,
                                       std::size_t i,
                                       std::size_t stop,
                                       const std::vector<QuotedSpan>& out,
                                       QuotedSpan& quote) const;
  /// "Acme |adds| three projects": whether the verb of the sentence that begins at token
  /// `sentence` takes a thing.
  [[nodiscard]] bool has_object(std::size_t sentence,
                                std::size_t i,
                                std::size_t stop) const;
  /// "…, |said| Ana Lima, the director": behind a comma, the speaker and nothing or an
  /// apposition follow.
  [[nodiscard]] bool is_inverted(std::size_t i,
                                 std::size_t length,
                                 std::size_t stop) const;
  /// Where the part of the sentence begins that token `i` stands in.
  [[nodiscard]] std::size_t behind_semicolon(std::size_t begin, std::size_t i) const;
  /// ", noting that": who was found to speak earlier in the sentence.
  [[nodiscard]] Span speaker_of_sentence(std::size_t begin,
                                         std::size_t i,
                                         const std::vector<QuotedSpan>& out) const;
  /// A name, pronoun or article begins a clause; a preposition does not.
  [[nodiscard]] bool starts_clause(std::size_t i) const;
  [[nodiscard]] bool clause_before_verb(std::size_t begin,
                                        std::size_t i,
                                        std::size_t stop,
                                        QuotedSpan& quote) const;
  /// Whether a verb stands there, or words have no tags.
  [[nodiscard]] bool tells_something(std::size_t begin, std::size_t end) const;
  /// Whether "is" or the like stands there: what follows is told of the clause before.
  [[nodiscard]] bool has_auxiliary(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool clause_of_source(std::size_t begin,
                                      std::size_t i,
                                      std::size_t stop,
                                      QuotedSpan& quote) const;
  /// "According to Ana Lima|,| head of Acme|,| …": the second comma, where no verb stands
  /// between; else the first.
  [[nodiscard]] std::size_t behind_apposition(std::size_t comma, std::size_t stop) const;

  const QuoteWords& words_;
  const QuoteBlock& block_;
  std::set<Span> cues_;  ///< of quotations found in the block
};

}  // namespace byline::annotate
