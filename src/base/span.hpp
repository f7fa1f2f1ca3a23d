#pragma once

#include <compare>
#include <cstddef>

namespace byline {

/// A stretch of an article's text: bytes [begin, end), 0-based, cut at code-point
/// borders. Code points appear only where RDF is written (`CodePointIndex`).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] bool contains(const Span& other) const {
    return begin <= other.begin && other.end <= end;
  }
  [[nodiscard]] bool overlaps(const Span& other) const {
    return begin < other.end && other.begin < end;
  }
  auto operator<=>(const Span&) const = default;
};

/// The smallest span that covers both.
constexpr Span cover(const Span& a, const Span& b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace byline
