#pragma once

#include "sparql/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace byline::sparql {

/// A datatype whose values we know.
struct Datatype {
  std::string_view iri;
  Type type;
  /// Inclusive range of the derived integer types, as decimals; empty: unlimited.
  std::string_view lowest;
  std::string_view highest;
};

/// Null for a datatype that we do not know.
const Datatype* find_datatype(std::string_view iri);

/// The IRI of the datatype that `type` names; empty for iri, blank, other, ill_typed.
std::string_view datatype_iri(Type type);

/// The kind of a date or time type; nothing for all other types.
std::optional<DateTimeKind> date_time_kind(Type type);

/// Value of a lexical form of `datatype`; nothing if it is not one (white space is not
/// stripped: RDF 1.1 Concepts, 3.3). monostate for strings.
std::optional<Value::Payload> parse_lexical(const Datatype& datatype,
                                            std::string_view text);

/// Lexical space of xsd:double and xsd:float (XSD 1.1 part 2, 3.3.4.2), rounded to
/// nearest.
std::optional<double> parse_double(std::string_view text);
std::optional<float> parse_float(std::string_view text);

/// Canonical form of XSD 1.1: `1.0E0`, `-2.5E-3`, `INF`, `NaN`; shortest digits.
std::string print_double(double value);
std::string print_float(float value);

}  // namespace byline::sparql
