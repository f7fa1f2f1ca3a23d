#include "sparql/static_checks.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace byline::sparql {
namespace {

using Names = std::set<std::string>;

Names names_of(const std::vector<Variable>& variables) {
  Names out;
  for (const Variable& variable : variables)
    out.insert(variable.name);
  return out;
}

class Checker {
 public:
  explicit Checker(const QuerySource& source) : source_(source) {}

  void query(const Query& query);
  void group(const GroupPattern& group);
  /// An expression where aggregates are allowed or not.
  void expression(const Expression& expression, bool aggregates, std::string_view place);
  /// Blank-node labels of one basic graph pattern, or of what counts as one.
  void labels(const std::vector<TriplePattern>& triples, std::size_t pattern);
  std::size_t new_pattern() { return ++patterns_; }

 private:
  [[noreturn]] void fail(std::size_t offset, std::string message, std::string hint = {}) {
    throw source_.error(offset, std::move(message), std::move(hint));
  }
  void element(const Element& element);
  void modifiers(const Query& query);
  void projection(const Query& query);
  void grouped_use(const Expression& expression, const Names& grouped);
  void label(const VariableOrTerm& place, std::size_t pattern, std::size_t offset);

  const QuerySource& source_;
  std::size_t patterns_ = 0;
  std::map<std::string, std::size_t> pattern_of_label_;
};

void Checker::label(const VariableOrTerm& place,
                    std::size_t pattern,
                    std::size_t offset) {
  const auto* term = std::get_if<rdf::Term>(&place);
  if (term == nullptr || !term->is_blank())
    return;
  const auto [known, is_new] = pattern_of_label_.emplace(term->value, pattern);
  if (!is_new && known->second != pattern) {
    fail(offset,
         "blank node _:" + term->value + " is used in two basic graph patterns",
         "use a variable to say that it is the same node");
  }
}

// SPARQL 1.1, 4.1.4 and 19.6
void Checker::labels(const std::vector<TriplePattern>& triples, std::size_t pattern) {
  for (const TriplePattern& triple : triples) {
    label(triple.subject, pattern, triple.offset);
    label(triple.object, pattern, triple.offset);
  }
}

/// FILTER does not end a basic graph pattern (18.2.2.5); everything else does. BIND needs
/// a new variable (18.2.1).
void Checker::group(const GroupPattern& group) {
  std::size_t pattern = 0;
  for (const Element& item : group.elements) {
    if (const auto* triples = std::get_if<TriplesBlock>(&item.kind)) {
      if (pattern == 0)
        pattern = new_pattern();
      labels(triples->triples, pattern);
    } else if (!std::holds_alternative<Filter>(item.kind)) {
      pattern = 0;
    }
    element(item);
  }
  Names scope;
  for (const Element& item : group.elements) {
    if (const auto* bind = std::get_if<Bind>(&item.kind)) {
      if (scope.contains(bind->variable.name)) {
        fail(item.offset,
             "BIND to ?" + bind->variable.name + ", which is already used in this group");
      }
    }
    scope.merge(names_of(variables_in_scope(item)));
  }
}

void Checker::element(const Element& element) {
  if (const auto* filter = std::get_if<Filter>(&element.kind)) {
    expression(filter->condition, false, "FILTER");
  } else if (const auto* bind = std::get_if<Bind>(&element.kind)) {
    expression(bind->expression, false, "BIND");
  } else if (const auto* optional = std::get_if<OptionalPattern>(&element.kind)) {
    group(optional->pattern);
  } else if (const auto* minus = std::get_if<MinusPattern>(&element.kind)) {
    group(minus->pattern);
  } else if (const auto* alternatives = std::get_if<UnionPattern>(&element.kind)) {
    for (const GroupPattern& alternative : alternatives->alternatives)
      group(alternative);
  } else if (const auto* graph = std::get_if<GraphPattern>(&element.kind)) {
    group(graph->pattern);
  } else if (const auto* service = std::get_if<ServicePattern>(&element.kind)) {
    group(service->pattern);
  } else if (const auto* select = std::get_if<SubSelect>(&element.kind)) {
    query(select->query);
  }
}

void Checker::expression(const Expression& expression,
                         bool aggregates,
                         std::string_view place) {
  const bool is_aggregate = std::holds_alternative<AggregateCall>(expression.head);
  if (is_aggregate && !aggregates) {
    fail(expression.offset, "an aggregate is not allowed in " + std::string(place));
  }
  if (const auto* exists = std::get_if<ExistsCall>(&expression.head)) {
    group(*exists->pattern);
  }
  for (const Expression& argument : expression.arguments) {
    this->expression(argument,
                     aggregates && !is_aggregate,
                     is_aggregate ? "another aggregate" : place);
  }
}

// SPARQL 1.1, 11.4: outside aggregates only grouped variables have a value.
void Checker::grouped_use(const Expression& expression, const Names& grouped) {
  if (std::holds_alternative<AggregateCall>(expression.head))
    return;
  if (const auto* variable = std::get_if<Variable>(&expression.head)) {
    if (!grouped.contains(variable->name)) {
      fail(expression.offset,
           "?" + variable->name + " is neither grouped nor aggregated",
           "add it to GROUP BY, or use SAMPLE(?" + variable->name + ")");
    }
  }
  for (const Expression& argument : expression.arguments)
    grouped_use(argument, grouped);
}

void Checker::projection(const Query& query) {
  Names scope = names_of(variables_in_scope(query.where));
  const bool grouped = is_grouped(query);
  Names keys;
  for (const GroupCondition& key : query.modifiers.group_by) {
    if (key.variable) {
      if (scope.contains(key.variable->name)) {
        fail(key.expression.offset,
             "GROUP BY assigns ?" + key.variable->name + ", which is already used");
      }
      scope.insert(key.variable->name);
      keys.insert(key.variable->name);
    } else if (const auto* variable = std::get_if<Variable>(&key.expression.head)) {
      keys.insert(variable->name);
    }
  }
  Names assigned;
  for (const Projection& item : query.projection) {
    const std::string& name = item.variable.name;
    if (!item.expression) {
      if (grouped && !keys.contains(name)) {
        fail(item.offset,
             "?" + name + " is neither grouped nor aggregated",
             "add it to GROUP BY, or use (SAMPLE(?" + name + ") AS ?…)");
      }
      assigned.insert(name);
      continue;
    }
    if (scope.contains(name) || assigned.contains(name)) {
      fail(item.offset, "?" + name + " is already used: AS needs a new variable");
    }
    if (grouped)
      grouped_use(*item.expression, keys);
    assigned.insert(name);
    keys.insert(name);
  }
}

void Checker::modifiers(const Query& query) {
  for (const GroupCondition& key : query.modifiers.group_by) {
    expression(key.expression, false, "GROUP BY");
  }
  for (const Expression& condition : query.modifiers.having) {
    expression(condition, true, "HAVING");
  }
  for (const OrderCondition& condition : query.modifiers.order_by) {
    expression(condition.expression, true, "ORDER BY");
  }
}

void Checker::query(const Query& query) {
  group(query.where);
  for (const Projection& item : query.projection) {
    if (item.expression)
      expression(*item.expression, true, "SELECT");
  }
  modifiers(query);
  if (query.form == QueryForm::select && query.star && is_grouped(query)) {
    const std::size_t where = query.modifiers.group_by.empty()
                                  ? 0
                                  : query.modifiers.group_by[0].expression.offset;
    fail(where, "SELECT * does not go with groups", "name the variables");
  }
  if (query.form == QueryForm::select)
    projection(query);
}

}  // namespace

void check(const Query& query, const QuerySource& source) {
  Checker(source).query(query);
}

// SPARQL 1.1, 19.6: a label may be in one WHERE clause and in one INSERT DATA.
void check(const UpdateRequest& request, const QuerySource& source) {
  Checker patterns(source);
  Checker data(source);
  for (const UpdateOperation& operation : request.operations) {
    if (const auto* modify = std::get_if<ModifyOperation>(&operation.kind)) {
      patterns.group(modify->where);
    } else if (const auto* inserted = std::get_if<DataOperation>(&operation.kind)) {
      const std::size_t pattern = data.new_pattern();
      for (const QuadBlock& block : inserted->quads)
        data.labels(block.triples, pattern);
    }
  }
}

}  // namespace byline::sparql
