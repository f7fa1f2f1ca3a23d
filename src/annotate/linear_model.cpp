#include "annotate/linear_model.hpp"

#include "annotate/row_adder.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace byline::annotate {

namespace {

constexpr std::size_t lanes = 8;

using Weights4 [[gnu::vector_size(8)]] = std::int16_t;
using Weights8 [[gnu::vector_size(16)]] = std::int16_t;
using Sums4 [[gnu::vector_size(16)]] = std::int32_t;
using Sums8 [[gnu::vector_size(32)]] = std::int32_t;

std::size_t stride_for(std::size_t classes) {
  return classes <= 4 ? 4 : (classes + lanes - 1) / lanes * lanes;
}

}  // namespace

LinearModel::LinearModel(unsigned log2_rows, std::size_t classes)
    : log2_rows_{log2_rows},
      shift_{64 - log2_rows},
      classes_{classes},
      stride_{stride_for(classes)},
      weights_((std::size_t{1} << log2_rows) * stride_) {
  assert(log2_rows >= 4 && log2_rows <= 24);
  assert(classes >= 1 && classes <= max_classes);
}

void LinearModel::copy_row(std::size_t row, std::span<std::int16_t> weights) const {
  if (packed_.empty()) {
    std::copy_n(weights_.data() + row * stride_, classes_, weights.begin());
  } else {
    packed_.copy_row(row, weights);
  }
}

/// Inlined into callers that may use different instructions; all give the same sums.
[[gnu::always_inline]] inline void LinearModel::score_with(
    const FeatureVector& features, std::span<std::int32_t> scores) const {
  std::array<std::uint32_t, FeatureVector::capacity> places;  // NOLINT: filled as read
  std::size_t count = 0;
  for (const std::uint64_t hash : features.hashes()) {
    places[count] = static_cast<std::uint32_t>(row_of(hash) * stride_);
    __builtin_prefetch(weights_.data() + places[count++]);
  }
  const std::span<const std::uint32_t> rows{places.data(), count};
  std::ranges::fill(scores.first(stride_), 0);
  if (stride_ < lanes) {
    add_rows<Weights4, Sums4>(weights_.data(), rows, scores.data(), stride_);
    return;
  }
  for (std::size_t first = 0; first < stride_; first += lanes) {
    add_rows<Weights8, Sums8>(weights_.data() + first, rows, &scores[first], lanes);
  }
}

#ifdef __x86_64__
[[gnu::target("avx2,popcnt,bmi2")]] void LinearModel::score_avx2(
    const FeatureVector& features, std::span<std::int32_t> scores) const {
  score_with(features, scores);
}
#endif

void LinearModel::score(const FeatureVector& features,
                        std::span<std::int32_t> scores) const {
  assert(scores.size() >= stride_);
  if (!packed_.empty()) {
    packed_.score(features.hashes(), scores);
    return;
  }
#ifdef __x86_64__
  if (has_avx2()) {
    score_avx2(features, scores);
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
  const std::span<const std::int32_t> real = scores.first(std::min(count, scores.size()));
  // in two steps: the first is done several at a time
  std::int32_t best = std::numeric_limits<std::int32_t>::min();
  for (const std::int32_t score : real) {
    best = std::max(best, score);
  }
  return static_cast<std::size_t>(std::find(real.begin(), real.end(), best) -
                                  real.begin());
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
