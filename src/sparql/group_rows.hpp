#pragma once

#include "sparql/formula.hpp"

namespace byline::sparql {

/// Group and Aggregation (SPARQL 1.1, 18.5.1): one row a group, in the order of the
/// groups' first rows; the keys' columns, then the aggregates'. Unbound keys are keys
/// like others. Without keys there is one group, even of no rows. An error in SUM, AVG,
/// MIN and MAX leaves that aggregate unbound; COUNT, SAMPLE and GROUP_CONCAT pass over
/// it.
Table group_rows(Environment& environment,
                 const Group& group,
                 const Table& input,
                 const ExistsAnswer& exists);

}  // namespace byline::sparql
