#include "sparql/physical/group.hpp"

#include "sparql/physical/compiler.hpp"
#include "sparql/physical/counted_values.hpp"
#include "sparql/physical/sinks.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace byline::sparql::physical {

namespace {

/// What an aggregate needs to know of a group.
enum class Need {
  rows,      ///< the number of solutions
  values,    ///< how often each value of a variable occurs
  distinct,  ///< which values a variable has
  other,     ///< more than is kept here
};

struct Plan {
  std::optional<VariableId> key;
  std::optional<VariableId> value;
  bool as_set = false;  ///< equal solutions count once: all aggregates are DISTINCT
};

Need need_of(const AggregateColumn& column) {
  const AggregateCall& call = column.call;
  if (call.star) {
    return call.distinct ? Need::other : Need::rows;
  }
  switch (call.function) {
    case Aggregate::count: return call.distinct ? Need::distinct : Need::rows;
    case Aggregate::sum:
    case Aggregate::avg: return call.distinct ? Need::distinct : Need::values;
    case Aggregate::min:
    case Aggregate::max: return Need::values;
    default: return Need::other;
  }
}

std::optional<VariableId> argument_of(const AggregateColumn& column) {
  const auto* variable =
      column.argument ? std::get_if<VariableId>(&column.argument->head) : nullptr;
  return variable == nullptr ? std::nullopt : std::optional(*variable);
}

/// Solutions over exactly these variables are distinct anyway: a basic graph pattern
/// binds each of its variables, and it has none but them.
bool are_all_variables(const Compiler& compiler, std::set<VariableId> variables) {
  return std::ranges::all_of(compiler.variables(), [&](VariableId variable) {
    return variables.contains(variable);
  });
}

std::optional<Plan> plan_group(const Group& group, const Compiler& compiler) {
  Plan plan;
  if (group.keys.size() > 1) {
    return std::nullopt;
  }
  if (!group.keys.empty()) {
    plan.key = group.keys.front();
    if (!compiler.is_certain(*plan.key)) {
      return std::nullopt;
    }
  }
  bool bag = false;
  for (const AggregateColumn& column : group.aggregates) {
    const Need need = need_of(column);
    const auto variable = argument_of(column);
    if (need == Need::other ||
        (!column.call.star && (!variable || !compiler.is_certain(*variable)))) {
      return std::nullopt;
    }
    bag = bag || need != Need::distinct;
    if (need == Need::rows) {
      continue;
    }
    if (plan.value && plan.value != variable) {
      return std::nullopt;
    }
    plan.value = variable;
    plan.as_set = plan.as_set || need == Need::distinct;
  }
  return plan.as_set && bag ? std::nullopt : std::optional(plan);
}

bool adds(const Group& group) {
  return std::ranges::any_of(group.aggregates, [](const AggregateColumn& column) {
    return column.call.function == Aggregate::sum ||
           column.call.function == Aggregate::avg;
  });
}

/// The groups as a table: the keys' column, then the aggregates'.
std::optional<Table> groups_table(Environment& environment,
                                  const Group& group,
                                  GroupSink& sink) {
  const auto counted = sink.values();
  Values values(environment.terms);
  if (adds(group) && !are_exact(counted, values)) {
    return std::nullopt;
  }
  std::vector<std::span<const Counted>> counted_of(sink.keys().size());
  for (std::size_t begin = 0; begin < counted.size();) {
    const std::uint64_t number = counted[begin].first >> 32U;
    std::size_t end = begin;
    while (end < counted.size() && counted[end].first >> 32U == number) {
      ++end;
    }
    counted_of[number] = std::span(counted).subspan(begin, end - begin);
    begin = end;
  }
  Table table;
  ResultTerms terms(environment.terms);
  const bool always_one = group.keys.empty() && sink.keys().empty();
  table.rows = always_one ? 1 : sink.keys().size();
  if (!group.keys.empty()) {
    table.add_column(group.keys.front(), sink.keys());
  }
  for (const AggregateColumn& column : group.aggregates) {
    std::vector<TermId> results;
    results.reserve(table.rows);
    for (std::size_t i = 0; i < table.rows; ++i) {
      const std::uint64_t rows = always_one ? 0 : sink.counts()[i];
      const auto of_group = always_one ? std::span<const Counted>() : counted_of[i];
      if (column.call.function == Aggregate::count) {
        const std::uint64_t number = column.call.distinct ? of_group.size() : rows;
        results.push_back(terms.id_of(static_cast<std::int64_t>(number)));
        continue;
      }
      const Result result = aggregate(column.call, rows, of_group, values);
      results.push_back(result ? terms.id_of(*result) : unbound);
    }
    table.add_column(column.variable, std::move(results));
  }
  return table;
}

bool counts_alone(const Group& group) {
  return group.aggregates.size() == 1 &&
         group.aggregates.front().call.function == Aggregate::count;
}

/// COUNT(DISTINCT ?v) of everything: a bit for each term.
std::optional<Table> count_distinct(Environment& environment,
                                    const store::Index& index,
                                    const Compiler& compiler,
                                    const Algebra& algebra,
                                    SlotId slot) {
  DistinctSink distinct(slot, index.term_count());
  const auto trace = trace_of(environment, algebra);
  if (!compiler.is_impossible() && !run(index,
                                        environment.budget,
                                        compiler.conjunction(),
                                        {slot},
                                        Multiplicity::set,
                                        distinct,
                                        trace ? &*trace : nullptr)) {
    return std::nullopt;
  }
  const auto count = static_cast<std::int64_t>(distinct.ids().size());
  Table table;
  table.rows = 1;
  table.add_column(std::get<Group>(algebra.operation).aggregates.front().variable,
                   {environment.terms.intern(Value::integer(count))});
  return table;
}

/// COUNT of all matches of one triple with different variables in any graph: the index
/// knows it.
std::optional<std::uint64_t> counted_triple(Environment& environment,
                                            const Group& group,
                                            const Algebra& input) {
  if (!group.keys.empty() || group.aggregates.size() != 1 ||
      need_of(group.aggregates.front()) != Need::rows) {
    return std::nullopt;
  }
  const auto* in_graph = std::get_if<InGraph>(&input.operation);
  const Algebra& below = in_graph != nullptr ? input.inputs[0] : input;
  const auto* pattern = std::get_if<BasicPattern>(&below.operation);
  if (pattern == nullptr || pattern->triples.size() != 1 ||
      (in_graph != nullptr && !environment.dataset.has_all_named())) {
    return std::nullopt;
  }
  const PatternTriple& triple = pattern->triples.front();
  std::vector<Place> places = {triple.subject, triple.object};
  if (const auto* predicate = std::get_if<Place>(&triple.predicate)) {
    places.push_back(*predicate);
  } else {
    return std::nullopt;
  }
  if (in_graph != nullptr) {
    places.push_back(in_graph->graph);
  }
  std::set<VariableId> variables;
  std::vector<TermId> ids;
  for (const Place& place : places) {
    if (const auto* variable = std::get_if<VariableId>(&place)) {
      if (!variables.insert(*variable).second) {
        return std::nullopt;
      }
      ids.push_back(store::any);
      continue;
    }
    const auto id = environment.terms.find_in_store(std::get<rdf::Term>(place).view());
    if (!id) {
      return 0;
    }
    ids.push_back(*id);
  }
  const auto argument = argument_of(group.aggregates.front());
  if (!group.aggregates.front().call.star &&
      (!argument || !variables.contains(*argument))) {
    return std::nullopt;
  }
  return environment.terms.store().count(
      {ids[0], ids[2], ids[1], in_graph != nullptr ? ids[3] : store::default_graph});
}

}  // namespace

