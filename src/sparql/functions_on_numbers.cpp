#include "sparql/function_groups.hpp"
#include "sparql/numeric.hpp"

#include <cmath>

/// SPARQL 1.1, 17.4.4: functions on numbers; the type of the result is the argument's,
/// xsd:integer for types derived from it.
namespace byline::sparql {
namespace {

template <typename Number>
Number apply(Builtin function, Number value) {
  switch (function) {
    case Builtin::abs: return std::abs(value);
    case Builtin::ceil: return std::ceil(value);
    case Builtin::floor: return std::floor(value);
    default: {  // fn:round: half towards positive infinity; -0 stays negative
      const Number below = std::floor(value);
      return std::copysign(value - below >= Number{0.5} ? below + 1 : below, value);
    }
  }
}

Decimal apply(Builtin function, const Decimal& value) {
  switch (function) {
    case Builtin::abs: return value.sign() < 0 ? value.negate() : value;
    case Builtin::ceil: return value.ceil();
    case Builtin::floor: return value.floor();
    default: return value.round();
  }
}

/// [0, 1): 53 random bits.
double random_fraction(CallContext& context) {
  return std::ldexp(static_cast<double>(context.random() >> 11U), -53);
}

}  // namespace

Result call_on_numbers(Builtin function, Arguments arguments, CallContext& context) {
  if (function == Builtin::rand) {
    return Value::real(random_fraction(context));
  }
  const Value& value = arguments[0];
  if (!value.is_numeric()) {
    return std::nullopt;
  }
  switch (numeric_level(value)) {
    case NumericLevel::integer: return Value::integer(apply(function, as_decimal(value)));
    case NumericLevel::decimal: return Value::decimal(apply(function, as_decimal(value)));
    case NumericLevel::single: return Value::single(apply(function, as_float(value)));
    case NumericLevel::real: return Value::real(apply(function, as_double(value)));
  }
  return std::nullopt;
}

}  // namespace byline::sparql
