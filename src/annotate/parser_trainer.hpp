#pragma once

#include "annotate/parser.hpp"

#include <cstdint>
#include <vector>

namespace byline::annotate {

/// A tree to learn from: what the parser will see, and what it should answer.
struct TrainingTree {
  std::vector<ParseNode> nodes;
  std::vector<Attachment> gold;
};

/// Numbers fixed by the training recipe and measured on the development sets.
struct ParserOptions {
  unsigned log2_transition_rows = 22;
  unsigned log2_label_rows = 17;
  int rounds = 8;
  int runs = 4;  ///< independent ones, averaged
  std::uint64_t seed = 1;
  int margin = 0;  ///< lead in score that right choices must have over wrong ones
  int label_margin = 0;
  int threshold_percent = 0;  ///< average weights below this / 100 are dropped
};

/// Trains with a dynamic oracle (Goldberg and Nivre 2013): the parser walks on its own
/// choices and learns what is best from where it has got to.
Parser train_parser(const std::vector<TrainingTree>& trees,
                    std::size_t label_count,
                    const ParserOptions& options);

}  // namespace byline::annotate
