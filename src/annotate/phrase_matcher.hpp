#pragma once

#include "annotate/tokenizer.hpp"
#include "knowledge/language_tables.hpp"
#include "model/sentence.hpp"

#include <bitset>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace byline::annotate {

/// Finds the phrases of a word table in token sequences, the longest first.
class PhraseMatcher {
 public:
  struct Match {
    const knowledge::TableRow* row = nullptr;  ///< null: nothing matched
    std::size_t length = 0;                    ///< tokens
    explicit operator bool() const { return row != nullptr; }
    [[nodiscard]] std::string_view value(std::size_t column = 0) const {
      return column < row->values.size() ? std::string_view{row->values[column]}
                                         : std::string_view{};
    }
  };

  /// Phrases are cut by `tokenizer`, so that contractions match. `table` must outlive
  /// the matcher.
  PhraseMatcher(const knowledge::WordTable& table, const Tokenizer& tokenizer);

  /// The longest phrase that begins at token `at`, by folded words.
  [[nodiscard]] Match match(std::span<const Token> tokens, std::size_t at) const;

  /// Adds the first word of each phrase.
  void add_first_words(knowledge::TextFilter& filter) const {
    by_first_.add_words(filter);
  }

  /// The longest phrase that ends right before token `end`.
  [[nodiscard]] Match match_before(std::span<const Token> tokens, std::size_t end) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    const knowledge::TableRow* row;
  };
  /// Phrases by a word. Nearly every token begins no phrase, which most of them show by
  /// their length and outer letters, before a hash of the whole word is taken.
  class Index {
   public:
    void add(const std::string& word, const Phrase& phrase);
    void sort();
    /// Those with `word`, the longest first.
    [[nodiscard]] std::span<const Phrase> find(const std::string& word) const;
    void add_words(knowledge::TextFilter& filter) const;

   private:
    static constexpr std::size_t signatures = 1024;
    static std::size_t signature(const std::string& word);

    std::unordered_map<std::string, std::vector<Phrase>> phrases_;
    std::bitset<signatures> seen_;  ///< signatures of the words
  };

  Index by_first_;
  Index by_last_;
};

}  // namespace byline::annotate
