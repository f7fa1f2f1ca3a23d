#pragma once

#include "annotate/lemma_memo.hpp"
#include "annotate/word_features.hpp"
#include "base/text_numbers.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// What a model knows of words, kept by a thread from article to article: a few thousand
/// words are most of all text. All of it hangs on model and word alone, so it makes no
/// difference to what is found.
class WordMemo {
 public:
  /// The memo of this thread for the model with number `model`. What it held is forgotten
  /// when that has become much.
  static WordMemo& of(std::uint64_t model);

  /// The features of `word`; if they are not known yet, `find()` gives them. Valid until
  /// the next call.
  template <typename Find>
  const WordFeatures& features(std::string_view word, const Find& find) {
    const std::uint32_t number = words_.add(word);
    if (number == features_.size()) {
      features_.push_back(find());
    }
    return features_[number];
  }

  LemmaMemo& lemmas() { return lemmas_; }

 private:
  static constexpr std::size_t most = 1U << 14U;  ///< words, and lemmas: some megabytes

  [[nodiscard]] bool is_full() const {
    return words_.size() > most || lemmas_.size() > most;
  }

  std::uint64_t model_ = 0;
  TextNumbers words_;
  std::vector<WordFeatures> features_;  ///< by number of the word
  LemmaMemo lemmas_;
};

}  // namespace byline::annotate
