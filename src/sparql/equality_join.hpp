#pragma once

#include "sparql/algebra.hpp"
#include "sparql/environment.hpp"
#include "sparql/formula.hpp"
#include "sparql/table.hpp"

#include <vector>

/// FILTER(?a = ?b) over patterns that share no variable: a join by value. Without it the
/// patterns would have to be multiplied first.
namespace byline::sparql {

/// A condition `?a = ?b` or `sameTerm(?a, ?b)`.
struct Equality {
  VariableId left = 0;
  VariableId right = 0;
  const Formula* formula = nullptr;  ///< of the conditions given
};

/// Those that stand alone or in a conjunction.
std::vector<Equality> equalities(const std::vector<Formula>& conditions);

/// A basic graph pattern, or a join of some, as parts that share no variable with each
/// other; empty if the algebra is none.
std::vector<Algebra> unconnected_parts(const Algebra& algebra);

/// The merged rows of all pairs whose terms may be equal; the tables share no variable
/// that both bind. Terms that are equal are in the same class, others seldom: the
/// condition itself is still to be tested. Rows that do not bind their variable are left
/// out.
Table join_by_value(const Table& left,
                    VariableId left_variable,
                    const Table& right,
                    VariableId right_variable,
                    Environment& environment);

}  // namespace byline::sparql
