#pragma once

#include "base/span.hpp"
#include "knowledge/language_tables.hpp"

#include <string_view>
#include <vector>

namespace byline::annotate {

/// Finds the sentences of one block of text.
///
/// A sentence ends at . ! ? … and the closing marks behind them, if a space and no
/// lower-case letter follow; the period of an abbreviation or an initial ends none.
/// A dateline that opens the block is a sentence of its own.
/// Uses the sections abbreviations, abbreviations_before_number,
/// abbreviations_may_end, function_words, say_verbs.
class SentenceSplitter {
 public:
  /// `tables` must outlive the splitter.
  explicit SentenceSplitter(const knowledge::LanguageTables& tables);

  /// Sentences of `text` within `block`, in order, trimmed, never empty; spans are bytes
  /// into `text`. Stretches without an end mark are cut at a space after 8 KiB, so that
  /// no sentence is longer. Linear in the block's size. Never throws.
  [[nodiscard]] std::vector<Span> split(std::string_view text, Span block) const;

 private:
  [[nodiscard]] bool ends_sentence(std::string_view text,
                                   Span sentence_so_far,
                                   Span marks,
                                   std::size_t next) const;
  [[nodiscard]] bool is_abbreviation(std::string_view text,
                                     Span sentence_so_far,
                                     std::size_t period,
                                     std::size_t next) const;
  [[nodiscard]] bool begins_sentence(std::string_view text, std::size_t next) const;
  [[nodiscard]] bool names_speaker(std::string_view text, std::size_t next) const;

  const knowledge::WordTable& abbreviations_;
  const knowledge::WordTable& before_number_;
  const knowledge::WordTable& may_end_;
  const knowledge::WordTable& function_words_;
  const knowledge::WordTable& say_verbs_;
};

}  // namespace byline::annotate
