#pragma once

#include "sparql/functions.hpp"

#include <span>
#include <string>

/// The groups of SPARQL 1.1, 17.4, that `call` chooses from: one .cpp each. All take the
/// number of arguments that the grammar allows; a Builtin of another group is an error.
namespace byline::sparql {

using Arguments = std::span<const Value>;

/// The text with the language tag of `model` (none: xsd:string).
Value like(const Value& model, std::string text);

Result call_on_terms(Builtin function,
                     Arguments arguments,
                     CallContext& context);                     // 17.4.2
Result call_on_strings(Builtin function, Arguments arguments);  // 17.4.3
Result call_on_patterns(Builtin function, Arguments arguments, CallContext& context);
Result call_on_numbers(Builtin function,
                       Arguments arguments,
                       CallContext& context);  // 17.4.4
Result call_on_dates(Builtin function,
                     Arguments arguments,
                     CallContext& context);               // 17.4.5
Result call_hash(Builtin function, Arguments arguments);  // 17.4.6

}  // namespace byline::sparql
