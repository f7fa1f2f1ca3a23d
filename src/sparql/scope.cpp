#include "sparql/static_checks.hpp"

#include <algorithm>
#include <set>

namespace byline::sparql {
namespace {

/// Collects variables in the order of their first appearance.
class Scope {
 public:
  void add(const Variable& variable) {
    if (seen_.insert(variable.name).second)
      variables_.push_back(variable);
  }
  void add(const VariableOrTerm& place) {
    if (const auto* variable = std::get_if<Variable>(&place))
      add(*variable);
  }
  void add(const std::vector<Variable>& variables) {
    for (const Variable& variable : variables)
      add(variable);
  }
  void add(const GroupPattern& group);
  std::vector<Variable> take() { return std::move(variables_); }

 private:
  std::set<std::string> seen_;
  std::vector<Variable> variables_;
};

/// What one element of a group brings into scope: the table of SPARQL 1.1, 18.2.1.
struct ElementScope {
  Scope& scope;

  void operator()(const TriplesBlock& block) const {
    for (const TriplePattern& triple : block.triples) {
      scope.add(triple.subject);
      if (const auto* simple = std::get_if<VariableOrTerm>(&triple.predicate)) {
        scope.add(*simple);
      }
      scope.add(triple.object);
    }
  }
  void operator()(const Filter&) const {}
  void operator()(const Bind& bind) const { scope.add(bind.variable); }
  void operator()(const OptionalPattern& optional) const { scope.add(optional.pattern); }
  void operator()(const MinusPattern&) const {}
  void operator()(const UnionPattern& alternatives) const {
    for (const GroupPattern& group : alternatives.alternatives)
      scope.add(group);
  }
  void operator()(const GraphPattern& graph) const {
    scope.add(graph.name);
    scope.add(graph.pattern);
  }
  void operator()(const ServicePattern& service) const {
    scope.add(service.endpoint);
    scope.add(service.pattern);
  }
  void operator()(const InlineData& data) const { scope.add(data.variables); }
  void operator()(const SubSelect& select) const {
    scope.add(projected_variables(select.query));
    if (select.query.values && select.query.star) {
      scope.add(select.query.values->variables);
    }
  }
};

void Scope::add(const GroupPattern& group) {
  for (const Element& element : group.elements) {
    std::visit(ElementScope{*this}, element.kind);
  }
}

bool has_aggregate(const Expression& expression) {
  return std::holds_alternative<AggregateCall>(expression.head) ||
         std::ranges::any_of(expression.arguments, has_aggregate);
}

}  // namespace

std::vector<Variable> variables_in_scope(const GroupPattern& group) {
  Scope scope;
  scope.add(group);
  return scope.take();
}

std::vector<Variable> variables_in_scope(const Element& element) {
  Scope scope;
  std::visit(ElementScope{scope}, element.kind);
  return scope.take();
}

std::vector<Variable> projected_variables(const Query& query) {
  Scope scope;
  if (query.star) {
    scope.add(query.where);
    if (query.values)
      scope.add(query.values->variables);
  }
  for (const Projection& item : query.projection)
    scope.add(item.variable);
  return scope.take();
}

bool is_grouped(const Query& query) {
  const SolutionModifiers& modifiers = query.modifiers;
  const auto in_projection = [](const Projection& item) {
    return item.expression && has_aggregate(*item.expression);
  };
  return !modifiers.group_by.empty() ||
         std::ranges::any_of(query.projection, in_projection) ||
         std::ranges::any_of(modifiers.having, has_aggregate) ||
         std::ranges::any_of(
             modifiers.order_by, has_aggregate, &OrderCondition::expression);
}

}  // namespace byline::sparql
