#pragma once

#include <optional>
#include <string>

namespace byline::sparql {

/// Runs a query over a small fixed data set (a default and two named graphs), once as it
/// was translated and once optimised. Nothing if both give the same rows, or if the query
/// is refused or takes too many steps; else what differs. Row order is not compared, nor
/// answers that the specification leaves open (LIMIT, SAMPLE, RAND, …).
std::optional<std::string> difference_of_plans(const std::string& query);

}  // namespace byline::sparql
