#pragma once

#include "extract/frame_match.hpp"
#include "extract/sentence_view.hpp"
#include "model/fact.hpp"

namespace byline::extract {

/// How the sentence makes the claim of a match: negated, hedged, future, reported, ended,
/// an opinion; who says it; since and until when. Data model, section 5.
/// The words are sets of the language (docs/rules.md, section 9).
Certainty assess(const SentenceView& view,
                 const knowledge::Rule& rule,
                 const RuleMatch& match);

}  // namespace byline::extract
