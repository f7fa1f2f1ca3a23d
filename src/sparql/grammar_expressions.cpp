#include "base/diagnostics.hpp"
#include "sparql/functions.hpp"
#include "sparql/grammar.hpp"

#include <algorithm>
#include <array>

namespace byline::sparql {
namespace {

Expression apply(Operator op, std::vector<Expression> arguments, std::size_t offset) {
  return {op, std::move(arguments), offset};
}

struct NamedOperator {
  std::string_view token;
  Operator op;
};

constexpr std::array<NamedOperator, 6> comparisons{{
    {"=", Operator::equal},
    {"!=", Operator::not_equal},
    {"<", Operator::less},
    {">", Operator::greater},
    {"<=", Operator::less_or_equal},
    {">=", Operator::greater_or_equal},
}};

struct NamedAggregate {
  std::string_view name;
  Aggregate function;
};

constexpr std::array<NamedAggregate, 7> aggregates{{
    {"COUNT", Aggregate::count},
    {"SUM", Aggregate::sum},
    {"MIN", Aggregate::min},
    {"MAX", Aggregate::max},
    {"AVG", Aggregate::avg},
    {"SAMPLE", Aggregate::sample},
    {"GROUP_CONCAT", Aggregate::group_concat},
}};

}  // namespace

// [110] Expression, [111] ConditionalOrExpression
Expression Grammar::expression() {
  const Nesting nesting(*this);
  Expression first = and_expression();
  if (!at("||"))
    return first;
  Expression out = apply(Operator::logical_or, {std::move(first)}, offset());
  while (accept("||"))
    out.arguments.push_back(and_expression());
  return out;
}

// [112] ConditionalAndExpression, [113] ValueLogical
Expression Grammar::and_expression() {
  Expression first = relational_expression();
  if (!at("&&"))
    return first;
  Expression out = apply(Operator::logical_and, {std::move(first)}, offset());
  while (accept("&&"))
    out.arguments.push_back(relational_expression());
  return out;
}

// [114] RelationalExpression
Expression Grammar::relational_expression() {
  Expression left = additive_expression();
  const std::size_t where = offset();
  for (const auto& [token, op] : comparisons) {
    if (accept(token)) {
      return apply(op, {std::move(left), additive_expression()}, where);
    }
  }
  const bool negated = at_word("NOT") && at_word("IN", 1);
  if (!negated && !at_word("IN"))
    return left;
  if (negated)
    take();
  take();
  std::vector<Expression> arguments{std::move(left)};
  std::ranges::move(expression_list(), std::back_inserter(arguments));
  return apply(negated ? Operator::not_in : Operator::in, std::move(arguments), where);
}

// [115] NumericExpression, [116] AdditiveExpression. In `?x -1` the sign belongs to the
// number: the tokens are a variable and a negative literal, which is added.
Expression Grammar::additive_expression() {
  Expression left = multiplicative_expression();
  while (true) {
    const std::size_t where = offset();
    const bool number = at_literal() && peek().kind != TokenKind::string &&
                        peek().kind != TokenKind::word &&
                        (peek().text.front() == '+' || peek().text.front() == '-');
    if (number || at("+") || at("-"))
      count_part();
    if (number) {
      Expression literal_value{literal(), {}, where};
      left = apply(Operator::add,
                   {std::move(left), signed_product(std::move(literal_value))},
                   where);
    } else if (accept("+")) {
      left = apply(Operator::add, {std::move(left), multiplicative_expression()}, where);
    } else if (accept("-")) {
      left = apply(
          Operator::subtract, {std::move(left), multiplicative_expression()}, where);
    } else {
      return left;
    }
  }
}

/// The chain of `*` and `/` behind a first factor.
Expression Grammar::signed_product(Expression first) {
  while (at("*") || at("/")) {
    count_part();
    const Token sign = take();
    const Operator op = sign.text == "*" ? Operator::multiply : Operator::divide;
    first = apply(op, {std::move(first), unary_expression()}, sign.offset);
  }
  return first;
}

// [117] MultiplicativeExpression
Expression Grammar::multiplicative_expression() {
  return signed_product(unary_expression());
}

// [118] UnaryExpression
Expression Grammar::unary_expression() {
  const std::size_t where = offset();
  if (accept("!"))
    return apply(Operator::logical_not, {primary_expression()}, where);
  if (accept("+"))
    return apply(Operator::plus, {primary_expression()}, where);
  if (accept("-"))
    return apply(Operator::negate, {primary_expression()}, where);
  return primary_expression();
}

// [119] PrimaryExpression
Expression Grammar::primary_expression() {
  const std::size_t where = offset();
  if (at("("))
    return bracketed_expression();
  if (at_kind(TokenKind::variable))
    return {variable(), {}, where};
  if (at_literal())
    return {literal(), {}, where};
  if (at_iri())
    return iri_or_function();
  if (at_kind(TokenKind::word))
    return builtin_call();
  fail_expected("an expression");
}

// [120] BrackettedExpression
Expression Grammar::bracketed_expression() {
  expect("(");
  Expression inner = expression();
  expect(")");
  return inner;
}

bool Grammar::at_constraint() const {
  if (at_word("HAVING") || at_word("VALUES"))
    return false;
  return at("(") || at_iri() ||
         (at_kind(TokenKind::word) &&
          (at("(", 1) || at_word("EXISTS") || at_word("NOT")));
}

// [69] Constraint
Expression Grammar::constraint() {
  if (at("("))
    return bracketed_expression();
  return call();
}

// [70] FunctionCall or [121] BuiltInCall
Expression Grammar::call() {
  if (at_kind(TokenKind::word))
    return builtin_call();
  if (!at_iri())
    fail_expected("a condition in brackets or a function call");
  Expression out = iri_or_function();
  if (!std::holds_alternative<FunctionCall>(out.head))
    fail_expected("'('");
  return out;
}

// [121] BuiltInCall
Expression Grammar::builtin_call() {
  const Token word = peek();
  if (at_word("EXISTS")) {
    take();
    return exists(false);
  }
  if (at_word("NOT") && at_word("EXISTS", 1)) {
    take();
    take();
    return exists(true);
  }
  for (const auto& [name, function] : aggregates) {
    if (at_word(name))
      return aggregate(function);
  }
  if (at_word("BOUND") || at_word("IF") || at_word("COALESCE")) {
    take();
    return functional_form(word);
  }
  const auto signature = builtin_named(word.text);
  if (!signature && at("(", 1))
    fail_unknown_function(word);
  if (!signature)
    fail_expected("an expression");
  take();
  if (!at("("))
    fail_expected("'('");
  Expression out{signature->builtin, expression_list(), word.offset};
  const std::size_t count = out.arguments.size();
  if (count < signature->min_arguments || count > signature->max_arguments) {
    fail(word.offset, "wrong number of arguments for " + std::string(signature->name));
  }
  return out;
}

void Grammar::fail_unknown_function(const Token& word) const {
  std::string upper = word.text;
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const std::string near = closest(upper, callable_names());
  fail(word.offset,
       "unknown function " + word.text,
       near.empty() ? "functions that are not SPARQL's own are called by an IRI"
                    : "did you mean " + near + "?");
}

Expression Grammar::functional_form(const Token& word) {
  const char first = word.text.front();
  if (first == 'B' || first == 'b') {
    expect("(");
    const std::size_t where = offset();
    Expression argument{variable(), {}, where};
    expect(")");
    return apply(Operator::bound, {std::move(argument)}, word.offset);
  }
  if (!at("("))
    fail_expected("'('");
  std::vector<Expression> arguments = expression_list();
  const bool is_if = first == 'I' || first == 'i';
  if (is_if && arguments.size() != 3)
    fail(word.offset, "IF takes three arguments");
  return apply(
      is_if ? Operator::if_else : Operator::coalesce, std::move(arguments), word.offset);
}

// [127] Aggregate
Expression Grammar::aggregate(Aggregate function) {
  const Nesting nesting(*this);
  const std::size_t where = take().offset;
  AggregateCall call{function, false, false, " "};
  std::vector<Expression> arguments;
  expect("(");
  call.distinct = accept_word("DISTINCT");
  if (function == Aggregate::count && accept("*")) {
    call.star = true;
  } else {
    arguments.push_back(expression());
  }
  if (function == Aggregate::group_concat && accept(";")) {
    expect_word("SEPARATOR");
    expect("=");
    if (!at_kind(TokenKind::string))
      fail_expected("a string");
    call.separator = take().text;
  }
  expect(")");
  return {std::move(call), std::move(arguments), where};
}

// [125] ExistsFunc, [126] NotExistsFunc
Expression Grammar::exists(bool negated) {
  const std::size_t where = offset();
  auto pattern = std::make_shared<const GroupPattern>(group_pattern());
  return {ExistsCall{negated, std::move(pattern)}, {}, where};
}

// [128] iriOrFunction, [71] ArgList
Expression Grammar::iri_or_function() {
  const std::size_t where = offset();
  std::string name = iri();
  if (!at("("))
    return {rdf::Term::iri(std::move(name)), {}, where};
  FunctionCall call{std::move(name), false};
  if (!at_word("DISTINCT", 1)) {
    std::vector<Expression> arguments = expression_list();
    if (is_cast(call.iri) && arguments.size() != 1)
      fail(where, "a cast takes one argument, not " + std::to_string(arguments.size()));
    return {std::move(call), std::move(arguments), where};
  }
  if (is_cast(call.iri))
    fail(where, "a cast takes no DISTINCT");
  expect("(");
  take();
  call.distinct = true;
  std::vector<Expression> arguments;
  do {
    arguments.push_back(expression());
  } while (accept(","));
  expect(")");
  return {std::move(call), std::move(arguments), where};
}

// [72] ExpressionList
std::vector<Expression> Grammar::expression_list() {
  std::vector<Expression> out;
  expect("(");
  if (accept(")"))
    return out;
  do {
    out.push_back(expression());
  } while (accept(","));
  expect(")");
  return out;
}

}  // namespace byline::sparql
