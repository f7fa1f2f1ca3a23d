#pragma once

#include "extract/vote_context.hpp"

namespace byline::extract {

/// Adds what titles and posts beside a name say: who has one, and whose it is.
void vote_by_roles(VoteContext& around);

}  // namespace byline::extract
