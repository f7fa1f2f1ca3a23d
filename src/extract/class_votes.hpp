#pragma once

#include "extract/vote_context.hpp"

namespace byline::extract {

/// Adds what class words around a name say: before it, in an apposition, behind "is a".
void vote_by_class_words(VoteContext& around);

}  // namespace byline::extract
