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

/// Whether the verb of saying presupposes what is said ("announced", not "said").
bool presupposes(const ExtractContext& context,
                 const ArticleFacts& facts,
                 const QuotedSpan& quote);

}  // namespace byline::extract
