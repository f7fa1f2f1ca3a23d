#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace byline::store {

/// A list that grows without moving what it holds and gives its memory back while it is
/// consumed: a vector's doubling would be the peak of a load.
template <class T>
class ChunkList {
 public:
  void push_back(const T& value) {
    if (last_size_ == chunk_size) {
      chunks_.push_back(std::make_unique_for_overwrite<T[]>(chunk_size));
      last_size_ = 0;
    }
    chunks_.back()[last_size_++] = value;
  }

  [[nodiscard]] std::size_t size() const {
    return chunks_.empty() ? 0 : (chunks_.size() - 1) * chunk_size + last_size_;
  }

  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      for (std::size_t k = 0; k < size_of(i); ++k) {
        visit(chunks_[i][k]);
      }
    }
  }

  /// Visits all in order and frees them on the way; the list is empty afterwards.
  template <class Visit>
  void consume(const Visit& visit) {
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      const std::unique_ptr<T[]> chunk = std::move(chunks_[i]);
      for (std::size_t k = 0; k < size_of(i); ++k) {
        visit(chunk[k]);
      }
    }
    chunks_.clear();
    last_size_ = chunk_size;
  }

 private:
  static constexpr std::size_t chunk_size = 65'536;
  [[nodiscard]] std::size_t size_of(std::size_t chunk) const {
    return chunk + 1 == chunks_.size() ? last_size_ : chunk_size;
  }

  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t last_size_ = chunk_size;
};

}  // namespace byline::store
