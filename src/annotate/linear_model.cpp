#include "annotate/linear_model.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>

namespace byline::annotate {

namespace {

constexpr std::size_t lanes = 8;
constexpr std::size_t block_rows = 64;
constexpr std::size_t near_bytes = std::size_t{256} << 10U;

/// Eight int16 weights at once; GCC and clang vector extension, so that the sum does not
/// hang on the optimiser's mood.
using Weights8 [[gnu::vector_size(16), gnu::aligned(2)]] = std::int16_t;
using Sums8 [[gnu::vector_size(32)]] = std::int32_t;
using Sums4 [[gnu::vector_size(16)]] = std::int32_t;
using Weights4 [[gnu::vector_size(8), gnu::aligned(2)]] = std::int16_t;

/// Adds the rows of all features for the classes [first, first + 8).
[[gnu::always_inline]] inline void add_eight(const std::int16_t* base,
                                             std::span<const std::uint32_t> offsets,
                                             std::int32_t* out) {
  Sums8 sum = {};
  for (const std::uint32_t offset : offsets) {
    sum +=
        __builtin_convertvector(*reinterpret_cast<const Weights8*>(base + offset), Sums8);
  }
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    out[lane] = sum[lane];
  }
}

[[gnu::always_inline]] inline void add_four(const std::int16_t* base,
                                            std::span<const std::uint32_t> offsets,
                                            std::int32_t* out) {
  Sums4 sum = {};
  for (const std::uint32_t offset : offsets) {
    sum +=
        __builtin_convertvector(*reinterpret_cast<const Weights4*>(base + offset), Sums4);
  }
  for (std::size_t lane = 0; lane < 4; ++lane) {
    out[lane] = sum[lane];
  }
}

std::size_t stride_for(std::size_t classes) {
  return classes <= 4 ? 4 : (classes + lanes - 1) / lanes * lanes;
}

}  // namespace

// Memory is mapped for all rows of a packed model too; what is not written takes none.
LinearModel::LinearModel(unsigned log2_rows, std::size_t classes, Layout layout)
    : log2_rows_{log2_rows},
      shift_{64 - log2_rows},
      classes_{classes},
      stride_{stride_for(classes)},
      weights_(((std::size_t{1} << log2_rows) + (layout == Layout::packed ? 1 : 0)) *
               stride_),
      blocks_(layout == Layout::packed
                  ? ((std::size_t{1} << log2_rows) + block_rows - 1) / block_rows
                  : 0) {
  assert(log2_rows >= 4 && log2_rows <= 24);
  assert(classes >= 1 && classes <= max_classes);
}

std::int16_t* LinearModel::add_row(std::size_t row) {
  assert(!blocks_.empty());
  RowBlock& block = blocks_[row / block_rows];
  assert(block.present >> row % block_rows == 0);
  if (block.present == 0) {
    block.first = packed_rows_;
  }
  block.present |= std::uint64_t{1} << row % block_rows;
  return weights_.data() + packed_rows_++ * stride_;
}

std::size_t LinearModel::start_of(std::size_t row) const {
  if (blocks_.empty()) {
    return row * stride_;
  }
  const RowBlock& block = blocks_[row / block_rows];
  const std::uint64_t before = (std::uint64_t{1} << row % block_rows) - 1;
  const bool present = (block.present >> row % block_rows & 1U) != 0;
  return present ? (block.first + std::popcount(block.present & before)) * stride_ : 0;
}

/// Inlined into callers that may use different instructions; all give the same sums.
[[gnu::always_inline]] inline void LinearModel::score_with(
    const FeatureVector& features, std::span<std::int32_t> scores) const {
  assert(scores.size() >= stride_);
  std::uint32_t offsets[FeatureVector::capacity];  // NOLINT(modernize-avoid-c-arrays)
  std::size_t count = 0;
  if (blocks_.empty()) {
    for (const std::uint64_t hash : features.hashes()) {
      offsets[count] = static_cast<std::uint32_t>(row_of(hash) * stride_);
      count += hash != 0 ? 1 : 0;
    }
  } else {
    // The map of the transitions' 4 million rows is 1 MB: looking all of it up ahead
    // makes a score 20 to 25 % faster. The other models' maps are near anyway.
    if (blocks_.size() * sizeof(RowBlock) > near_bytes) {
      for (const std::uint64_t hash : features.hashes()) {
        __builtin_prefetch(&blocks_[row_of(hash) / block_rows]);
      }
    }
    for (const std::uint64_t hash : features.hashes()) {
      const std::size_t row = row_of(hash);
      const RowBlock& block = blocks_[row / block_rows];
      const std::uint64_t before = (std::uint64_t{1} << row % block_rows) - 1;
      const auto place = block.first + std::popcount(block.present & before);
      offsets[count] = static_cast<std::uint32_t>(place * stride_);
      // on its way from memory while the other rows are looked up
      __builtin_prefetch(weights_.data() + offsets[count]);
      count += hash != 0 ? block.present >> row % block_rows & 1U : 0;
    }
  }
  const std::span<const std::uint32_t> active{offsets, count};
  if (stride_ == 4) {
    add_four(weights_.data(), active, scores.data());
    return;
  }
  for (std::size_t first = 0; first < stride_; first += lanes) {
    add_eight(weights_.data() + first, active, scores.data() + first);
  }
}

