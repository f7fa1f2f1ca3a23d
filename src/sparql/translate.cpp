#include "sparql/translate.hpp"

#include "sparql/static_checks.hpp"

#include <utility>

namespace byline::sparql {
namespace {

Algebra node(decltype(Algebra::operation) operation) {
  return {std::move(operation), {}};
}

Algebra over(decltype(Algebra::operation) operation, Algebra input) {
  Algebra out = node(std::move(operation));
  out.inputs.push_back(std::move(input));
  return out;
}

Algebra over(decltype(Algebra::operation) operation, Algebra left, Algebra right) {
  Algebra out = over(std::move(operation), std::move(left));
  out.inputs.push_back(std::move(right));
  return out;
}

bool is_unit(const Algebra& algebra) {
  const auto* pattern = std::get_if<BasicPattern>(&algebra.operation);
  return pattern != nullptr && pattern->triples.empty();
}

Algebra join(Algebra left, Algebra right) {
  if (is_unit(left))
    return right;
  if (is_unit(right))
    return left;
  return over(Join{}, std::move(left), std::move(right));
}

/// A group before its filters are applied: OPTIONAL takes them as its condition.
struct GroupParts {
  Algebra algebra;
  std::vector<Formula> filters;
};

class Translator {
 public:
  explicit Translator(VariableTable& variables) : variables_(variables) {}

  Algebra group(const GroupPattern& pattern);
  Algebra query(const Query& query, std::vector<VariableId>& projected);

 private:
  GroupParts parts(const GroupPattern& pattern);
  void element(const Element& element, GroupParts& out);
  Algebra nested(const Element& element);
  Algebra inline_data(const InlineData& data);
  Algebra service(const ServicePattern& service);

  Place place(const VariableOrTerm& written);
  Algebra basic(const std::vector<TriplePattern>& triples);
  Algebra path(const Place& subject, const Path& path, const Place& object);
  Algebra sequence(const Place& subject, const Path& path, const Place& object);

  Formula formula(const Expression& expression);
  Algebra grouped(const Query& query, Algebra pattern);
  Algebra modifiers(const Query& query, Algebra solutions);

