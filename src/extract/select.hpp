#pragma once

#include "extract/frame_match.hpp"
#include "extract/sentence_view.hpp"

#include <vector>

namespace byline::extract {

/// All matches of all rules in a sentence that hold, in order of precedence: longest,
/// then priority, then name. Of a frame or role one match for each trigger.
std::vector<RuleMatch> find_matches(const SentenceView& view);

/// Why a frame or role whose words match says nothing here; null: it holds, and its
/// prepositional parts have been added to the match.
const char* why_refused(const SentenceView& view,
                        const knowledge::Rule& rule,
                        RuleMatch& found);

}  // namespace byline::extract
