#pragma once

#include "sparql/builtin.hpp"
#include "sparql/value.hpp"

#include <span>
#include <string_view>

namespace byline::sparql {

/// Calls a function of SPARQL 1.1, section 17.4, that takes values; nothing is an error.
/// The functional forms that see errors or bindings (BOUND, IF, COALESCE, EXISTS, NOT
/// EXISTS, ||, &&, IN, NOT IN) belong to the evaluator: here they are errors. A wrong
/// number of arguments is an error, too (the parser has refused it before).
Result call(Builtin function, std::span<const Value> arguments, CallContext& context);

/// Whether `datatype` is an IRI of a constructor function (17.5): xsd:boolean, integer
/// and all types derived from it, decimal, float, double, string, dateTime, date, time,
/// gYear …, duration, dayTimeDuration, yearMonthDuration.
bool is_cast(std::string_view datatype);
/// Casts after XPath F&O 3.1, section 19. Precondition: is_cast(datatype).
Result cast(std::string_view datatype, const Value& value);

}  // namespace byline::sparql
