#include "sparql/algebra_variables.hpp"

#include "sparql/formula.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

void add_place(VariableSet& out, const Place& place) {
  if (const auto* variable = std::get_if<VariableId>(&place))
    out.insert(*variable);
}

void add_formula(VariableSet& out, const Formula& formula) {
  if (const auto* variable = std::get_if<VariableId>(&formula.head))
    out.insert(*variable);
  if (const auto* exists = std::get_if<Exists>(&formula.head)) {
    out.merge(mentioned_variables(*exists->pattern));
  }
  for (const Formula& argument : formula.arguments)
    add_formula(out, argument);
}

VariableSet variables_of(const BasicPattern& pattern) {
  VariableSet out;
  for (const PatternTriple& triple : pattern.triples) {
    add_place(out, triple.subject);
    add_place(out, triple.object);
    if (const auto* simple = std::get_if<Place>(&triple.predicate))
      add_place(out, *simple);
  }
  return out;
}

/// What the operator itself names.
struct Mentioned {
  VariableSet& out;
  void operator()(const BasicPattern& pattern) const { out.merge(variables_of(pattern)); }
  void operator()(const Join&) const {}
  void operator()(const LeftJoin& join) const { all(join.conditions); }
  void operator()(const FilterRows& filter) const { all(filter.conditions); }
  void operator()(const Union&) const {}
  void operator()(const Minus&) const {}
  void operator()(const InGraph& graph) const { add_place(out, graph.graph); }
  void operator()(const Extend& extend) const {
    out.insert(extend.variable);
    add_formula(out, extend.formula);
  }
  void operator()(const ValuesTable& table) const {
    out.insert(table.variables.begin(), table.variables.end());
  }
  void operator()(const Group& group) const {
    out.insert(group.keys.begin(), group.keys.end());
    for (const AggregateColumn& column : group.aggregates) {
      out.insert(column.variable);
      if (column.argument)
        add_formula(out, *column.argument);
    }
  }
  void operator()(const OrderBy& order) const {
    for (const SortKey& key : order.keys)
      add_formula(out, key.formula);
  }
  void operator()(const Project& project) const {
    out.insert(project.variables.begin(), project.variables.end());
  }
  void operator()(const Distinct&) const {}
  void operator()(const Slice&) const {}
  void operator()(const Service& service) const {
    add_place(out, service.endpoint);
    out.insert(service.variables.begin(), service.variables.end());
  }
  void all(const std::vector<Formula>& formulas) const {
    for (const Formula& formula : formulas)
      add_formula(out, formula);
  }
};

VariableSet intersection(const VariableSet& a, const VariableSet& b) {
  VariableSet out;
  std::ranges::set_intersection(a, b, std::inserter(out, out.end()));
  return out;
}

VariableSet bound_columns(const ValuesTable& table) {
  VariableSet out;
  for (std::size_t i = 0; i < table.variables.size(); ++i) {
    const bool everywhere = std::ranges::all_of(
        table.rows, [&](const auto& row) { return row[i].has_value(); });
    if (everywhere)
      out.insert(table.variables[i]);
  }
  return out;
}

/// What the variables of a tree are, from those of its inputs.
struct Bound {
  const Algebra& algebra;
  bool certain;

  [[nodiscard]] VariableSet input(std::size_t i) const {
    return certain ? certain_variables(algebra.inputs[i])
                   : possible_variables(algebra.inputs[i]);
  }
  [[nodiscard]] VariableSet all_inputs() const {
    VariableSet out;
    for (std::size_t i = 0; i < algebra.inputs.size(); ++i)
      out.merge(input(i));
    return out;
  }
  VariableSet operator()(const BasicPattern& pattern) const {
    return variables_of(pattern);
  }
  VariableSet operator()(const Join&) const { return all_inputs(); }
  VariableSet operator()(const LeftJoin&) const {
    return certain ? input(0) : all_inputs();
  }
  VariableSet operator()(const FilterRows&) const { return input(0); }
  VariableSet operator()(const Union&) const {
    if (!certain)
      return all_inputs();
    VariableSet out = input(0);
    for (std::size_t i = 1; i < algebra.inputs.size(); ++i)
      out = intersection(out, input(i));
    return out;
  }
  VariableSet operator()(const Minus&) const { return input(0); }
  VariableSet operator()(const InGraph& graph) const {
    VariableSet out = input(0);
    add_place(out, graph.graph);
    return out;
  }
  VariableSet operator()(const Extend& extend) const {
    VariableSet out = input(0);
    const bool constant = std::holds_alternative<rdf::Term>(extend.formula.head);
    if (!certain || constant)
      out.insert(extend.variable);
    return out;
  }
  VariableSet operator()(const ValuesTable& table) const {
    return certain ? bound_columns(table)
                   : VariableSet(table.variables.begin(), table.variables.end());
  }
  VariableSet operator()(const Group& group) const {
    VariableSet out =
        intersection(input(0), VariableSet(group.keys.begin(), group.keys.end()));
    if (!certain) {
      for (const AggregateColumn& column : group.aggregates)
        out.insert(column.variable);
    }
    return out;
  }
  VariableSet operator()(const OrderBy&) const { return input(0); }
  VariableSet operator()(const Project& project) const {
    const VariableSet shown(project.variables.begin(), project.variables.end());
    return certain ? intersection(input(0), shown) : shown;
  }
  VariableSet operator()(const Distinct&) const { return input(0); }
  VariableSet operator()(const Slice&) const { return input(0); }
  VariableSet operator()(const Service& service) const {
    if (certain)
      return {};
    return {service.variables.begin(), service.variables.end()};
  }
};

