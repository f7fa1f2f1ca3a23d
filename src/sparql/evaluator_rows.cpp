#include "sparql/algebra_variables.hpp"
#include "sparql/evaluator.hpp"
#include "sparql/group_rows.hpp"
#include "sparql/join_rows.hpp"
#include "sparql/sort_rows.hpp"

#include <algorithm>
#include <numeric>

namespace byline::sparql {
namespace {

/// The numbers of the rows, from 1, as a column: tells which seed row a result came from.
std::vector<TermId> row_numbers(std::size_t rows) {
  std::vector<TermId> out(rows);
  std::iota(out.begin(), out.end(), TermId{1});
  return out;
}

Table slice(const Table& input, const Slice& slice) {
  const std::size_t begin = std::min<std::uint64_t>(slice.offset, input.rows);
  const std::size_t length =
      std::min<std::uint64_t>(slice.limit.value_or(UINT64_MAX), input.rows - begin);
  std::vector<RowIndex> rows(length);
  std::iota(rows.begin(), rows.end(), static_cast<RowIndex>(begin));
  return input.gather(rows);
}

Table distinct(const Table& input) {
  std::vector<std::size_t> columns(input.columns.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return input.gather(distinct_rows(input, columns));
}

/// The part of the seed that the tree below a modifier may see (18.6: substitution
/// reaches only variables that are in scope inside).
Table visible_seed(const Table& seed, const Algebra& algebra) {
  const auto* project = std::get_if<Project>(&algebra.operation);
  const auto* group = std::get_if<Group>(&algebra.operation);
  if (project == nullptr && group == nullptr)
    return seed;
  const std::vector<VariableId>& shown =
      project != nullptr ? project->variables : group->keys;
  std::vector<VariableId> kept;
  for (const VariableId variable : shown) {
    if (seed.column_of(variable))
      kept.push_back(variable);
  }
  return seed.project(kept);
}

}  // namespace

/// BNODE("x") gives one blank node for one solution, also in two assignments to it:
/// `blanks` remembers them by row; it is empty if no assignment of the chain calls BNODE.
Table Evaluator::extend(Table input,
                        const Extend& extend,
                        std::vector<RowBlanks>& blanks,
                        const Scope& scope) {
  const auto* copied = std::get_if<VariableId>(&extend.formula.head);
  if (copied != nullptr && !input.column_of(extend.variable)) {
    if (const auto column = input.column_of(*copied)) {
      input.add_column(extend.variable, input.columns[*column]);
    }
    return input;
  }
  const PreparedFormula formula(
      environment_, extend.formula, input, exists_answer(scope));
  std::vector<TermId> terms;
  terms.reserve(input.rows);
  for (std::size_t row = 0; row < input.rows; ++row) {
    environment_.budget.tick();
    if (!blanks.empty())
      environment_.calls.row_blanks.swap(blanks[row]);
    terms.push_back(formula.term(row));
    if (!blanks.empty())
      environment_.calls.row_blanks.swap(blanks[row]);
  }
  if (const auto column = input.column_of(extend.variable)) {
    // Only in EXISTS, where the variable is substituted: both must agree.
    std::vector<RowIndex> kept;
    for (RowIndex row = 0; row < input.rows; ++row) {
      TermId& known = input.columns[*column][row];
      if (known == unbound)
        known = terms[row];
      if (terms[row] == unbound || known == terms[row])
        kept.push_back(row);
    }
    return input.gather(kept);
  }
  input.add_column(extend.variable, std::move(terms));
  return input;
}

// 18.5 LeftJoin: matches for which the conditions hold, and left rows without one. The
// left rows, numbered, are the seed of the right side.
Table Evaluator::left_join(Table seed, const Algebra& algebra, const Scope& scope) {
  Table left = join(std::move(seed), algebra.inputs[0], scope);
  if (left.rows == 0)
    return left;
  const VariableId number = environment_.variables.id_of(".row");
  const auto outer_number = left.column_of(number);
  std::vector<TermId> outer;
  if (outer_number)
    outer = left.columns[*outer_number];
  left.drop_column(number);
  Table numbered = left;
  numbered.add_column(number, row_numbers(left.rows));
  Table matches = join_filtered(std::move(numbered),
                                algebra.inputs[1],
                                std::get<LeftJoin>(algebra.operation).conditions,
                                scope);
  std::vector<bool> matched(left.rows, false);
  std::vector<TermId> numbers(matches.rows);
  if (const auto column = matches.column_of(number))
    numbers = matches.columns[*column];
  for (const TermId id : numbers)
    matched[id - 1] = true;
  matches.drop_column(number);
  if (outer_number) {
    for (TermId& id : numbers)
      id = outer[id - 1];
    matches.add_column(number, numbers);
    left.add_column(number, outer);
  }
  std::vector<RowIndex> alone;
  for (RowIndex row = 0; row < left.rows; ++row) {
    if (!matched[row])
      alone.push_back(row);
  }
  matches.append(left.gather(alone));
  return matches;
}

Table Evaluator::subtract(Table seed, const Algebra& algebra, const Scope& scope) {
  std::vector<VariableId> substituted;
  Table right_seed = Table::unit();
  if (scope.graph.substituted) {
    substituted = seed.variables;
    right_seed = seed;
  }
  const Table left = join(std::move(seed), algebra.inputs[0], scope);
  if (left.rows == 0)
    return left;
  const Table right = join(std::move(right_seed), algebra.inputs[1], scope);
  return subtract_rows(left, right, substituted, environment_.budget);
}

/// A chain of assignments, which see each other's results.
Table Evaluator::extend_all(Table seed, const Algebra& algebra, const Scope& scope) {
  std::vector<const Extend*> chain;
  const Algebra* below = &algebra;
  const bool whole_chain = seed.is_unit() || scope.graph.substituted;
  while (const auto* assignment = std::get_if<Extend>(&below->operation)) {
    chain.push_back(assignment);
    below = &below->inputs[0];
    if (!whole_chain)
      break;
  }
  Table out = join(std::move(seed), *below, scope);
  const bool makes_blanks = std::ranges::any_of(chain, [](const Extend* assignment) {
    return calls(assignment->formula, Builtin::bnode);
  });
  std::vector<RowBlanks> blanks(makes_blanks ? out.rows : 0);
  for (std::size_t i = chain.size(); i-- > 0;) {
    out = extend(std::move(out), *chain[i], blanks, scope);
  }
  return out;
}

/// Extend, Group, OrderBy, Project, Distinct, Slice. A seed that is not the unit is here
/// only inside EXISTS (one row), or for Extend.
Table Evaluator::modify(Table seed, const Algebra& algebra, const Scope& scope) {
  Scope inner = scope;
  inner.limit = no_limit;
  if (std::holds_alternative<Extend>(algebra.operation)) {
    return extend_all(std::move(seed), algebra, scope);
  }
  const Algebra& below = algebra.inputs[0];
  Table out;
  if (const auto* group = std::get_if<Group>(&algebra.operation)) {
    const Table input = join(visible_seed(seed, algebra), below, inner);
    out = group_rows(environment_, *group, input, exists_answer(inner));
  } else if (const auto* order = std::get_if<OrderBy>(&algebra.operation)) {
    out = sort_rows(environment_,
                    *order,
                    join(seed, below, inner),
                    exists_answer(inner),
                    scope.limit);
  } else if (const auto* project = std::get_if<Project>(&algebra.operation)) {
    inner.limit = scope.limit;
    out = join(visible_seed(seed, algebra), below, inner).project(project->variables);
  } else if (const auto* duplicates = std::get_if<Distinct>(&algebra.operation)) {
    if (duplicates->reduced)
      inner.limit = scope.limit;
    out = join(seed, below, inner);
    if (!duplicates->reduced)
      out = distinct(out);
  } else {
    const auto& bounds = std::get<Slice>(algebra.operation);
    const std::uint64_t wanted =
        bounds.limit ? bounds.offset + std::min(*bounds.limit, UINT64_MAX - bounds.offset)
                     : UINT64_MAX;
    if (environment_.optimise)
      inner.limit = static_cast<std::size_t>(wanted);
    out = slice(join(seed, below, inner), bounds);
  }
  return seed.is_unit() ? std::move(out) : join_tables(seed, out, environment_.budget);
}

ExistsAnswer Evaluator::exists_answer(const Scope& scope) {
  return [this, scope](const Exists& pattern, const Table& table) {
    std::vector<bool> found = exists(pattern, table, scope);
    if (pattern.negated)
      found.flip();
    return found;
  };
}

// 18.6: the pattern with the row's terms in the place of its variables has a solution.
// Rows that agree on the variables that the pattern names are asked once.
std::vector<bool> Evaluator::exists(const Exists& exists,
                                    const Table& table,
                                    const Scope& scope) {
  std::vector<std::size_t> columns;
  std::vector<VariableId> named;
  for (const VariableId variable : mentioned_variables(*exists.pattern)) {
    if (const auto column = table.column_of(variable)) {
      columns.push_back(*column);
      named.push_back(variable);
    }
  }
  std::vector<RowIndex> group_of;
  const std::vector<RowIndex> firsts = distinct_rows(table, columns, &group_of);
  Table distinct_seed = table.gather(firsts).project(named);
  Scope inner = scope;
  inner.graph.substituted = true;
  inner.limit = no_limit;
  std::vector<bool> found(firsts.size(), false);
  if (environment_.optimise && works_row_by_row(*exists.pattern)) {
    const VariableId number = environment_.variables.id_of(".row");
    distinct_seed.drop_column(number);
    distinct_seed.add_column(number, row_numbers(distinct_seed.rows));
    if (named.empty())
      inner.limit = 1;
    const Table matches = join(std::move(distinct_seed), *exists.pattern, inner);
    const auto column = matches.column_of(number);
    for (std::size_t row = 0; row < matches.rows; ++row) {
      found[matches.at(column, row) - 1] = true;
    }
  } else {
    found = exists_for_each(*exists.pattern, distinct_seed, inner);
  }
  std::vector<bool> out(table.rows);
  for (std::size_t row = 0; row < table.rows; ++row)
    out[row] = found[group_of[row]];
  return out;
}

std::vector<bool> Evaluator::exists_for_each(const Algebra& pattern,
                                             const Table& table,
                                             const Scope& scope) {
  std::vector<bool> found;
  for (RowIndex row = 0; row < table.rows; ++row) {
    Table single = table.gather(std::span(&row, 1));
    // What the row does not bind is not substituted.
    for (const VariableId variable : table.variables) {
      if (single.at(single.column_of(variable), 0) == unbound)
        single.drop_column(variable);
    }
    found.push_back(join(std::move(single), pattern, scope).rows > 0);
  }
  return found;
}

}  // namespace byline::sparql
