#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// What the models see of one word, whatever its language: hashes of its spelling.
/// Typographic quotes and dashes count as their ASCII forms, every digit as 0.
struct WordFeatures {
  std::uint64_t form = 0;                   ///< the spelling as it is
  std::uint64_t lower = 0;                  ///< lower case, accents kept
  std::uint64_t shape = 0;                  ///< Xx, XX, 00, x-X, …
  std::array<std::uint64_t, 5> suffixes{};  ///< last 1…5 letters; 0 where too short
  std::array<std::uint64_t, 4> prefixes{};  ///< first 1…4 letters
  bool capital = false;                     ///< begins with a capital
  bool all_capitals = false;                ///< two letters or more, no small ones
  bool has_digit = false;
  bool has_hyphen = false;
  bool has_letter = false;
  std::uint8_t first_tag = 0;   ///< commonest tag in the lexicon, 0: not there
  std::uint8_t second_tag = 0;  ///< another one that is not rare, or 0
  std::uint8_t frequency = 0;   ///< 0 unknown, 1 seldom … 3 frequent in the treebank
  bool certain = false;         ///< the lexicon knows no other tag, and the word well
  std::uint8_t tag = 0;         ///< number in the TagSet; set by the tagger
  std::uint64_t lemma = 0;      ///< of the lemma; 0 if unknown
  std::uint32_t lists = 0;      ///< four bits a name list; set by NameLists
  /// Path to the word's class from the root of a tree of classes, first step in the
  /// lowest bit: what has the first steps in common is alike. 0: unknown; set by
  /// WordClasses.
  std::uint32_t word_class = 0;
  /// Whose conventions tags and trees shall follow: 1 + the number in
  /// ModelParts::conventions; 0: nobody's.
  std::uint8_t conventions = 0;

  /// The word itself if the lexicon knows it, else what its spelling says of its kind:
  /// rare words share their weights.
  [[nodiscard]] std::uint64_t identity() const {
    return frequency != 0 ? lower : shape ^ (suffixes[1] >> 1U);
  }
};

/// The features of `word` but for those of the lexicon. Any bytes; never throws.
WordFeatures features_of(std::string_view word);

/// WordFeatures::lower of `word`.
std::uint64_t lower_hash(std::string_view word);

/// WordFeatures::capital of `word`.
bool begins_with_capital(std::string_view word);

/// WordFeatures::all_capitals of `word`.
bool is_all_capitals(std::string_view word);

/// `word` in lower case (Unicode simple mapping), accents kept, punctuation made ASCII.
std::string lower_case(std::string_view word);

}  // namespace byline::annotate
