#pragma once

#include "sparql/algebra.hpp"
#include "sparql/syntax.hpp"

#include <vector>

namespace byline::sparql {

/// A query as algebra. Of CONSTRUCT, DESCRIBE and ASK: the solutions that the form uses.
struct TranslatedQuery {
  Algebra algebra;
  VariableTable variables;
  std::vector<VariableId> projected;  ///< SELECT: the columns of the result, in order
};

/// SPARQL 1.1, 18.2.2–18.2.5, step by step, with no optimisation but dropping joins with
/// the unit table.
TranslatedQuery translate(const Query& query);

/// The pattern alone, for updates: variables are added to `variables`.
Algebra translate_pattern(const GroupPattern& pattern, VariableTable& variables);

}  // namespace byline::sparql
