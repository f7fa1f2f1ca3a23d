#pragma once

#include "extract/match_memo.hpp"
#include "extract/sentence_view.hpp"

#include <vector>

namespace byline::extract {

/// The predicates of a sentence whose subject does not stand right before them, in text
/// order: "Acme opened in 1998 and |has its seat in Cork", "Ana Lima, who founded Zeta
/// and |sold it". Kept by the view. Needs a tree: without one there are none.
const std::vector<FarPredicate>& far_predicates(const SentenceView& view);

}  // namespace byline::extract
