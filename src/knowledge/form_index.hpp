#pragma once

#include "base/text_numbers.hpp"
#include "knowledge/rules_program.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

/// What wants a word in the sentence, by number, ascending.
struct KeyUses {
  std::vector<std::size_t> key_groups;
  std::vector<std::size_t> trees;
  std::vector<std::size_t> frames;  ///< their rules
};

/// What the rules of a language know of one word (folded).
struct WordUses {
  struct Form {
    std::size_t group = 0;   ///< FormGroup::number
    std::uint16_t bits = 0;  ///< of FormFeature
  };
  std::vector<Form> forms;   ///< groups that it is a form of
  std::vector<Form> lemmas;  ///< groups that it is a lemma of
  KeyUses keys;
};

/// Word → its uses. A sentence has a few dozen words, a language a thousand groups: its
/// words are looked up here once each, instead of in each group that some pattern asks
/// for.
class FormIndex {
 public:
  struct CutWord {
    std::string word;
    std::size_t group = 0;
  };

  void add(const FormGroup& group);
  /// What wants `word`, to be filled in.
  KeyUses& keys_of(std::string_view word) { return uses_of(word).keys; }

  /// The same for all words without uses; lives as long as the index.
  [[nodiscard]] const WordUses& find(std::string_view word) const {
    static const WordUses nothing;
    const std::uint32_t number = words_.find(word);
    return number == TextNumbers::none ? nothing : uses_[number];
  }
  /// FormGroup::cut_words that begin with the byte; those of one group in its order.
  [[nodiscard]] const std::vector<CutWord>& cut_words(char first) const {
    return cut_words_[static_cast<unsigned char>(first)];
  }

 private:
  WordUses& uses_of(std::string_view word);

  TextNumbers words_;
  std::vector<WordUses> uses_;                       ///< by number
  std::array<std::vector<CutWord>, 256> cut_words_;  ///< by first byte
};

}  // namespace byline::knowledge
