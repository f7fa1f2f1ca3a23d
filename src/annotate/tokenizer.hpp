#pragma once

#include "base/span.hpp"
#include "knowledge/language_tables.hpp"
#include "model/sentence.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace byline::annotate {

/// Cuts a sentence into syntactic words as Universal Dependencies does: punctuation
/// apart, clitics ("does" "n't", "Acme" "'s"), contractions ("da" = "de" "a": both have
/// the contraction's span) and enclitics ("tornou" "-" is dropped, "se") split.
/// Uses the sections abbreviations, abbreviations_before_number,
/// abbreviations_may_end, clitics, contractions,
/// enclitics, hyphen_prefixes, token_settings.
class Tokenizer {
 public:
  /// `tables` must outlive the tokenizer.
  explicit Tokenizer(const knowledge::LanguageTables& tables);

  /// Words of `text` within `sentence`, in order; span, word and folded are set. Linear.
  [[nodiscard]] std::vector<Token> tokenize(std::string_view text, Span sentence) const;

 private:
  class Run;

  const knowledge::WordTable& abbreviations_;
  const knowledge::WordTable& before_number_;
  const knowledge::WordTable& may_end_;
  const knowledge::WordTable& clitics_;
  /// Case-folded, with accents: Portuguese "à" is one, "a" is none.
  std::unordered_map<std::string, std::string> contractions_;
  const knowledge::WordTable& enclitics_;
  const knowledge::WordTable& hyphen_prefixes_;
  bool splits_hyphens_ = false;
};

}  // namespace byline::annotate
