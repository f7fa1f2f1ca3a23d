#include "sparql/formula.hpp"

#include "sparql/arithmetic.hpp"
#include "sparql/compare.hpp"
#include "sparql/functions.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

Result truth(std::optional<bool> answer) {
  if (!answer)
    return std::nullopt;
  return Value::boolean(*answer);
}

std::optional<bool> negation(std::optional<bool> answer) {
  if (!answer)
    return std::nullopt;
  return !*answer;
}

}  // namespace

PreparedFormula::PreparedFormula(Environment& environment,
                                 const Formula& formula,
                                 const Table& table,
                                 const ExistsAnswer& exists)
    : environment_(environment),
      table_(table),
      root_(prepare(formula, exists)) {}

PreparedFormula::Node PreparedFormula::prepare(const Formula& formula,
                                               const ExistsAnswer& exists) {
  Node node;
  if (const auto* variable = std::get_if<VariableId>(&formula.head)) {
    node.is_variable = true;
    node.column = table_.column_of(*variable);
  } else if (const auto* term = std::get_if<rdf::Term>(&formula.head)) {
    node.constant = decode(term->view());
    node.constant_id = environment_.terms.intern(term->view());
  } else if (const auto* op = std::get_if<Operator>(&formula.head)) {
    node.head = *op;
  } else if (const auto* builtin = std::get_if<Builtin>(&formula.head)) {
    node.head = *builtin;
  } else if (const auto* function = std::get_if<FunctionCall>(&formula.head)) {
    node.head = function->iri;
  } else if (const auto* pattern = std::get_if<Exists>(&formula.head)) {
    node.exists = exists(*pattern, table_);
  }
  for (const Formula& argument : formula.arguments) {
    node.arguments.push_back(prepare(argument, exists));
  }
  return node;
}

Result PreparedFormula::value(std::size_t row) const {
  return evaluate(root_, row);
}

bool PreparedFormula::holds(std::size_t row) const {
  return condition(root_, row).value_or(false);
}

TermId PreparedFormula::term(std::size_t row) const {
  if (root_.is_variable)
    return table_.at(root_.column, row);
  if (root_.constant)
    return root_.constant_id;
  const Result result = evaluate(root_, row);
  return result ? environment_.terms.intern(*result) : unbound;
}

Result PreparedFormula::evaluate(const Node& node, std::size_t row) const {
  if (node.is_variable) {
    const TermId id = table_.at(node.column, row);
    if (id == unbound)
      return std::nullopt;
    return environment_.terms.value(id);
  }
  if (node.constant)
    return node.constant;
  if (!node.exists.empty())
    return Value::boolean(node.exists[row]);
  if (const auto* op = std::get_if<Operator>(&node.head))
    return operation(node, *op, row);
  return call_function(node, row);
}

Result PreparedFormula::operation(const Node& node, Operator op, std::size_t row) const {
  const auto& arguments = node.arguments;
  switch (op) {
    case Operator::logical_or: return truth(logical(node, true, row));
    case Operator::logical_and: return truth(logical(node, false, row));
    case Operator::logical_not: return truth(negation(condition(arguments[0], row)));
    case Operator::in: return membership(node, false, row);
    case Operator::not_in: return membership(node, true, row);
    case Operator::bound:
      return Value::boolean(table_.at(arguments[0].column, row) != unbound);
    case Operator::if_else: {
      const auto test = condition(arguments[0], row);
      if (!test)
        return std::nullopt;
      return evaluate(arguments[*test ? 1 : 2], row);
    }
    case Operator::coalesce:
      for (const Node& argument : arguments) {
        if (Result found = evaluate(argument, row))
          return found;
      }
      return std::nullopt;
    default: return comparison(node, op, row);
  }
}

// 17.3: operators that need all their arguments
Result PreparedFormula::comparison(const Node& node, Operator op, std::size_t row) const {
  const Result left = evaluate(node.arguments[0], row);
  if (!left)
    return std::nullopt;
  if (op == Operator::plus)
    return plus(*left);
  if (op == Operator::negate)
    return negate(*left);
  const Result right = evaluate(node.arguments[1], row);
  if (!right)
    return std::nullopt;
  switch (op) {
    case Operator::equal: return truth(equal(*left, *right));
    case Operator::not_equal: return truth(negation(equal(*left, *right)));
    case Operator::less: return truth(less(*left, *right));
    case Operator::greater: return truth(less(*right, *left));
    case Operator::less_or_equal: return truth(less_or_equal(*left, *right));
    case Operator::greater_or_equal: return truth(less_or_equal(*right, *left));
    case Operator::add: return add(*left, *right);
    case Operator::subtract: return subtract(*left, *right);
    case Operator::multiply: return multiply(*left, *right);
    case Operator::divide: return divide(*left, *right);
    default: return std::nullopt;
  }
}

// 17.4.1.9: `=` with each member; an error counts unless a member is equal.
Result PreparedFormula::membership(const Node& node,
                                   bool negated,
                                   std::size_t row) const {
  const Result wanted = evaluate(node.arguments[0], row);
  if (!wanted)
    return std::nullopt;
  bool failed = false;
  for (std::size_t i = 1; i < node.arguments.size(); ++i) {
    const Result member = evaluate(node.arguments[i], row);
    const auto same = member ? equal(*wanted, *member) : std::nullopt;
    if (same.value_or(false))
      return Value::boolean(!negated);
    failed = failed || !same;
  }
  if (failed)
    return std::nullopt;
  return Value::boolean(negated);
}

Result PreparedFormula::call_function(const Node& node, std::size_t row) const {
  std::vector<Value> arguments;
  arguments.reserve(node.arguments.size());
  for (const Node& argument : node.arguments) {
    Result value = evaluate(argument, row);
    if (!value)
      return std::nullopt;
    arguments.push_back(std::move(*value));
  }
  if (const auto* builtin = std::get_if<Builtin>(&node.head)) {
    return call(*builtin, arguments, environment_.calls);
  }
  const auto& iri = std::get<std::string>(node.head);
  if (!is_cast(iri) || arguments.size() != 1)
    return std::nullopt;
  return cast(iri, arguments[0]);
}

std::optional<bool> PreparedFormula::condition(const Node& node, std::size_t row) const {
  const Result value = evaluate(node, row);
  return value ? effective_boolean_value(*value) : std::nullopt;
}

// 17.2: `||` is decided by one true argument, `&&` by one false one, errors or not.
std::optional<bool> PreparedFormula::logical(const Node& node,
                                             bool deciding,
                                             std::size_t row) const {
  bool failed = false;
  for (const Node& argument : node.arguments) {
    const auto answer = condition(argument, row);
    if (answer == deciding)
      return deciding;
    failed = failed || !answer;
  }
  if (failed)
    return std::nullopt;
  return !deciding;
}

}  // namespace byline::sparql
