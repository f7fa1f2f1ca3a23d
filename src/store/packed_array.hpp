#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace byline::store {

/// Where a packed array lies in a dataset: docs/byl-format.md, "Packed arrays".
struct ArrayRef {
  std::uint64_t offset = 0;  ///< bytes from the start of its section
  std::uint64_t size = 0;    ///< number of values
  std::uint32_t base = 0;    ///< the least value
  std::uint32_t width = 0;   ///< bits a value, 0 … 32
  bool operator==(const ArrayRef&) const = default;
};

/// Unsigned 32-bit numbers, each stored as its distance from the least one in as few bits
/// as the largest needs, one behind the other from the lowest bit up. Eight bytes of
/// padding follow, so that any value is one unaligned load.
class PackedArray {
 public:
  PackedArray() = default;
  /// `data` is the array's first byte; it stays the caller's.
  PackedArray(const char* data, const ArrayRef& ref)
      : data_(data),
        size_(ref.size),
        base_(ref.base),
        width_(ref.width),
        mask_((std::uint64_t{1} << ref.width) - 1) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::uint32_t operator[](std::size_t i) const {
    const std::size_t bit = i * width_;
    std::uint64_t word = 0;
    std::memcpy(&word, data_ + (bit >> 3U), sizeof word);
    return base_ + static_cast<std::uint32_t>((word >> (bit & 7U)) & mask_);
  }
  [[nodiscard]] const char* data() const { return data_; }
  /// Bytes of the first `values` values, without the padding.
  [[nodiscard]] std::size_t bytes(std::size_t values) const {
    return (values * width_ + 7) / 8;
  }

  /// First position in [first, last) whose value is not below `value`, else `last`. The
  /// values there must ascend.
  [[nodiscard]] std::size_t lower_bound(std::size_t first,
                                        std::size_t last,
                                        std::uint32_t value) const {
    while (first < last) {
      const std::size_t middle = first + (last - first) / 2;
      if ((*this)[middle] < value) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return first;
  }

  /// The same, fast when the answer lies near `first` (galloping).
  [[nodiscard]] std::size_t advance(std::size_t first,
                                    std::size_t last,
                                    std::uint32_t value) const {
    std::size_t step = 1;
    while (first + step < last && (*this)[first + step] < value) {
      first += step;
      step *= 2;
    }
    return lower_bound(first, first + step < last ? first + step : last, value);
  }

  /// Values [first, last) to `out`.
  void decode(std::size_t first, std::size_t last, std::uint32_t* out) const {
    for (std::size_t i = first; i < last; ++i) {
      *out++ = (*this)[i];
    }
  }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::uint32_t base_ = 0;
  std::uint32_t width_ = 0;
  std::uint64_t mask_ = 0;
};

/// Appends the packed form of `values` to `out`, at a multiple of 8 bytes; the offset in
/// the answer counts from the start of `out`.
ArrayRef pack(std::span<const std::uint32_t> values, std::string& out);

}  // namespace byline::store
