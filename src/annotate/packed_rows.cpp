#include "annotate/packed_rows.hpp"

#include "annotate/row_adder.hpp"
#include "annotate/row_adder_avx2.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace byline::annotate {

namespace {

constexpr std::size_t few_classes = 4;
constexpr std::size_t eight = 8;
constexpr std::size_t sixteen = 16;
constexpr std::size_t near_blocks = 1U << 13U;  ///< 128 KB
constexpr std::size_t half_line = 32;           ///< bytes of a line of the near cache
constexpr std::size_t tail_bytes = 16;  ///< that adding the last row may read behind it

/// Sums of 128 bytes fit into 16 bits.
using Weights8 [[gnu::vector_size(8)]] = std::int8_t;
using Weights16 [[gnu::vector_size(16)]] = std::int8_t;
using Sums8 [[gnu::vector_size(16)]] = std::int16_t;
using Sums16 [[gnu::vector_size(32)]] = std::int16_t;
using Wide4 [[gnu::vector_size(8)]] = std::int16_t;
using Wide8 [[gnu::vector_size(16)]] = std::int16_t;
using WideSums4 [[gnu::vector_size(16)]] = std::int32_t;
using WideSums8 [[gnu::vector_size(32)]] = std::int32_t;

[[gnu::always_inline]] inline void add_all(const std::int8_t* base,
                                           std::size_t stride,
                                           std::span<const std::uint32_t> places,
                                           std::int32_t* out) {
  if (stride == few_classes) {
    add_rows<Weights8, Sums8>(base, places, out, few_classes);
    return;
  }
  std::size_t first = 0;
  for (; first + sixteen <= stride; first += sixteen) {
    add_rows<Weights16, Sums16>(base + first, places, out + first, sixteen);
  }
  if (first < stride) {
    add_rows<Weights8, Sums8>(base + first, places, out + first, eight);
  }
}

[[gnu::always_inline]] inline void add_all_wide(const std::int16_t* base,
                                                std::size_t stride,
                                                std::span<const std::uint32_t> places,
                                                std::int32_t* out) {
  if (stride == few_classes) {
    add_rows<Wide4, WideSums4>(base, places, out, few_classes);
    return;
  }
  for (std::size_t first = 0; first < stride; first += eight) {
    add_rows<Wide8, WideSums8>(base + first, places, out + first, eight);
  }
}

std::size_t stride_for(std::size_t classes) {
  return classes <= few_classes ? few_classes : (classes + eight - 1) / eight * eight;
}

}  // namespace

// Memory is mapped for all rows; what is not written takes none.
PackedRows::PackedRows(unsigned log2_rows, std::size_t classes)
    : shift_{64 - log2_rows},
      classes_{classes},
      stride_{stride_for(classes)},
      blocks_(((std::size_t{1} << log2_rows) + block_rows - 1) / block_rows),
      weights_((std::size_t{1} << log2_rows) * stride_ + tail_bytes) {}

void PackedRows::set_last_row(std::span<const std::int16_t> weights, bool small) {
  assert(rows_ > 0 && weights.size() == classes_);
  std::int8_t* row = weights_.data() + stride_ * (rows_ - 1);
  std::fill_n(row, stride_, std::int8_t{0});
  if (small) {
    std::ranges::transform(weights, row, [](std::int16_t weight) {
      return static_cast<std::int8_t>(weight);
    });
    return;
  }
  const std::size_t number = wide_.size() / stride_;
  row[0] = is_wide;
  for (unsigned byte = 0; byte < 3; ++byte) {
    row[byte + 1] = static_cast<std::int8_t>(number >> 8 * byte & 0xFFU);
  }
  wide_.insert(wide_.end(), weights.begin(), weights.end());
  wide_.resize((number + 1) * stride_);
}

std::uint32_t PackedRows::wide_place(const std::int8_t* row) const {
  const auto byte = [row](std::size_t i) {
    return std::uint32_t{static_cast<std::uint8_t>(row[i])};
  };
  return (byte(1) | byte(2) << 8U | byte(3) << 16U) * static_cast<std::uint32_t>(stride_);
}

