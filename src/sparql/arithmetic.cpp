#include "sparql/arithmetic.hpp"

#include "sparql/datatypes.hpp"
#include "sparql/numeric.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace byline::sparql {
namespace {

enum class Operator { add, subtract, multiply, divide };

template <typename Number>
Number apply(Operator operation, Number a, Number b) {
  switch (operation) {
    case Operator::add: return a + b;
    case Operator::subtract: return a - b;
    case Operator::multiply: return a * b;
    case Operator::divide: return a / b;  // IEEE 754: by zero gives an infinity or NaN
  }
  return a;
}

std::optional<Decimal> apply(Operator operation, const Decimal& a, const Decimal& b) {
  switch (operation) {
    case Operator::add: return Decimal::add(a, b);
    case Operator::subtract: return Decimal::subtract(a, b);
    case Operator::multiply: return Decimal::multiply(a, b);
    case Operator::divide: return Decimal::divide(a, b);
  }
  return std::nullopt;
}

Result numeric(Operator operation, const Value& a, const Value& b) {
  if (!a.is_numeric() || !b.is_numeric()) {
    return std::nullopt;
  }
  const NumericLevel level = std::max(numeric_level(a), numeric_level(b));
  if (level == NumericLevel::real) {
    return Value::real(apply(operation, as_double(a), as_double(b)));
  }
  if (level == NumericLevel::single) {
    return Value::single(apply(operation, as_float(a), as_float(b)));
  }
  auto result = apply(operation, as_decimal(a), as_decimal(b));
  if (!result) {
    return std::nullopt;
  }
  return level == NumericLevel::integer && operation != Operator::divide
             ? Value::integer(std::move(*result))
             : Value::decimal(std::move(*result));
}

bool is_duration(const Value& value) {
  return std::holds_alternative<Duration>(value.payload);
}

bool is_date_time(const Value& value) {
  return std::holds_alternative<DateTime>(value.payload);
}

Duration negated(const Duration& duration) {
  return {-duration.months, duration.seconds.negate()};
}

Result add_durations(Type type, const Duration& a, const Duration& b) {
  const auto seconds = Decimal::add(a.seconds, b.seconds);
  const std::int64_t months = a.months + b.months;
  if (!seconds || (months > 0 && seconds->sign() < 0) ||
      (months < 0 && seconds->sign() > 0)) {
    return std::nullopt;
  }
  return Value::duration(type, {months, *seconds});
}

/// dateTime, date or time plus duration.
Result add_to_date_time(const Value& value, const Duration& duration) {
  const auto& start = std::get<DateTime>(value.payload);
  const bool possible = start.kind == DateTimeKind::date_time ||
                        start.kind == DateTimeKind::date ||
                        (start.kind == DateTimeKind::time && duration.months == 0);
  auto result = possible ? add(start, duration) : std::nullopt;
  return result ? Result(Value::date_time(std::move(*result))) : std::nullopt;
}

/// The time between two dateTimes, dates or times; both or none with a timezone.
Result difference(const DateTime& a, const DateTime& b) {
  const bool possible = a.kind == b.kind &&
                        a.offset.has_value() == b.offset.has_value() &&
                        (a.kind == DateTimeKind::date_time ||
                         a.kind == DateTimeKind::date || a.kind == DateTimeKind::time);
  if (!possible) {
    return std::nullopt;
  }
  const auto seconds =
      Decimal::subtract(seconds_on_time_line(a, 0), seconds_on_time_line(b, 0));
  return seconds ? Result(Value::duration(Type::day_time_duration, {0, *seconds}))
                 : std::nullopt;
}

}  // namespace

NumericLevel numeric_level(const Value& value) {
  assert(value.is_numeric());
  switch (value.type) {
    case Type::integer: return NumericLevel::integer;
    case Type::decimal: return NumericLevel::decimal;
    case Type::single: return NumericLevel::single;
    default: return NumericLevel::real;
  }
}

double as_double(const Value& value) {
  if (value.type == Type::real) {
    return std::get<double>(value.payload);
  }
  return value.type == Type::single ? std::get<float>(value.payload)
                                    : as_decimal(value).to_double();
}

float as_float(const Value& value) {
  return value.type == Type::single ? std::get<float>(value.payload)
                                    : as_decimal(value).to_float();
}

const Decimal& as_decimal(const Value& value) {
  return std::get<Decimal>(value.payload);
}

Result add(const Value& a, const Value& b) {
  if (is_duration(a) && is_duration(b) && a.type == b.type) {
    return add_durations(
        a.type, std::get<Duration>(a.payload), std::get<Duration>(b.payload));
  }
  if (is_date_time(a) && is_duration(b)) {
    return add_to_date_time(a, std::get<Duration>(b.payload));
  }
  if (is_duration(a) && is_date_time(b)) {
    return add_to_date_time(b, std::get<Duration>(a.payload));
  }
  return numeric(Operator::add, a, b);
}

Result subtract(const Value& a, const Value& b) {
  if (is_date_time(a) && is_date_time(b)) {
    return difference(std::get<DateTime>(a.payload), std::get<DateTime>(b.payload));
  }
  if (is_duration(a) && is_duration(b) && a.type == b.type) {
    return add_durations(
        a.type, std::get<Duration>(a.payload), negated(std::get<Duration>(b.payload)));
  }
  if (is_date_time(a) && is_duration(b)) {
    return add_to_date_time(a, negated(std::get<Duration>(b.payload)));
  }
  return numeric(Operator::subtract, a, b);
}

Result multiply(const Value& a, const Value& b) {
  return numeric(Operator::multiply, a, b);
}

Result divide(const Value& a, const Value& b) {
  return numeric(Operator::divide, a, b);
}

Result negate(const Value& a) {
  if (!a.is_numeric()) {
    return std::nullopt;
  }
  switch (numeric_level(a)) {
    case NumericLevel::integer: return Value::integer(as_decimal(a).negate());
    case NumericLevel::decimal: return Value::decimal(as_decimal(a).negate());
    case NumericLevel::single: return Value::single(-as_float(a));
    case NumericLevel::real: return Value::real(-as_double(a));
  }
  return std::nullopt;
}

Result plus(const Value& a) {
  return a.is_numeric() ? Result(a) : std::nullopt;
}

}  // namespace byline::sparql
