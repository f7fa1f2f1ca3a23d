#pragma once

#include "sparql/value.hpp"

namespace byline::sparql {

/// Numeric operators with promotion integer → decimal → float → double (SPARQL 1.1,
/// 17.3; XPath F&O 3.1, 4.2), and those on dateTimes and durations of F&O 3.1, 8.4
/// and 9.7. integer ÷ integer is a decimal; division by zero is an error for both, IEEE
/// 754 for float and double. Everything else: nothing (a type error).
Result add(const Value& a, const Value& b);
Result subtract(const Value& a, const Value& b);
Result multiply(const Value& a, const Value& b);
Result divide(const Value& a, const Value& b);
Result negate(const Value& a);
Result plus(const Value& a);  ///< unary plus

}  // namespace byline::sparql
