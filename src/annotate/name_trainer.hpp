#pragma once

#include "annotate/name_finder.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace byline::annotate {

/// Words with tags, lexicon fields and lists filled, and the labels they may take.
struct NameExample {
  std::vector<WordFeatures> words;
  std::vector<std::uint32_t> allowed;
};

/// Numbers fixed by the training recipe and measured on the development sets.
struct NameOptions {
  unsigned log2_rows = 19;
  int rounds = 6;
  int runs = 5;  ///< independent ones, averaged
  std::uint64_t seed = 1;
  int margin = 0;  ///< lead in score that right labels must have over wrong ones
  int threshold_percent = 0;  ///< average weights below this / 100 are dropped
};

/// What to learn where a corpus leaves labels open, a bit for each label: of a word that
/// may be no name, none, unless the model's `guess` finds one there that is allowed. With
/// all that is allowed it would learn to find such names more and more.
std::vector<std::uint32_t> wanted_labels(std::span<const std::uint32_t> allowed,
                                         std::span<const std::uint8_t> guess);

/// Structured perceptron (Collins 2002) over whole label sequences; where a corpus leaves
/// labels open, what the model finds there counts as right, and else no name.
NameFinder train_name_finder(std::span<const NameExample> examples,
                             const NameOptions& options);

}  // namespace byline::annotate
