#pragma once

#include "extract/frame_match.hpp"
#include "extract/sentence_view.hpp"
#include "knowledge/rules_tree.hpp"

#include <string>
#include <vector>

namespace byline::extract {

/// How far a tree pattern came at its best place (for `rules explain`).
struct PartialTree {
  std::size_t edges = 0;  ///< followed
  std::size_t head = 0;   ///< token of the head; where the head itself fits nowhere: 0
  std::string wanted;     ///< the element that failed; empty: the head
};

/// Matches of a `tree` clause, one for each token that its head fits. Each edge takes the
/// first dependent (in text order) that fits; an edge to an optional slot may be absent.
/// Linear in tokens times the pattern's elements: of one word at most 64 dependents are
/// looked at. Needs a tree.
std::vector<RuleMatch> match_tree(const SentenceView& view,
                                  const knowledge::CompiledTree& tree,
                                  PartialTree* partial = nullptr);

}  // namespace byline::extract
