#pragma once

#include "sparql/formula.hpp"

namespace byline::sparql {

/// ORDER BY (SPARQL 1.1, 15.1), stable: rows that compare equal keep their order. Errors
/// sort as unbound, before everything. Only the first `limit` rows come out.
Table sort_rows(Environment& environment,
                const OrderBy& order,
                const Table& input,
                const ExistsAnswer& exists,
                std::size_t limit);

}  // namespace byline::sparql
