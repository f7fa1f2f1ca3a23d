#pragma once

#include "rdf/term.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>

namespace byline::publish {

/// What may happen to a literal in a store. The first seven: another form, the same
/// value; the others: a store that does not take it keeps another value without a word.
enum class LiteralTrait : std::uint8_t {
  number_form,      ///< 007, +5, 0.950: an integer or decimal not in canonical form
  double_form,      ///< any xsd:double or xsd:float
  date_time_form,   ///< a fraction of seconds, 24:00:00, or +00:00
  language_case,    ///< a tag with a capital letter
  boolean_digit,    ///< 1 and 0
  large_integer,    ///< beyond 32 bits
  derived_integer,  ///< xsd:int, xsd:nonNegativeInteger …
  huge_integer,     ///< beyond 64 bits
  long_number,      ///< above 40 digits, or above 15 behind the point
  ill_typed,        ///< the form is none of its number or date type
  fine_time,        ///< parts of a microsecond, or -00:00
  not_a_number,     ///< NaN, which is not even equal to itself
  negative_year,
  duration,
};
inline constexpr std::size_t literal_traits = 14;
using LiteralTraits = std::bitset<literal_traits>;

/// The traits of a literal; other terms have none.
LiteralTraits traits_of(const rdf::TermView& term);

/// How often each trait was met, and where first.
struct TraitCounts {
  struct Seen {
    std::size_t literals = 0;
    std::string first;  ///< `subject predicate "literal"` for messages
  };
  std::array<Seen, literal_traits> seen;
  [[nodiscard]] const Seen& of(LiteralTrait trait) const {
    return seen[static_cast<std::size_t>(trait)];
  }
};

}  // namespace byline::publish
