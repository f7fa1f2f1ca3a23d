#pragma once

#include "sparql/budget.hpp"
#include "sparql/table.hpp"

#include <vector>

namespace byline::sparql {

/// Rows of two tables that belong together, sorted by `left`, then `right`.
struct RowPairs {
  std::vector<RowIndex> left;
  std::vector<RowIndex> right;
};

/// All pairs of compatible solutions (SPARQL 1.1, 18.3): equal wherever both are bound.
RowPairs compatible_pairs(const Table& left, const Table& right, Budget& budget);

/// The merged solutions of the pairs; `no_row` on the right leaves the left one alone.
Table merge_pairs(const Table& left, const Table& right, const RowPairs& pairs);

/// Join (18.5), in the order of the left rows.
Table join_tables(const Table& left, const Table& right, Budget& budget);

/// Minus (18.5): the left rows without a compatible right row that shares a bound
/// variable. Variables in `not_shared` do not count as shared, but must be compatible.
Table subtract_rows(const Table& left,
                    const Table& right,
                    const std::vector<VariableId>& not_shared,
                    Budget& budget);

}  // namespace byline::sparql