#ifdef __x86_64__
[[gnu::target("avx2,popcnt,bmi2")]] void LinearModel::score_wide(
    const FeatureVector& features, std::span<std::int32_t> scores) const {
  score_with(features, scores);
}
#endif

void LinearModel::score(const FeatureVector& features,
                        std::span<std::int32_t> scores) const {
#ifdef __x86_64__
  static const bool wide = __builtin_cpu_supports("avx2") != 0 &&
                           __builtin_cpu_supports("popcnt") != 0 &&
                           __builtin_cpu_supports("bmi2") != 0;
  if (wide) {
    score_wide(features, scores);
    return;
  }
#endif
  score_with(features, scores);
}

LinearModel mean_of(std::span<const LinearModel> models, int divisor, int threshold) {
  LinearModel result{models.front().log2_rows(), models.front().classes()};
  const std::span<std::int16_t> weights = result.weights();
  const auto count = static_cast<std::int32_t>(models.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    std::int32_t sum = 0;
    for (const LinearModel& model : models) {
      sum += model.weights()[i];
    }
    const std::int32_t size = sum < 0 ? -sum : sum;
    if (size >= threshold * count) {
      const std::int32_t value = (2 * size + divisor * count) / (2 * divisor * count);
      weights[i] = static_cast<std::int16_t>(sum < 0 ? -value : value);
    }
  }
  return result;
}

std::size_t best_class(std::span<const std::int32_t> scores, std::size_t count) {
  const auto* best =
      std::max_element(scores.data(), scores.data() + std::min(count, scores.size()));
  return static_cast<std::size_t>(best - scores.data());
}

std::size_t best_rival(std::span<const std::int32_t> scores,
                       std::size_t first,
                       std::size_t count,
                       std::size_t right) {
  std::size_t rival = right;
  for (std::size_t i = first; i < count; ++i) {
    if (i != right && (rival == right || scores[i] > scores[rival])) {
      rival = i;
    }
  }
  return rival;
}

bool leads(std::span<const std::int32_t> scores,
           std::size_t right,
           std::size_t rival,
           int margin) {
  const int lead = scores[right] - scores[rival];
  return lead >= margin && (lead > 0 || (lead == 0 && right <= rival));
}

PerceptronTrainer::PerceptronTrainer(unsigned log2_rows, std::size_t classes)
    : model_{log2_rows, classes},
      moments_(model_.weights().size()) {}

void PerceptronTrainer::update(const FeatureVector& features,
                               std::size_t target,
                               int amount) {
  constexpr int largest = std::numeric_limits<std::int16_t>::max();
  const std::span<std::int16_t> weights = model_.weights();
  for (const std::uint64_t hash : features.hashes()) {
    if (hash == 0) {
      continue;
    }
    const std::size_t place = model_.row_of(hash) * model_.stride() + target;
    const int before = weights[place];
    const int after = std::clamp(before + amount, -largest, largest);
    weights[place] = static_cast<std::int16_t>(after);
    moments_[place] += clock_ * (after - before);
  }
}

LinearModel PerceptronTrainer::average(int scale) const {
  constexpr std::int64_t largest = std::numeric_limits<std::int16_t>::max();
  LinearModel result{model_.log2_rows(), model_.classes()};
  const std::span<const std::int16_t> last = model_.weights();
  const std::span<std::int16_t> weights = result.weights();
  for (std::size_t i = 0; i < last.size(); ++i) {
    const std::int64_t sum = clock_ * last[i] - moments_[i];  // average × clock
    const std::int64_t size = sum < 0 ? -sum : sum;
    const std::int64_t rounded = (2 * size * scale + clock_) / (2 * clock_);
    const std::int64_t value = std::min(rounded, largest);
    weights[i] = static_cast<std::int16_t>(sum < 0 ? -value : value);
  }
  return result;
}

}  // namespace byline::annotate
