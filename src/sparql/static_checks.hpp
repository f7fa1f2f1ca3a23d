#pragma once

#include "sparql/lexer.hpp"
#include "sparql/syntax.hpp"

#include <vector>

namespace byline::sparql {

/// What the grammar cannot say (SPARQL 1.1, 18.2.1, 18.2.4, 11.4, 19.6, 19.8 notes): a
/// variable that BIND, AS or GROUP BY assigns is new in its scope; aggregates stand only
/// where there are groups and not in each other; a grouped query projects only what is
/// grouped; `*` does not go with GROUP BY; a blank-node label belongs to one basic graph
/// pattern. Throws Error(unusable) with the place.
void check(const Query& query, const QuerySource& source);
void check(const UpdateRequest& request, const QuerySource& source);

/// The variables in scope (18.2.1), each once, in the order of their first appearance:
/// what `SELECT *` means.
std::vector<Variable> variables_in_scope(const GroupPattern& group);
/// The same for one element of a group.
std::vector<Variable> variables_in_scope(const Element& element);

/// The variables of the result: of the SELECT clause, or those in scope for `*`.
std::vector<Variable> projected_variables(const Query& query);

/// Whether the query has groups: GROUP BY, or an aggregate in SELECT, HAVING, ORDER BY.
bool is_grouped(const Query& query);

}  // namespace byline::sparql
