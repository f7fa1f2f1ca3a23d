#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace byline::extract {

/// Marks of (instruction, token) pairs that a pattern run has tried. Rounds only grow, so
/// the marks of earlier runs need no clearing. Pairs are numbered from where the run
/// begins: there are as many marks as it comes far, not as the sentence is long.
struct TriedPairs {
  /// False if the pair was tried in this round.
  bool mark(std::size_t pair) {
    if (pair >= round_of.size()) {
      round_of.resize(std::max(pair + 1, 2 * round_of.size()));
    }
    return std::exchange(round_of[pair], round) != round;
  }

  std::vector<std::uint32_t> round_of;
  std::uint32_t round = 0;
};

/// Marks that no run of this thread uses; runs nest.
TriedPairs take_tried();
/// They can be taken again.
void give_back(TriedPairs tried);

}  // namespace byline::extract