bool any_exists(const std::vector<Formula>& formulas) {
  return std::ranges::any_of(formulas, has_exists);
}

bool has_path(const BasicPattern& pattern) {
  return std::ranges::any_of(pattern.triples, [](const PatternTriple& triple) {
    return std::holds_alternative<Path>(triple.predicate);
  });
}

/// Whether every leaf takes its graph from its triples.
bool every_leaf_has_a_graph(const Algebra& algebra) {
  if (const auto* pattern = std::get_if<BasicPattern>(&algebra.operation)) {
    return !pattern->triples.empty() && !has_path(*pattern);
  }
  if (const auto* filter = std::get_if<FilterRows>(&algebra.operation)) {
    if (any_exists(filter->conditions))
      return false;
  } else if (const auto* join = std::get_if<LeftJoin>(&algebra.operation)) {
    if (any_exists(join->conditions))
      return false;
  } else if (const auto* extend = std::get_if<Extend>(&algebra.operation)) {
    if (has_exists(extend->formula))
      return false;
  } else if (!std::holds_alternative<Join>(algebra.operation) &&
             !std::holds_alternative<Union>(algebra.operation)) {
    return false;
  }
  return !algebra.inputs.empty() &&
         std::ranges::all_of(algebra.inputs, every_leaf_has_a_graph);
}

}  // namespace

VariableSet mentioned_variables(const Algebra& algebra) {
  VariableSet out;
  std::visit(Mentioned{out}, algebra.operation);
  for (const Algebra& input : algebra.inputs)
    out.merge(mentioned_variables(input));
  return out;
}

VariableSet possible_variables(const Algebra& algebra) {
  return std::visit(Bound{algebra, false}, algebra.operation);
}

VariableSet certain_variables(const Algebra& algebra) {
  return std::visit(Bound{algebra, true}, algebra.operation);
}

bool graph_may_be_a_column(const Algebra& algebra, VariableId variable) {
  return every_leaf_has_a_graph(algebra) &&
         !mentioned_variables(algebra).contains(variable);
}

bool works_row_by_row(const Algebra& algebra) {
  const bool harmless = std::holds_alternative<BasicPattern>(algebra.operation) ||
                        std::holds_alternative<Join>(algebra.operation) ||
                        std::holds_alternative<Union>(algebra.operation) ||
                        std::holds_alternative<FilterRows>(algebra.operation) ||
                        std::holds_alternative<ValuesTable>(algebra.operation) ||
                        std::holds_alternative<LeftJoin>(algebra.operation) ||
                        std::holds_alternative<Minus>(algebra.operation) ||
                        std::holds_alternative<Extend>(algebra.operation) ||
                        std::holds_alternative<InGraph>(algebra.operation);
  return harmless && std::ranges::all_of(algebra.inputs, works_row_by_row);
}

VariableSet variables_of(const Formula& formula) {
  VariableSet out;
  add_formula(out, formula);
  return out;
}

bool has_exists(const Formula& formula) {
  return std::holds_alternative<Exists>(formula.head) ||
         std::ranges::any_of(formula.arguments, has_exists);
}

bool calls(const Formula& formula, Builtin builtin) {
  const auto* head = std::get_if<Builtin>(&formula.head);
  return (head != nullptr && *head == builtin) ||
         std::ranges::any_of(formula.arguments, [&](const Formula& argument) {
           return calls(argument, builtin);
         });
}

bool is_volatile(const Formula& formula) {
  return calls(formula, Builtin::rand) || calls(formula, Builtin::uuid) ||
         calls(formula, Builtin::str_uuid) || calls(formula, Builtin::bnode);
}

}  // namespace byline::sparql
