#pragma once

#include "annotate/packed_rows.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

namespace byline::annotate {

/// The eight bytes at `at`, little-endian; one load where the machine is so too.
inline std::uint64_t load_eight(const char* at) {
  std::uint64_t value = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&value, at, sizeof value);
  } else {
    for (std::size_t i = sizeof value; i-- > 0;) {
      value = value << 8U | static_cast<unsigned char>(at[i]);
    }
  }
  return value;
}

/// Reads the rows of a model file: of each how far it is from the one before, a bit for
/// each class that has a weight, and these weights. Reading models is most of a start.
class PackedRowReader {
 public:
  PackedRowReader(unsigned log2_rows, std::size_t classes);

  /// Whether the end of the rows has not been read yet.
  [[nodiscard]] bool more() const { return !done_; }
  [[nodiscard]] bool damaged() const { return damaged_; }
  /// Bytes that read() may look at.
  [[nodiscard]] std::size_t longest_row() const;
  /// Reads rows from `at` until the end of the rows, or behind `last`; returns the place
  /// behind.
  const char* read(const char* at, const char* last);
  /// What has been read; once.
  PackedRows take() { return std::move(packed_); }

 private:
  template <typename Spread>
  const char* read_with(const char* at, const char* last, const Spread& spread);
#ifdef __x86_64__
  const char* read_avx2(const char* at, const char* last);
#endif
  bool begin_row(const char*& at);
  const char* read_slowly(const char* mask);

  std::size_t classes_;
  std::size_t rows_;
  std::size_t mask_bytes_;
  unsigned no_class_;  ///< bits of a row's last mask byte that stand for nothing
  PackedRows packed_;
  std::size_t row_ = 0;  ///< the one behind the last one read
  bool done_ = false;
  bool damaged_ = false;
};

}  // namespace byline::annotate
