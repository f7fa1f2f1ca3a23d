#pragma once

#include "extract/pattern_match.hpp"
#include "extract/sentence_view.hpp"

#include <string>
#include <vector>

namespace byline::extract {

/// A match of a rule, with what selects among several.
struct RuleMatch {
  std::size_t rule = 0;      ///< index into RuleSet::rules
  std::string construction;  ///< empty for a plain rule
  double confidence = 1.0;   ///< of rule, construction and fillers
  int priority = 0;
  bool from_tree = false;
  Match match;
};

/// The matches of a frame along dependencies: active, passive, participles, relative
/// clauses, shared subjects, nominal. Needs a tree.
std::vector<RuleMatch> match_frame_trees(const SentenceView& view,
                                         const knowledge::CompiledFrame& frame);

/// Adds the prepositional parts and dates of a frame to a match of it. False: a required
/// one is missing.
bool add_obliques(const SentenceView& view,
                  const knowledge::CompiledFrame& frame,
                  Match& match);

/// A frame's arguments are whole noun phrases: "Zeta shares" is not Zeta.
bool arguments_are_whole(const SentenceView& view,
                         const knowledge::Rule& rule,
                         const Match& match);

}  // namespace byline::extract
