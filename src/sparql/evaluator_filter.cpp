#include "sparql/algebra_variables.hpp"
#include "sparql/equality_join.hpp"
#include "sparql/evaluator.hpp"
#include "sparql/join_rows.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

bool shares_variable(const Table& table, const Algebra& algebra) {
  return std::ranges::any_of(mentioned_variables(algebra), [&](VariableId variable) {
    return table.column_of(variable).has_value();
  });
}

/// Two tables that an equality connects, by number.
struct Link {
  std::size_t left = 0;
  std::size_t right = 0;
  const Equality* equality = nullptr;
};

std::optional<Link> link_of(const std::vector<Table>& tables,
                            const std::vector<Equality>& equalities) {
  const auto owner = [&](VariableId variable) {
    return static_cast<std::size_t>(
        std::ranges::find_if(
            tables,
            [&](const Table& table) { return table.column_of(variable).has_value(); }) -
        tables.begin());
  };
  for (const Equality& equality : equalities) {
    const Link link{owner(equality.left), owner(equality.right), &equality};
    if (link.left < tables.size() && link.right < tables.size() &&
        link.left != link.right) {
      return link;
    }
  }
  return std::nullopt;
}

}  // namespace

Table Evaluator::filter(Table input,
                        const std::vector<Formula>& conditions,
                        const Scope& scope) {
  for (const Formula& condition : conditions) {
    if (input.rows == 0)
      return input;
    const PreparedFormula formula(environment_, condition, input, exists_answer(scope));
    std::vector<RowIndex> kept;
    for (RowIndex row = 0; row < input.rows; ++row) {
      environment_.budget.tick();
      environment_.calls.start_row();
      if (formula.holds(row))
        kept.push_back(row);
    }
    if (kept.size() < input.rows)
      input = input.gather(kept);
  }
  return input;
}

/// The rows of Join(seed, algebra) for which the conditions hold. Parts of a pattern that
/// nothing but an equality connects are joined by it, not multiplied.
Table Evaluator::join_filtered(Table seed,
                               const Algebra& algebra,
                               const std::vector<Formula>& conditions,
                               const Scope& scope) {
  const std::vector<Equality> links = equalities(conditions);
  std::vector<Algebra> parts;
  // In GRAPH ?g all parts share ?g.
  if (environment_.optimise && !links.empty() &&
      scope.graph.kind != ActiveGraph::Kind::each) {
    parts = unconnected_parts(algebra);
  }
  if (parts.size() + (seed.is_unit() ? 0U : 1U) < 2)
    return filter(join(std::move(seed), algebra, scope), conditions, scope);
  Scope alone = scope;
  alone.graph.substituted = false;
  std::vector<Table> tables;
  if (!seed.is_unit())
    tables.push_back(std::move(seed));
  for (const Algebra& part : parts) {
    if (!tables.empty() && shares_variable(tables.front(), part)) {
      tables.front() = join(std::move(tables.front()), part, scope);
    } else {
      tables.push_back(join(Table::unit(), part, alone));
    }
  }
  while (const auto link = link_of(tables, links)) {
    Table joined = join_by_value(tables[link->left],
                                 link->equality->left,
                                 tables[link->right],
                                 link->equality->right,
                                 environment_);
    tables[std::min(link->left, link->right)] =
        filter(std::move(joined), {*link->equality->formula}, scope);
    tables.erase(tables.begin() +
                 static_cast<std::ptrdiff_t>(std::max(link->left, link->right)));
  }
  Table out = Table::unit();
  for (const Table& table : tables)
    out = join_tables(out, table, environment_.budget);
  return filter(std::move(out), conditions, scope);
}

}  // namespace byline::sparql
