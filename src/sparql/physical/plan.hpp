#pragma once

#include "sparql/physical/conjunction.hpp"

#include <optional>
#include <vector>

namespace byline::sparql::physical {

/// One required pattern in its turn.
struct Step {
  std::size_t pattern = 0;  ///< number in `Conjunction::required`
  bool by_subject = true;   ///< which list of pairs is used: keyed by subject or object
  bool key_bound = false;   ///< key known before (variable or constant)
  bool value_bound = false;
  double rows = 0;  ///< solutions after it, as expected
};

struct Plan {
  std::vector<Step> steps;
  double cost = 0;  ///< rows touched, as expected
};

/// The cheapest order; of many patterns, the cheapest of the greedy orders, one from each
/// pattern that can be first: next is the pattern with the fewest rows expected. Sizes of
/// single patterns are exact, those of joins expected from the numbers of distinct terms.
/// Nothing if patterns do not connect.
std::optional<Plan> make_plan(const store::Index& index,
                              const Conjunction& conjunction,
                              const std::vector<SlotId>& needed);

/// Whether a slot is used by anything but pattern `but_for` (`needed` counts).
bool is_used(const Conjunction& conjunction,
             const std::vector<SlotId>& needed,
             SlotId slot,
             std::size_t but_for);

/// Positions of the keys of `grouped` that the ranges of conditions on `slot` allow, if
/// they are one stretch; all keys without a condition.
store::RowRange allowed_keys(const store::Grouped& grouped,
                             const Conjunction& conjunction,
                             SlotId slot);

}  // namespace byline::sparql::physical
