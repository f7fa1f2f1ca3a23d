#include "sparql/evaluator.hpp"

#include "sparql/algebra_variables.hpp"
#include "sparql/join_rows.hpp"
#include "sparql/physical/evaluate.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

bool seed_names(const Table& seed, VariableId variable) {
  return seed.column_of(variable).has_value();
}

/// Whether handing the seed to `inner` leaves these formulas as they are: each variable
/// of the seed that they name has its value from `inner`, too.
bool formulas_ignore_seed(const Table& seed,
                          const std::vector<Formula>& formulas,
                          const VariableSet& certain) {
  for (const Formula& formula : formulas) {
    for (const VariableId variable : variables_of(formula)) {
      if (seed_names(seed, variable) && !certain.contains(variable))
        return false;
    }
  }
  return true;
}

bool shared_are_certain(const Table& seed,
                        const VariableSet& names,
                        const VariableSet& certain) {
  return std::ranges::all_of(names, [&](VariableId variable) {
    return !seed_names(seed, variable) || certain.contains(variable);
  });
}

}  // namespace

Table Evaluator::evaluate(const Algebra& algebra, std::size_t limit) {
  return join(
      Table::unit(), algebra, {ActiveGraph{}, environment_.optimise ? limit : no_limit});
}

Table Evaluator::join(Table seed, const Algebra& algebra, const Scope& scope) {
  environment_.budget.check();
  if (seed.rows == 0)
    return seed;
  if (environment_.profile == nullptr)
    return dispatch(std::move(seed), algebra, scope);
  const std::uint64_t begin = environment_.budget.now_ns();
  Table out = dispatch(std::move(seed), algebra, scope);
  ProfileEntry& entry = environment_.profile->entries[&algebra];
  ++entry.calls;
  entry.rows += out.rows;
  entry.time_ns += environment_.budget.now_ns() - begin;
  return out;
}

/// Whether Join(seed, algebra) is what handing the seed down gives.
bool Evaluator::may_take_seed(const Table& seed, const Algebra& algebra) const {
  if (seed.is_unit() || std::holds_alternative<Service>(algebra.operation))
    return true;
  if (!environment_.optimise)
    return false;
  const auto certain = [&](std::size_t i) {
    return certain_variables(algebra.inputs[i]);
  };
  if (const auto* filter = std::get_if<FilterRows>(&algebra.operation)) {
    return formulas_ignore_seed(seed, filter->conditions, certain(0));
  }
  if (const auto* extend = std::get_if<Extend>(&algebra.operation)) {
    return !seed_names(seed, extend->variable) && !is_volatile(extend->formula) &&
           formulas_ignore_seed(seed, {extend->formula}, certain(0));
  }
  if (std::holds_alternative<LeftJoin>(algebra.operation) ||
      std::holds_alternative<Minus>(algebra.operation)) {
    VariableSet right = mentioned_variables(algebra.inputs[1]);
    if (const auto* join = std::get_if<LeftJoin>(&algebra.operation)) {
      for (const Formula& formula : join->conditions)
        right.merge(variables_of(formula));
    }
    return shared_are_certain(seed, right, certain(0));
  }
  return std::holds_alternative<BasicPattern>(algebra.operation) ||
         std::holds_alternative<Join>(algebra.operation) ||
         std::holds_alternative<Union>(algebra.operation) ||
         std::holds_alternative<ValuesTable>(algebra.operation) ||
         std::holds_alternative<InGraph>(algebra.operation);
}

Table Evaluator::separately(const Table& seed,
                            const Algebra& algebra,
                            const Scope& scope) {
  Scope inner = scope;
  inner.limit = no_limit;
  return join_tables(seed, dispatch(Table::unit(), algebra, inner), environment_.budget);
}

Table Evaluator::dispatch(Table seed, const Algebra& algebra, const Scope& scope) {
  if (environment_.optimise && seed.is_unit() && !scope.graph.substituted &&
      scope.graph.kind == ActiveGraph::Kind::default_graph) {
    auto table =
        physical::evaluate(environment_, algebra, exists_answer(scope), scope.limit);
    if (table)
      return std::move(*table);
  }
  if (!scope.graph.substituted && !may_take_seed(seed, algebra)) {
    return separately(seed, algebra, scope);
  }
  if (const auto* pattern = std::get_if<BasicPattern>(&algebra.operation)) {
    ProfileEntry* entry =
        environment_.profile ? &environment_.profile->entries[&algebra] : nullptr;
    return match_pattern(
        environment_, std::move(seed), pattern->triples, scope.graph, scope.limit, entry);
  }
  if (std::holds_alternative<Join>(algebra.operation)) {
    return join_all(std::move(seed), algebra, scope);
  }
  if (std::holds_alternative<Union>(algebra.operation)) {
    return join_union(seed, algebra, scope);
  }
  if (const auto* values = std::get_if<ValuesTable>(&algebra.operation)) {
    return join_tables(seed, values_table(*values), environment_.budget);
  }
  if (const auto* remote = std::get_if<Service>(&algebra.operation)) {
    return service(seed, *remote);
  }
  Scope inner = scope;
  inner.limit = no_limit;
  if (const auto* conditions = std::get_if<FilterRows>(&algebra.operation)) {
    return join_filtered(
        std::move(seed), algebra.inputs[0], conditions->conditions, inner);
  }
  if (std::holds_alternative<LeftJoin>(algebra.operation)) {
    return left_join(std::move(seed), algebra, inner);
  }
  if (std::holds_alternative<Minus>(algebra.operation)) {
    return subtract(std::move(seed), algebra, inner);
  }
  if (std::holds_alternative<InGraph>(algebra.operation)) {
    return in_graph(std::move(seed), algebra, inner);
  }
  return modify(std::move(seed), algebra, scope);
}

/// Each input is the seed of the next one.
Table Evaluator::join_all(Table seed, const Algebra& algebra, const Scope& scope) {
  const std::vector<const Algebra*> inputs = in_order_of_endpoints(algebra);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    Scope inner = scope;
    if (i + 1 < inputs.size())
      inner.limit = no_limit;
    seed = join(std::move(seed), *inputs[i], inner);
  }
  return seed;
}

Table Evaluator::join_union(const Table& seed,
                            const Algebra& algebra,
                            const Scope& scope) {
  Table out = Table::none();
  for (const Algebra& input : algebra.inputs) {
    out.append(join(seed, input, scope));
    if (out.rows >= scope.limit)
      break;
  }
  return out;
}

Table Evaluator::values_table(const ValuesTable& values) {
  Table out = Table::none(values.variables);
  out.rows = values.rows.size();
  for (const auto& row : values.rows) {
    environment_.budget.tick();
    for (std::size_t i = 0; i < row.size(); ++i) {
      out.columns[i].push_back(row[i] ? environment_.terms.intern(row[i]->view())
                                      : unbound);
    }
  }
  return out;
}

}  // namespace byline::sparql
