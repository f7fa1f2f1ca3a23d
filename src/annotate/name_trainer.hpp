#pragma once

#include "annotate/name_finder.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace byline::annotate {

/// Words with tags, lexicon fields and lists filled, the labels they may take, and the
/// names whose types are to be learned.
struct NameExample {
  std::vector<WordFeatures> words;
  std::vector<std::uint32_t> allowed;
  std::vector<FoundName> names;
};

/// Numbers fixed by the training recipe and measured on the development sets.
struct NameOptions {
  unsigned log2_rows = 19;
  unsigned log2_type_rows = 18;
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

/// Learns the types of whole names.
NameTyper train_name_typer(std::span<const NameExample> examples,
                           const NameOptions& options);

/// Structured perceptron (Collins 2002) over whole label sequences; where a corpus leaves
/// labels open, what the model finds there counts as right, and else no name. With the
/// typer of the same examples.
NameFinder train_name_finder(std::span<const NameExample> examples,
                             const NameOptions& options);

}  // namespace byline::annotate
