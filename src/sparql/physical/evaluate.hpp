#pragma once

#include "sparql/formula.hpp"
#include "sparql/table.hpp"

#include <cstddef>
#include <optional>

namespace byline::sparql::physical {

/// Evaluates a tree over the store's default graph by streaming operators, or answers
/// nothing if it is not one of the shapes known here: conjunctions of triples with
/// constant predicates, with filters and simple OPTIONALs; projections, distinct columns,
/// counts and groups of those. At most `limit` rows are needed; more may come.
///
/// Gives the solutions that the evaluator gives, in another order.
std::optional<Table> evaluate(Environment& environment,
                              const Algebra& algebra,
                              const ExistsAnswer& exists,
                              std::size_t limit);

}  // namespace byline::sparql::physical
