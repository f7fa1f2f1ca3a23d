#pragma once

#include "annotate/linear_model.hpp"
#include "annotate/word_features.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace byline::annotate {

/// The features of word `i`; the words before it must have their tags.
void add_tag_features(std::span<const WordFeatures> words,
                      std::size_t i,
                      FeatureVector& features);

/// Tags words from left to right; class c of the model is number c of the TagSet.
class Tagger {
 public:
  Tagger() = default;
  explicit Tagger(LinearModel model) : model_{std::move(model)} {}

  /// Sets `tag` of each word; their lexicon fields must be filled.
  void tag(std::span<WordFeatures> words) const;
  [[nodiscard]] const LinearModel& model() const { return model_; }

 private:
  LinearModel model_;
};

/// The best tag by `model` for word `i`; class 0 is never chosen.
std::uint8_t choose_tag(const LinearModel& model, const FeatureVector& features);

}  // namespace byline::annotate
