#include "sparql/physical/evaluate.hpp"

#include "sparql/pattern_matcher.hpp"
#include "sparql/physical/compiler.hpp"
#include "sparql/physical/group.hpp"
#include "sparql/physical/sinks.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace byline::sparql::physical {

namespace {

/// The rows of a conjunction, with these columns.
std::optional<Table> rows_of(const Compiler& compiler,
                             Environment& environment,
                             const store::Index& index,
                             const std::vector<VariableId>& variables,
                             Multiplicity multiplicity,
                             std::size_t limit,
                             const Trace* trace) {
  if (compiler.is_impossible()) {
    return Table::none(variables);
  }
  std::vector<SlotId> slots;
  std::vector<VariableId> bound;
  for (const VariableId variable : variables) {
    if (const auto slot = compiler.slot(variable)) {
      slots.push_back(*slot);
      bound.push_back(variable);
    }
  }
  RowSink rows(slots, limit);
  if (!run(index,
           environment.budget,
           compiler.conjunction(),
           slots,
           multiplicity,
           rows,
           trace)) {
    return std::nullopt;
  }
  Table table;
  table.rows = rows.rows();
  auto columns = rows.take();
  for (std::size_t i = 0; i < bound.size(); ++i) {
    table.add_column(bound[i], std::move(columns[i]));
  }
  return table;
}

/// DISTINCT of one certain column.
std::optional<Table> distinct_column(const Compiler& compiler,
                                     Environment& environment,
                                     const store::Index& index,
                                     VariableId variable,
                                     const Trace* trace) {
  if (compiler.is_impossible()) {
    return Table::none({variable});
  }
  const SlotId slot = *compiler.slot(variable);
  DistinctSink distinct(slot, index.term_count());
  if (!run(index,
           environment.budget,
           compiler.conjunction(),
           {slot},
           Multiplicity::set,
           distinct,
           trace)) {
    return std::nullopt;
  }
  Table table;
  table.rows = distinct.ids().size();
  table.add_column(variable, distinct.ids());
  return table;
}

bool is_distinct(const Algebra& algebra) {
  const auto* distinct = std::get_if<Distinct>(&algebra.operation);
  return distinct != nullptr && !distinct->reduced;
}

std::vector<std::size_t> all_columns(const Table& table) {
  std::vector<std::size_t> columns(table.columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i] = i;
  }
  return columns;
}

}  // namespace

std::optional<Table> evaluate(Environment& environment,
                              const Algebra& algebra,
                              const ExistsAnswer& exists,
                              std::size_t limit) {
  const auto* index = dynamic_cast<const store::Index*>(&environment.terms.store());
  if (index == nullptr || !environment.dataset.has_plain_default()) {
    return std::nullopt;
  }
  if (std::holds_alternative<Group>(algebra.operation)) {
    return evaluate_group(environment, *index, algebra, exists);
  }
  const auto trace = trace_of(environment, algebra);
  const bool set = is_distinct(algebra);
  const Algebra& projected = set ? algebra.inputs[0] : algebra;
  const auto* project = std::get_if<Project>(&projected.operation);
  if (set && project == nullptr) {
    return std::nullopt;
  }
  Compiler compiler(environment, *index, exists);
  if (!compiler.add(project != nullptr ? projected.inputs[0] : projected)) {
    return std::nullopt;
  }
  const auto& variables = project != nullptr ? project->variables : compiler.variables();
  if (set && variables.size() == 1 && compiler.is_certain(variables.front())) {
    return distinct_column(
        compiler, environment, *index, variables.front(), trace ? &*trace : nullptr);
  }
  auto table = rows_of(compiler,
                       environment,
                       *index,
                       variables,
                       set ? Multiplicity::set : Multiplicity::bag,
                       set ? no_limit : limit,
                       trace ? &*trace : nullptr);
  if (table && set) {
    return table->gather(distinct_rows(*table, all_columns(*table)));
  }
  return table;
}

}  // namespace byline::sparql::physical
