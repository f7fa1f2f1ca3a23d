#pragma once

#include "store/index.hpp"

#include <memory>
#include <string>

namespace byline::sparql {

/// A small fixed data set: a default and two named graphs.
std::unique_ptr<store::Index> small_store();

struct Comparison {
  bool compared = false;   ///< not: the query is refused, or takes too many steps
  std::string difference;  ///< empty: none
};

/// Runs a query over the small store, once operator by operator, as the specification
/// defines them, and once with all that makes it fast. Row order is not compared, nor
/// answers that the specification leaves open (LIMIT, SAMPLE, RAND, …). At most `steps`
/// thousand rows are touched each way.
Comparison compare_plans(const std::string& query, std::uint64_t steps);

}  // namespace byline::sparql