  VariableTable& variables_;
  std::vector<AggregateColumn>* aggregates_ = nullptr;  ///< where aggregates are put
};

Place Translator::place(const VariableOrTerm& written) {
  if (const auto* variable = std::get_if<Variable>(&written)) {
    return variables_.id_of(variable->name);
  }
  const auto& term = std::get<rdf::Term>(written);
  if (term.is_blank())
    return variables_.id_of("_:" + term.value);
  return term;
}

/// Adjacent basic patterns become one.
Algebra merge_basic(Algebra left, Algebra right) {
  auto* first = std::get_if<BasicPattern>(&left.operation);
  const auto* second = std::get_if<BasicPattern>(&right.operation);
  if (first == nullptr || second == nullptr)
    return join(std::move(left), std::move(right));
  first->triples.insert(
      first->triples.end(), second->triples.begin(), second->triples.end());
  return left;
}

Algebra Translator::basic(const std::vector<TriplePattern>& triples) {
  Algebra out = node(BasicPattern{});
  for (const TriplePattern& triple : triples) {
    const Place subject = place(triple.subject);
    const Place object = place(triple.object);
    if (const auto* written = std::get_if<Path>(&triple.predicate)) {
      out = merge_basic(std::move(out), path(subject, *written, object));
    } else {
      Place predicate = place(std::get<VariableOrTerm>(triple.predicate));
      Algebra single = node(BasicPattern{{{subject, std::move(predicate), object}}});
      out = merge_basic(std::move(out), std::move(single));
    }
  }
  return out;
}

// 18.2.2.4, and for alternatives 18.4: eval(Path(X, alt(P, Q), Y)) is a union.
Algebra Translator::path(const Place& subject, const Path& path, const Place& object) {
  using Kind = Path::Kind;
  switch (path.kind) {
    case Kind::link:
      return node(BasicPattern{{{subject, Place{rdf::Term::iri(path.iri)}, object}}});
    case Kind::inverse: return this->path(object, path.parts[0], subject);
    case Kind::sequence: return sequence(subject, path, object);
    case Kind::alternative: {
      Algebra out = node(Union{});
      for (const Path& part : path.parts) {
        out.inputs.push_back(this->path(subject, part, object));
      }
      return out;
    }
    case Kind::zero_or_more:
    case Kind::one_or_more:
    case Kind::zero_or_one:
    case Kind::negated_set: break;
  }
  return node(BasicPattern{{{subject, path, object}}});
}

Algebra Translator::sequence(const Place& subject,
                             const Path& path,
                             const Place& object) {
  Algebra out = node(BasicPattern{});
  Place from = subject;
  for (std::size_t i = 0; i < path.parts.size(); ++i) {
    const bool last = i + 1 == path.parts.size();
    const Place to = last ? object : Place{variables_.fresh("path")};
    out = merge_basic(std::move(out), this->path(from, path.parts[i], to));
    from = to;
  }
  return out;
}

Algebra Translator::group(const GroupPattern& pattern) {
  GroupParts found = parts(pattern);
  if (found.filters.empty())
    return std::move(found.algebra);
  return over(FilterRows{std::move(found.filters)}, std::move(found.algebra));
}

// 18.2.2.6
GroupParts Translator::parts(const GroupPattern& pattern) {
  GroupParts out{node(BasicPattern{}), {}};
  std::vector<TriplePattern> triples;
  const auto flush = [&] {
    if (triples.empty())
      return;
    out.algebra = join(std::move(out.algebra), basic(triples));
    triples.clear();
  };
  for (const Element& item : pattern.elements) {
    if (const auto* block = std::get_if<TriplesBlock>(&item.kind)) {
      triples.insert(triples.end(), block->triples.begin(), block->triples.end());
    } else if (const auto* filter = std::get_if<Filter>(&item.kind)) {
      out.filters.push_back(formula(filter->condition));
    } else {
      flush();
      element(item, out);
    }
  }
  flush();
  return out;
}

void Translator::element(const Element& element, GroupParts& out) {
  Algebra before = std::move(out.algebra);
  if (const auto* optional = std::get_if<OptionalPattern>(&element.kind)) {
    GroupParts inner = parts(optional->pattern);
    out.algebra = over(
        LeftJoin{std::move(inner.filters)}, std::move(before), std::move(inner.algebra));
  } else if (const auto* minus = std::get_if<MinusPattern>(&element.kind)) {
    out.algebra = over(sparql::Minus{}, std::move(before), group(minus->pattern));
  } else if (const auto* bind = std::get_if<Bind>(&element.kind)) {
    out.algebra =
        over(Extend{variables_.id_of(bind->variable.name), formula(bind->expression)},
             std::move(before));
  } else {
    out.algebra = join(std::move(before), nested(element));
  }
}

Algebra Translator::nested(const Element& element) {
  if (const auto* data = std::get_if<InlineData>(&element.kind))
    return inline_data(*data);
  if (const auto* call = std::get_if<ServicePattern>(&element.kind))
    return service(*call);
  if (const auto* graph = std::get_if<GraphPattern>(&element.kind)) {
    return over(InGraph{place(graph->name)}, group(graph->pattern));
  }
  if (const auto* select = std::get_if<SubSelect>(&element.kind)) {
    std::vector<VariableId> projected;
    return query(select->query, projected);
  }
  const auto& alternatives = std::get<UnionPattern>(element.kind).alternatives;
  if (alternatives.size() == 1)
    return group(alternatives[0]);
  Algebra out = node(Union{});
  for (const GroupPattern& alternative : alternatives) {
    out.inputs.push_back(group(alternative));
  }
  return out;
}

Algebra Translator::inline_data(const InlineData& data) {
  ValuesTable out;
  for (const Variable& variable : data.variables) {
    out.variables.push_back(variables_.id_of(variable.name));
  }
  out.rows = data.rows;
  return node(std::move(out));
}

Algebra Translator::service(const ServicePattern& service) {
  Service out{place(service.endpoint),
              service.silent,
              std::make_shared<const GroupPattern>(service.pattern),
              {}};
  for (const Variable& variable : variables_in_scope(service.pattern)) {
    out.variables.push_back(variables_.id_of(variable.name));
  }
  return node(std::move(out));
}

Formula Translator::formula(const Expression& expression) {
  Formula out;
  if (const auto* aggregate = std::get_if<AggregateCall>(&expression.head)) {
    AggregateColumn column{variables_.fresh("aggregate"), *aggregate, std::nullopt};
    if (!expression.arguments.empty())
      column.argument = formula(expression.arguments[0]);
    out.head = column.variable;
    aggregates_->push_back(std::move(column));
    return out;
  }
  for (const Expression& argument : expression.arguments) {
    out.arguments.push_back(formula(argument));
  }
  if (const auto* variable = std::get_if<Variable>(&expression.head)) {
    out.head = variables_.id_of(variable->name);
  } else if (const auto* term = std::get_if<rdf::Term>(&expression.head)) {
    out.head = *term;
  } else if (const auto* op = std::get_if<Operator>(&expression.head)) {
    out.head = *op;
  } else if (const auto* builtin = std::get_if<Builtin>(&expression.head)) {
    out.head = *builtin;
  } else if (const auto* call = std::get_if<FunctionCall>(&expression.head)) {
    out.head = *call;
  } else if (const auto* exists = std::get_if<ExistsCall>(&expression.head)) {
    out.head =
        Exists{exists->negated, std::make_shared<const Algebra>(group(*exists->pattern))};
  }
  return out;
}

// 18.2.4.1: keys that are expressions become columns first.
Algebra Translator::grouped(const Query& query, Algebra pattern) {
  Group out;
  for (const GroupCondition& key : query.modifiers.group_by) {
    const auto* plain = std::get_if<Variable>(&key.expression.head);
    if (plain != nullptr && !key.variable) {
      out.keys.push_back(variables_.id_of(plain->name));
      continue;
    }
    const VariableId name =
        key.variable ? variables_.id_of(key.variable->name) : variables_.fresh("key");
    pattern = over(Extend{name, formula(key.expression)}, std::move(pattern));
    out.keys.push_back(name);
  }
  return over(std::move(out), std::move(pattern));
}

// 18.2.4 and 18.2.5. The aggregates of HAVING, SELECT and ORDER BY are computed by the
// Group below; their columns are known once those expressions are translated.
Algebra Translator::query(const Query& query, std::vector<VariableId>& projected) {
  Algebra solutions = group(query.where);
  std::vector<AggregateColumn> columns;
  auto* outer = std::exchange(aggregates_, &columns);
  const bool has_groups = is_grouped(query);
  if (has_groups)
    solutions = grouped(query, std::move(solutions));
  Algebra placeholder = node(BasicPattern{});
  std::swap(placeholder, solutions);
  FilterRows having;
  for (const Expression& condition : query.modifiers.having) {
    having.conditions.push_back(formula(condition));
  }
  std::vector<Extend> extends;
  for (const Projection& item : query.projection) {
    if (!item.expression)
      continue;
    extends.push_back({variables_.id_of(item.variable.name), formula(*item.expression)});
  }
  OrderBy order;
  for (const OrderCondition& key : query.modifiers.order_by) {
    order.keys.push_back({formula(key.expression), key.descending});
  }
  aggregates_ = outer;
  if (has_groups)
    std::get<Group>(placeholder.operation).aggregates = std::move(columns);
  solutions = std::move(placeholder);
  if (!having.conditions.empty())
    solutions = over(std::move(having), std::move(solutions));
  if (query.values)
    solutions = join(std::move(solutions), inline_data(*query.values));
  for (Extend& extend : extends)
    solutions = over(std::move(extend), std::move(solutions));
  if (!order.keys.empty())
    solutions = over(std::move(order), std::move(solutions));
  if (query.form == QueryForm::select) {
    for (const Variable& variable : projected_variables(query)) {
      projected.push_back(variables_.id_of(variable.name));
    }
    solutions = over(Project{projected}, std::move(solutions));
  }
  return modifiers(query, std::move(solutions));
}

Algebra Translator::modifiers(const Query& query, Algebra solutions) {
  if (query.duplicates != Duplicates::keep) {
    solutions =
        over(Distinct{query.duplicates == Duplicates::reduced}, std::move(solutions));
  }
  if (query.modifiers.limit || query.modifiers.offset) {
    solutions = over(Slice{query.modifiers.offset.value_or(0), query.modifiers.limit},
                     std::move(solutions));
  }
  return solutions;
}

}  // namespace

TranslatedQuery translate(const Query& query) {
  TranslatedQuery out;
  Translator translator(out.variables);
  out.algebra = translator.query(query, out.projected);
  return out;
}

Algebra translate_pattern(const GroupPattern& pattern, VariableTable& variables) {
  return Translator(variables).group(pattern);
}

}  // namespace byline::sparql
