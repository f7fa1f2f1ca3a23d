#pragma once

#include "rdf/term.hpp"

#include <compare>
#include <cstdint>

namespace byline::store {

/// Terms are numbered group by group; inside a group by value. Blank nodes, IRIs and
/// literals stand in the order of SPARQL 1.1, 15.1.
enum class ValueGroup : std::uint8_t {
  blank,         ///< by label
  iri,           ///< by code point
  number,        ///< well-formed xsd:decimal, xsd:float, xsd:double and what derives from
                 ///< xsd:integer, by value; INF last
  not_a_number,  ///< "NaN"
  date_time,     ///< xsd:dateTime by time line; without time zone: as if UTC
  date,          ///< xsd:date by its first moment; without time zone: as if UTC
  year_month,    ///< xsd:gYearMonth
  year,          ///< xsd:gYear
  boolean,       ///< false, true
  string,        ///< xsd:string by code point
  tagged,        ///< by language tag as written, then by code point
  other,         ///< all else, ill-formed literals too: by datatype, then lexical form
};

/// Where a term stands among its group: the number's value (rounded to double), or the
/// seconds since 1970-01-01T00:00:00Z with their fraction. 0 in groups without values.
struct ValueKey {
  ValueGroup group = ValueGroup::other;
  double value = 0;
  double fraction = 0;
  auto operator<=>(const ValueKey&) const = default;
};

ValueKey value_key(const rdf::TermView& term);

/// The order of term ids: total, equal only for the same term (lexical forms differ, so
/// "1", "01" and "1.0" are three terms side by side). Integers and decimals that round to
/// one double stand in their exact order; ties by datatype, then lexical form.
std::strong_ordering compare_terms(const rdf::TermView& left,
                                   const ValueKey& left_key,
                                   const rdf::TermView& right,
                                   const ValueKey& right_key);

/// Compares the exact values of two well-formed xsd:decimal or xsd:integer forms.
std::strong_ordering compare_decimals(std::string_view left, std::string_view right);

}  // namespace byline::store
