#pragma once

#include "annotate/packed_rows.hpp"
#include "annotate/zeroed_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace byline::annotate {

/// The features that are on at one decision: hashes, one per template.
class FeatureVector {
 public:
  static constexpr std::size_t capacity = PackedRows::most_features;

  void clear() { size_ = templates_ = 0; }
  /// Adds feature `hash` of the next template; templates must be added in fixed order.
  void add(std::uint64_t hash) {
    ++templates_;
    hashes_[size_++] =
        (hash + templates_ * 0x9E3779B97F4A7C15ULL) * 0xD1342543DE82EF95ULL;
  }
  /// Adds a feature of a kind of its own, of which there may be any number.
  void add_to(std::uint64_t kind, std::uint64_t hash) {
    ++templates_;
    hashes_[size_++] =
        (hash + (capacity + kind) * 0x9E3779B97F4A7C15ULL) * 0xD1342543DE82EF95ULL;
  }
  /// Leaves the next template empty.
  void skip() { ++templates_; }
  [[nodiscard]] std::span<const std::uint64_t> hashes() const { return {hashes_, size_}; }

 private:
  std::uint64_t
      hashes_[capacity];  // NOLINT(modernize-avoid-c-arrays): left uninitialised
  std::size_t size_ = 0;
  std::size_t templates_ = 0;  ///< added or skipped
};

/// A hashed linear model: `rows` feature rows (a power of two) of `classes` int16
/// weights. Several features may share a row; training takes that into account. Scores
/// are integer sums, so they are the same on every machine. Thread-safe when const.
class LinearModel {
 public:
  static constexpr std::size_t max_classes = 96;

  LinearModel() = default;
  /// A model to train: every row has its memory. `log2_rows` 4…24, `classes`
  /// 1…max_classes.
  LinearModel(unsigned log2_rows, std::size_t classes);
  /// A trained model, whose rows are `packed`; cannot be trained on.
  LinearModel(unsigned log2_rows, std::size_t classes, PackedRows packed)
      : log2_rows_{log2_rows},
        shift_{64 - log2_rows},
        classes_{classes},
        stride_{packed.stride()},
        packed_{std::move(packed)} {}

  [[nodiscard]] std::size_t classes() const { return classes_; }
  [[nodiscard]] unsigned log2_rows() const { return log2_rows_; }
  [[nodiscard]] bool empty() const { return weights_.empty() && packed_.empty(); }
  /// Row of a feature.
  [[nodiscard]] std::size_t row_of(std::uint64_t hash) const {
    return static_cast<std::size_t>(hash >> shift_);
  }
  /// Writes the score of each class; `scores` holds at least `stride()` numbers.
  void score(const FeatureVector& features, std::span<std::int32_t> scores) const;
  /// Numbers a row takes: `classes` rounded up for the adder.
  [[nodiscard]] std::size_t stride() const { return stride_; }

  /// Writes the `classes` weights of a row.
  void copy_row(std::size_t row, std::span<std::int16_t> weights) const;

  /// Of a model to train: all rows, each `stride()` weights.
  [[nodiscard]] std::span<const std::int16_t> weights() const { return weights_; }
  [[nodiscard]] std::span<std::int16_t> weights() { return weights_; }

 private:
  void score_with(const FeatureVector& features, std::span<std::int32_t> scores) const;
#ifdef __x86_64__
  void score_avx2(const FeatureVector& features, std::span<std::int32_t> scores) const;
#endif

  unsigned log2_rows_ = 0;
  unsigned shift_ = 63;
  std::size_t classes_ = 0;
  std::size_t stride_ = 0;
  ZeroedVector<std::int16_t> weights_;  ///< of a model to train, else empty
  PackedRows packed_;                   ///< of a trained one, else empty
};

/// The mean of models of one shape, divided by `divisor`, without the weights whose mean
/// is below `threshold` (in units of the models). Independent runs err independently:
/// their mean is better than each (bagging), and as fast.
LinearModel mean_of(std::span<const LinearModel> models, int divisor, int threshold);

/// Index of the greatest of the first `count` scores; the first one among equals.
std::size_t best_class(std::span<const std::int32_t> scores, std::size_t count);

/// Index of the greatest of the scores [first, count) but for `right`'s; the first one
/// among equals, `right` if there is no other.
std::size_t best_rival(std::span<const std::int32_t> scores,
                       std::size_t first,
                       std::size_t count,
                       std::size_t right);

/// Whether class `right` is chosen before its best `rival`, with a lead of `margin` or
/// more.
bool leads(std::span<const std::int32_t> scores,
           std::size_t right,
           std::size_t rival,
           int margin);

/// Averaged perceptron over a LinearModel. All arithmetic is on integers, so training
/// gives the same bytes on every run and machine.
class PerceptronTrainer {
 public:
  PerceptronTrainer(unsigned log2_rows, std::size_t classes);

  [[nodiscard]] const LinearModel& current() const { return model_; }
  /// Adds `amount` to the weights of `features` for `target`.
  void update(const FeatureVector& features, std::size_t target, int amount);
  /// Moves the clock of averaging; call once per example.
  void tick() { ++clock_; }
  /// The average of all states since the start, times `scale`.
  [[nodiscard]] LinearModel average(int scale) const;

 private:
  LinearModel model_;
  ZeroedVector<std::int64_t> moments_;  ///< sum of clock × change, per weight
  std::int64_t clock_ = 1;
};

}  // namespace byline::annotate
