#pragma once

#include "store/image.hpp"
#include "store/layout.hpp"
#include "store/packed_array.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace byline::store {

/// Positions [begin, end) of rows.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
};

/// Rows grouped by key: the reading side of GroupedRef. A view into an Image, cheap to
/// make and copy.
class Grouped {
 public:
  Grouped() = default;
  /// `section` is the one whose first byte the offsets of `ref` count from.
  Grouped(const Image& image, Section section, const GroupedRef& ref);

  [[nodiscard]] const PackedArray& keys() const { return keys_; }
  /// Column 0 for the predicates of the default graph; 0 … 2 for named graphs.
  [[nodiscard]] const PackedArray& column(std::size_t number = 0) const {
    return columns_[number];
  }
  [[nodiscard]] std::size_t row_count() const { return columns_[0].size(); }
  /// Whether each key has exactly one row, so that positions of keys and rows are equal.
  [[nodiscard]] bool is_single() const { return starts_.empty(); }
  /// Whether both have one list of keys and one row a key: then the rows at one position
  /// belong to one key.
  [[nodiscard]] bool is_aligned_with(const Grouped& other) const {
    return is_single() && other.is_single() && keys_.data() == other.keys_.data() &&
           keys_.size() == other.keys_.size();
  }
  /// Rows of the key at a position of `keys`.
  [[nodiscard]] RowRange rows_at(std::size_t position) const {
    return is_single() ? RowRange{position, position + 1}
                       : RowRange{starts_[position], starts_[position + 1]};
  }
  /// Position of the first key not below `key`, by the buckets.
  [[nodiscard]] std::size_t lower_bound(std::uint32_t key) const;
  /// Position of `key`, if there is such a key.
  [[nodiscard]] std::optional<std::size_t> position_of(std::uint32_t key) const;
  /// Rows of `key`: none if there is no such key.
  [[nodiscard]] RowRange find(std::uint32_t key) const;
  /// Part of `rows` whose column has `value`; rows must agree in the columns before it.
  [[nodiscard]] RowRange narrow(RowRange rows,
                                std::size_t column,
                                std::uint32_t value) const;
  /// Compares the checksums of everything, or of rows about to be read, or of keys at
  /// these positions with their rows.
  void check() const;
  void check(RowRange rows) const;
  void check_keys(RowRange positions) const;

 private:
  void check(const PackedArray& array, std::size_t first, std::size_t last) const;

  const Image* image_ = nullptr;
  PackedArray keys_;
  PackedArray starts_;
  PackedArray buckets_;
  std::uint32_t shift_ = 0;
  std::uint32_t least_key_ = 0;
  std::array<PackedArray, 3> columns_;
};

}  // namespace byline::store