std::optional<Table> evaluate_group(Environment& environment,
                                    const store::Index& index,
                                    const Algebra& algebra,
                                    const ExistsAnswer& exists) {
  const auto& group = std::get<Group>(algebra.operation);
  const Algebra& input = algebra.inputs[0];
  if (const auto count = counted_triple(environment, group, input)) {
    Table table;
    table.rows = 1;
    const Value value = Value::integer(static_cast<std::int64_t>(*count));
    table.add_column(group.aggregates.front().variable,
                     {environment.terms.intern(value)});
    return table;
  }
  Compiler compiler(environment, index, exists);
  if (!compiler.add(input)) {
    return std::nullopt;
  }
  const auto plan = plan_group(group, compiler);
  if (!plan || (plan->as_set && compiler.conjunction().slots == 0)) {
    return std::nullopt;
  }
  std::vector<SlotId> needed;
  SlotId key = GroupSink::none;
  SlotId value = GroupSink::none;
  if (plan->key) {
    key = *compiler.slot(*plan->key);
    needed.push_back(key);
  }
  // COUNT(DISTINCT ?a) BY ?b of a pattern over ?a and ?b alone is COUNT(*).
  bool rows_are_values = false;
  if (plan->as_set && plan->key && group.aggregates.size() == 1 &&
      group.aggregates.front().call.function == Aggregate::count) {
    rows_are_values = are_all_variables(compiler, {*plan->key, *plan->value});
  }
  if (plan->value && !rows_are_values) {
    value = *compiler.slot(*plan->value);
    if (value != key) {
      needed.push_back(value);
    }
  }
  if (plan->as_set && !plan->key && counts_alone(group)) {
    return count_distinct(environment, index, compiler, algebra, value);
  }
  GroupSink sink(key, value);
  const bool set = plan->as_set && !rows_are_values;
  const auto trace = trace_of(environment, algebra);
  if (!compiler.is_impossible() && !run(index,
                                        environment.budget,
                                        compiler.conjunction(),
                                        needed,
                                        set ? Multiplicity::set : Multiplicity::bag,
                                        sink,
                                        trace ? &*trace : nullptr)) {
    return std::nullopt;
  }
  if (!rows_are_values) {
    return groups_table(environment, group, sink);
  }
  Group counting = group;
  counting.aggregates.front().call.distinct = false;
  return groups_table(environment, counting, sink);
}

}  // namespace byline::sparql::physical
