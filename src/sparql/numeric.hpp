#pragma once

#include "sparql/value.hpp"

namespace byline::sparql {

/// The steps of numeric promotion (XPath F&O 3.1, 4.2): an operator works in the higher
/// one of its operands.
enum class NumericLevel : std::uint8_t { integer, decimal, single, real };

/// Precondition of all of these: value.is_numeric().
NumericLevel numeric_level(const Value& value);
double as_double(const Value& value);
float as_float(const Value& value);  ///< precondition: not xsd:double
/// Precondition: integer or decimal.
const Decimal& as_decimal(const Value& value);

}  // namespace byline::sparql
