#pragma once

#include "annotate/phrase_matcher.hpp"
#include "annotate/tokenizer.hpp"
#include "knowledge/language_tables.hpp"
#include "model/sentence.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// A decimal number: digits × 10^-scale.
struct Decimal {
  std::uint64_t digits = 0;
  unsigned scale = 0;
};

/// Finds number expressions: digits or words, with multipliers, comparator, currency and
/// unit ("more than 65,000", "US$ 9 milhões", "dozens").
/// Uses the sections number_settings, number_words, multipliers, vague_numbers,
/// comparators, comparators_after, units, currencies.
class NumberFinder {
 public:
  /// `tables` must outlive the finder.
  NumberFinder(const knowledge::LanguageTables& tables, const Tokenizer& tokenizer);

  /// Number expressions of the tokens, in order, without overlaps. Numbers too large for
  /// 64 bits are left out.
  [[nodiscard]] std::vector<NumberExpression> find(std::span<const Token> tokens) const;

  /// The value of a token of digits ("65,000", "1.2"), or nothing.
  [[nodiscard]] std::optional<Decimal> parse_digits(std::string_view folded) const;

  /// Whether the folded word is a number written in letters.
  [[nodiscard]] bool is_number_word(const std::string& folded) const {
    return words_.has(folded);
  }

  /// A plain count that begins at token `at`: digits or number words, without comparator
  /// and unit; `end` is set behind it. For dates ("two years ago").
  [[nodiscard]] std::optional<std::uint64_t> parse_count(std::span<const Token> tokens,
                                                         std::size_t at,
                                                         std::size_t& end) const;

 private:
  struct Core;
  /// Whether a number may begin with the token: nearly none does.
  [[nodiscard]] bool may_begin(const Token& token) const;
  [[nodiscard]] std::optional<Core> core_at(std::span<const Token> tokens,
                                            std::size_t at) const;
  [[nodiscard]] std::optional<Core> digits_at(std::span<const Token> tokens,
                                              std::size_t at) const;
  [[nodiscard]] std::optional<Core> words_at(std::span<const Token> tokens,
                                             std::size_t at) const;
  void multiply(std::span<const Token> tokens, Core& core) const;
  void take_unit(std::span<const Token> tokens, Core& core) const;
  [[nodiscard]] std::optional<NumberExpression> expression_at(
      std::span<const Token> tokens, std::size_t at) const;

  const knowledge::WordTable& words_;
  const knowledge::WordTable& currencies_;
  PhraseMatcher multipliers_;
  PhraseMatcher vague_;
  PhraseMatcher comparators_;
  PhraseMatcher comparators_after_;
  PhraseMatcher units_;
  knowledge::TextFilter beginnings_;  ///< words
  char decimal_mark_ = '.';
  char group_mark_ = ',';
  std::string joiner_;
};

}  // namespace byline::annotate
