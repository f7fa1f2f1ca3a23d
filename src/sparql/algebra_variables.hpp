#pragma once

#include "sparql/algebra.hpp"

#include <set>

namespace byline::sparql {

using VariableSet = std::set<VariableId>;

/// All variables that the tree names anywhere, formulas and EXISTS included.
VariableSet mentioned_variables(const Algebra& algebra);
/// Variables that a solution of the tree may bind (18.2.1, in scope).
VariableSet possible_variables(const Algebra& algebra);
/// Variables that every solution of the tree binds.
VariableSet certain_variables(const Algebra& algebra);

/// Whether GRAPH ?variable over the tree is the tree with the graph's place of each
/// triple bound to ?variable: only triples, joins, filters, unions, and no EXISTS.
bool graph_may_be_a_column(const Algebra& algebra, VariableId variable);

/// Whether EXISTS over the tree can be answered for many rows at once: nothing in it
/// counts, sorts, cuts or hides solutions.
bool works_row_by_row(const Algebra& algebra);

}  // namespace byline::sparql
