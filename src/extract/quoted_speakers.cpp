#include "extract/quoted_speakers.hpp"

#include "extract/quotations.hpp"

#include <algorithm>

namespace byline::extract {

QuotedSpeakers::QuotedSpeakers(const Annotation& annotation, const ArticleFacts& facts) {
  for (const QuotedSpan& quote : annotation.quotes) {
    if (!quote.direct || quote.speaker.empty()) {
      continue;
    }
    if (const Mention* speaker = speaker_in(annotation, facts, quote.speaker)) {
      for (const Span& piece : quote.pieces) {
        pieces_.push_back({piece, speaker->entity});
      }
    }
  }
  std::ranges::stable_sort(
      pieces_, {}, [](const Piece& piece) { return piece.span.begin; });
}

std::optional<std::size_t> QuotedSpeakers::at(std::size_t at) const {
  const auto behind = std::ranges::upper_bound(
      pieces_, at, {}, [](const Piece& piece) { return piece.span.begin; });
  if (behind == pieces_.begin() || std::prev(behind)->span.end <= at) {
    return std::nullopt;
  }
  return std::prev(behind)->speaker;
}

}  // namespace byline::extract
