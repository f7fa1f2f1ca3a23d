#pragma once

#include "base/text_hash.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/rules_program.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace byline::knowledge {

/// Word → the groups of words of one language that hold it. A sentence has a few dozen
/// words, a language a thousand groups: its words are looked up here once each, instead
/// of in each group that some pattern asks for.
class FormIndex {
 public:
  struct Form {
    std::size_t group = 0;   ///< FormGroup::number
    std::uint16_t bits = 0;  ///< of FormFeature
  };
  struct CutWord {
    std::string word;
    std::size_t group = 0;
  };

  void add(const FormGroup& group);

  /// Groups with the form `word` (folded).
  [[nodiscard]] const std::vector<Form>& forms(std::string_view word) const;
  /// Groups with the lemma `word` (folded).
  [[nodiscard]] const std::vector<Form>& lemmas(std::string_view word) const;
  /// FormGroup::cut_words that begin with the byte; those of one group in its order.
  [[nodiscard]] const std::vector<CutWord>& cut_words(char first) const {
    return cut_words_[static_cast<unsigned char>(first)];
  }

 private:
  using Index =
      std::unordered_map<std::string, std::vector<Form>, TextHash, std::equal_to<>>;

  Index forms_;
  Index lemmas_;
  std::array<std::vector<CutWord>, 256> cut_words_;  ///< by first byte
};

}  // namespace byline::knowledge
