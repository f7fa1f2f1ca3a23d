#pragma once

#include "sparql/algebra.hpp"
#include "sparql/term_space.hpp"
#include "store/index.hpp"

#include <optional>
#include <vector>

namespace byline::sparql::physical {

/// A condition on one variable that holds for ranges of ids and for no other term.
struct TermRanges {
  VariableId variable = 0;
  std::vector<store::IdRange> ranges;
};

/// The ranges for `?v op constant` (either way round, numbers and dates) and for
/// `lang(?v) = "tag"`, or nothing if the formula is no such thing. Terms whose ids cannot
/// tell (equal as doubles, or dates within 14 hours) are compared one by one.
std::optional<TermRanges> term_ranges(const Formula& formula,
                                      const store::Index& index,
                                      const TermSpace& terms);

}  // namespace byline::sparql::physical
