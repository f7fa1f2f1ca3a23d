#pragma once

#include "rdf/term.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace byline::sparql {

/// One solution: a term per variable of `Solutions::variables`, nothing where unbound.
using SolutionRow = std::vector<std::optional<rdf::TermView>>;

/// The result of a SELECT: variables in the order of the SELECT clause, then the rows,
/// one at a time (readers that need two passes copy them).
struct Solutions {
  std::vector<std::string> variables;  ///< without `?`
  /// Fills `row` with the next solution; false after the last one. The views are valid
  /// until the next call.
  std::function<bool(SolutionRow& row)> next;
};

}  // namespace byline::sparql
