#pragma once

#include "annotate/zeroed_pages.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace byline::annotate {

/// The weights of a trained model. Most rows of its table are empty, and nearly all
/// weights of the others are small: rows that have weights lie one behind the other, a
/// byte a weight, and the few with a larger weight elsewhere ("wide" rows). It is the
/// near cache that this is for: what it does not hold is what scoring waits for.
class PackedRows {
 public:
  /// A weight of a row that is not wide is at most this far from 0.
  static constexpr int largest = 127;
  static constexpr std::size_t most_features = 128;

  PackedRows() = default;
  PackedRows(unsigned log2_rows, std::size_t classes);

  [[nodiscard]] bool empty() const { return weights_.empty(); }
  /// Weights that a row takes: `classes` rounded up for the adder.
  [[nodiscard]] std::size_t stride() const { return stride_; }

  /// Memory for the weights of row `row`: `stride()` zeros, to be filled in at once with
  /// weights of −127…127. Zeros may be written up to seven bytes behind it. Rows are
  /// added in ascending order, each once.
  std::int8_t* add_row(std::size_t row) {
    Block& block = blocks_[row / block_rows];
    if (block.present == 0) {
      block.first = rows_;
    }
    block.present |= std::uint64_t{1} << row % block_rows;
    return weights_.data() + stride_ * rows_++;
  }
  /// Gives the row added last these weights (`classes` of them) instead; `small`: all are
  /// within −127…127.
  void set_last_row(std::span<const std::int16_t> weights, bool small);

  /// Writes the weights of a row, zeros for an empty one.
  void copy_row(std::size_t row, std::span<std::int16_t> weights) const;

  /// Writes the sum of the rows of `hashes` (a row's number is in the highest bits) for
  /// each class; at most most_features of them, `scores` has room for `stride()`.
  void score(std::span<const std::uint64_t> hashes, std::span<std::int32_t> scores) const;

 private:
  /// 64 rows: which have weights, and the number of the first of these. A bit a row stays
  /// in the near cache, where a table of places would not.
  struct Block {
    std::uint64_t present = 0;
    std::uint64_t first = 0;
  };
  static constexpr std::size_t block_rows = 64;
  /// In place of a row's first weight: the three bytes behind it are a wide row's number.
  static constexpr std::int8_t is_wide = -128;

  [[nodiscard]] std::size_t place_of(std::size_t row) const;
  /// Of a row that says where it is: its first weight in `wide_`.
  [[nodiscard]] std::uint32_t wide_place(const std::int8_t* row) const;
  using Places = std::array<std::uint32_t, most_features>;
  struct Found {
    std::span<const std::uint32_t> narrow;  ///< first weights in `weights_`
    std::span<const std::uint32_t> wide;    ///< in `wide_`
  };
  /// The rows of `hashes` that have weights, written to `places` and `wide`.
  Found find(std::span<const std::uint64_t> hashes, Places& places, Places& wide) const;
  void score_plainly(std::span<const std::uint64_t> hashes,
                     std::span<std::int32_t> scores) const;
#ifdef __x86_64__
  void score_avx2(std::span<const std::uint64_t> hashes,
                  std::span<std::int32_t> scores) const;
#endif

  unsigned shift_ = 63;
  std::size_t classes_ = 0;
  std::size_t stride_ = 0;
  ZeroedVector<Block> blocks_;
  ZeroedVector<std::int8_t> weights_;
  std::uint32_t rows_ = 0;  ///< that are present
  std::vector<std::int16_t> wide_;
};

}  // namespace byline::annotate
