#pragma once

#include "annotate/linear_model.hpp"
#include "annotate/word_features.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace byline::annotate {

/// Words [first, end) of a sentence.
struct WordRange {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// Scores of the types of names, in the order of name_types.
using TypeScores = std::array<std::int32_t, 4>;

/// The features of a name as a whole: its words wherever they stand in it, its head, its
/// lists, what stands around it. The labels of its words cannot see these.
void add_type_features(std::span<const WordFeatures> words,
                       WordRange name,
                       FeatureVector& features);

/// Says what a name stands for once it is known which words it has.
class NameTyper {
 public:
  NameTyper() = default;
  explicit NameTyper(LinearModel model) : model_{std::move(model)} {}

  /// All 0 without a model.
  [[nodiscard]] TypeScores score(std::span<const WordFeatures> words,
                                 WordRange name) const;
  [[nodiscard]] const LinearModel& model() const { return model_; }

 private:
  LinearModel model_;
};

}  // namespace byline::annotate
