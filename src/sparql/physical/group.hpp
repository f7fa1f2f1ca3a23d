#pragma once

#include "sparql/formula.hpp"
#include "sparql/table.hpp"
#include "store/index.hpp"

#include <optional>

namespace byline::sparql::physical {

/// Group and aggregation without the rows of the groups: up to one key, and COUNT, SUM,
/// AVG, MIN and MAX that need the number of solutions or how often each value of one
/// variable occurs. `algebra` is a Group. Nothing if it is none of that.
std::optional<Table> evaluate_group(Environment& environment,
                                    const store::Index& index,
                                    const Algebra& algebra,
                                    const ExistsAnswer& exists);

}  // namespace byline::sparql::physical
