#pragma once

#include "sparql/environment.hpp"
#include "sparql/table.hpp"

#include <cstddef>
#include <limits>
#include <vector>

namespace byline::sparql {

inline constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

/// Joins `seed` with a basic graph pattern, one triple after the other. Next comes the
/// triple with the fewest rows expected: counted exactly for constants, and for variables
/// that are bound already counted for a sample of rows. A triple is looked up for each
/// row when there are few rows, else scanned once and joined by hash. Stops at `limit`
/// rows in the last step. `entry` may be null.
Table match_pattern(Environment& environment,
                    Table seed,
                    const std::vector<PatternTriple>& triples,
                    const ActiveGraph& active,
                    std::size_t limit,
                    ProfileEntry* entry);

/// One place of a pattern during matching.
struct Slot {
  bool is_variable = false;
  VariableId variable = 0;
  TermId constant = unbound;  ///< of the store, or of the query if no data has it
};

Slot slot_of(const Place& place, TermSpace& terms);

/// Joins `seed` with a path pattern that is a closure or a negated set. In
/// path_matcher.cpp.
Table match_path(Environment& environment,
                 Table seed,
                 const PatternTriple& triple,
                 const ActiveGraph& active);

}  // namespace byline::sparql
