#pragma once

#include "annotate/word_features.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// The class of one word.
struct ClassedWord {
  std::uint32_t key = 0;   ///< never 0
  std::uint32_t path = 0;  ///< see WordFeatures::word_class
  auto operator<=>(const ClassedWord&) const = default;
};

/// Classes of words that stand in the same surroundings in much text (Brown et al. 1992),
/// by the hash of the word: they tell something of words that no treebank has.
/// Thread-safe when const.
class WordClasses {
 public:
  static constexpr std::uint32_t largest_path = (1U << 20U) - 1;

  WordClasses() = default;
  /// `words` sorted by key, without repetition.
  explicit WordClasses(std::vector<ClassedWord> words);
  /// Reads one class a line: its path from the root of the classes' tree ("0110"), a tab,
  /// its words with blanks between them. Lines that begin with '#' are skipped; where a
  /// word stands twice, the first place counts. Throws Error(unusable) with file and
  /// line.
  static WordClasses from_text(std::string_view text, const std::string& file);

  /// Sets `word_class`; a word that is not there as it is written counts as the same one
  /// with the other case of its first letter.
  void fill(WordFeatures& word) const;
  /// Whether `lower`, in small letters, is there in small letters.
  [[nodiscard]] bool contains(std::string_view lower) const;
  [[nodiscard]] std::span<const ClassedWord> words() const { return words_; }

 private:
  [[nodiscard]] std::uint32_t find(std::uint32_t key) const;

  std::vector<ClassedWord> words_;
  std::vector<std::uint32_t> slots_;  ///< open addressing; word number + 1, 0: free
  std::uint32_t mask_ = 0;
};

}  // namespace byline::annotate