std::size_t PackedRows::place_of(std::size_t row) const {
  const Block& block = blocks_[row / block_rows];
  // the row's own bit is set: it and those below it are counted
  const std::uint64_t up_to_it = block.present << (block_rows - 1 - row % block_rows);
  return (block.first + static_cast<std::size_t>(std::popcount(up_to_it)) - 1) * stride_;
}

void PackedRows::copy_row(std::size_t row, std::span<std::int16_t> weights) const {
  std::ranges::fill(weights, std::int16_t{0});
  if ((blocks_[row / block_rows].present >> row % block_rows & 1U) == 0) {
    return;
  }
  const std::int8_t* narrow = weights_.data() + place_of(row);
  if (narrow[0] == is_wide) {
    std::copy_n(wide_.data() + wide_place(narrow), weights.size(), weights.begin());
  } else {
    std::copy_n(narrow, weights.size(), weights.begin());
  }
}

/// Inlined into callers that may use different instructions. Which rows are there is as
/// good as random: no branches. Few are wide.
[[gnu::always_inline]] inline PackedRows::Found PackedRows::find(
    std::span<const std::uint64_t> hashes, Places& places, Places& wide) const {
  assert(hashes.size() <= most_features);
  // What is asked for ahead comes from memory while the rest is looked up. Most models'
  // blocks are near.
  if (blocks_.size() > near_blocks) {
    for (const std::uint64_t hash : hashes) {
      __builtin_prefetch(&blocks_[(hash >> shift_) / block_rows]);
    }
  }
  std::size_t found = 0;
  for (const std::uint64_t hash : hashes) {
    const auto row = static_cast<std::uint32_t>(hash >> shift_);
    places[found] = row;
    found += blocks_[row / block_rows].present >> row % block_rows & 1U;
  }
  for (std::size_t i = 0; i < found; ++i) {
    places[i] = static_cast<std::uint32_t>(place_of(places[i]));
    __builtin_prefetch(weights_.data() + places[i]);
    if (stride_ > half_line) {  // may end in the next line
      __builtin_prefetch(weights_.data() + places[i] + stride_ - 1);
    }
  }
  std::size_t narrow = 0;
  std::size_t wides = 0;
  for (std::size_t i = 0; i < found; ++i) {
    const std::uint32_t place = places[i];
    if (weights_[place] == is_wide) [[unlikely]] {
      wide[wides++] = wide_place(weights_.data() + place);
    } else {
      places[narrow++] = place;
    }
  }
  return {{places.data(), narrow}, {wide.data(), wides}};
}

void PackedRows::score_plainly(std::span<const std::uint64_t> hashes,
                               std::span<std::int32_t> scores) const {
  Places places;  // NOLINT: filled as far as read
  Places wide;    // NOLINT
  const Found found = find(hashes, places, wide);
  std::ranges::fill(scores.first(stride_), 0);
  add_all(weights_.data(), stride_, found.narrow, scores.data());
  add_all_wide(wide_.data(), stride_, found.wide, scores.data());
}

#ifdef __x86_64__
[[gnu::target("avx2,popcnt,bmi2")]] void PackedRows::score_avx2(
    std::span<const std::uint64_t> hashes, std::span<std::int32_t> scores) const {
  Places places;  // NOLINT: filled as far as read
  Places wide;    // NOLINT
  const Found found = find(hashes, places, wide);
  sum_bytes_avx2(weights_.data(), stride_, found.narrow, scores.data());
  for (const std::uint32_t place : found.wide) {
    add_wide_avx2(wide_.data() + place, stride_, scores.data());
  }
}
#endif

void PackedRows::score(std::span<const std::uint64_t> hashes,
                       std::span<std::int32_t> scores) const {
  assert(scores.size() >= stride_);
#ifdef __x86_64__
  if (has_avx2()) {
    score_avx2(hashes, scores);
    return;
  }
#endif
  score_plainly(hashes, scores);
}

}  // namespace byline::annotate
