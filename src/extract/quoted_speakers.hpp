#pragma once

#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace byline::extract {

/// Who speaks where in an article: nobody is "he" or "it" in words of their own.
class QuotedSpeakers {
 public:
  /// `facts` must have its mentions in text order.
  QuotedSpeakers(const Annotation& annotation, const ArticleFacts& facts);

  /// The entity whose words, quoted as they are, hold byte `at` of the text; nothing
  /// outside of quotations, and where the speaker is not named.
  [[nodiscard]] std::optional<std::size_t> at(std::size_t at) const;

 private:
  struct Piece {
    Span span;
    std::size_t speaker = 0;  ///< entity
  };
  std::vector<Piece> pieces_;  ///< in text order
};

}  // namespace byline::extract
