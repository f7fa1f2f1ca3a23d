#pragma once

#include "annotate/lemmatizer.hpp"
#include "base/text_hash.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace byline::annotate {

/// The lemmas of words that stood in the text before.
class LemmaMemo {
 public:
  /// That of `word` with tag number `tag`; `first`: it opens a sentence. If it is not
  /// known yet, `find()` gives it. Valid until the next call.
  template <typename Find>
  const std::string& lemma(std::string_view word,
                           std::uint8_t tag,
                           bool first,
                           const Find& find) {
    key_.assign(word);
    key_ += static_cast<char>(tag);
    key_ += static_cast<char>('0' + static_cast<int>(telling_capitals(word, first)));
    auto known = lemmas_.find(key_);
    if (known == lemmas_.end()) {
      known = lemmas_.emplace(key_, find()).first;
    }
    return known->second;
  }

  [[nodiscard]] std::size_t size() const { return lemmas_.size(); }

 private:
  std::string key_;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> lemmas_;
};

}  // namespace byline::annotate
