#pragma once

#include "annotate/word_features.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace byline::annotate {

/// What a treebank knows of a lower-cased word.
struct LexiconEntry {
  std::uint32_t key = 0;  ///< upper half of WordFeatures::lower; never 0
  std::uint8_t first_tag = 0;
  std::uint8_t second_tag = 0;
  std::uint8_t frequency = 0;
  bool certain = false;
  auto operator<=>(const LexiconEntry&) const = default;
};

/// Words seen in training and their tags, by hash. Thread-safe when const.
class Lexicon {
 public:
  Lexicon() = default;
  /// `entries` sorted by key, without repetition.
  explicit Lexicon(std::vector<LexiconEntry> entries);

  static std::uint32_t key_of(std::uint64_t lower_hash);
  /// Fills the lexicon's fields of `word`; leaves them 0 if it is not known.
  void fill(WordFeatures& word) const;
  [[nodiscard]] std::span<const LexiconEntry> entries() const { return entries_; }

 private:
  std::vector<LexiconEntry> entries_;
  std::vector<std::uint32_t> slots_;  ///< open addressing; entry number + 1, 0: free
  std::uint32_t mask_ = 0;
};

}  // namespace byline::annotate
