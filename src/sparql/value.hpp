#pragma once

#include "rdf/term.hpp"
#include "sparql/date_time.hpp"
#include "sparql/decimal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace byline::sparql {

/// What an expression sees in a term. Literals whose lexical form is not in their
/// datatype's lexical space are `ill_typed`: they keep their datatype and are only
/// comparable to the same term.
enum class Type : std::uint8_t {
  iri,
  blank,
  string,       ///< xsd:string
  lang_string,  ///< rdf:langString
  boolean,
  integer,  ///< xsd:integer and all types derived from it
  decimal,
  single,  ///< xsd:float
  real,    ///< xsd:double
  date_time,
  date,
  time,
  g_year,
  g_year_month,
  g_month_day,
  g_month,
  g_day,
  duration,
  day_time_duration,
  year_month_duration,
  other,     ///< a datatype that we do not know
  ill_typed  ///< a known datatype, a lexical form that it does not have
};

/// A term with its value decoded. Values read from data keep the lexical form ("01" is
/// not "1" until compared); values computed by numbers and dates have none until
/// `to_term` prints the canonical one.
struct Value {
  using Payload =
      std::variant<std::monostate, bool, Decimal, float, double, DateTime, Duration>;

  Type type = Type::iri;
  std::string text;      ///< IRI, blank label or lexical form; see `has_text`
  std::string datatype;  ///< where `type` does not say it: derived integers,
                         ///< xsd:dateTimeStamp, other, ill_typed; else empty
  std::string language;  ///< lang_string only, as written
  Payload payload;  ///< Decimal: integer, decimal; monostate: iri, blank, strings, …
  bool has_text = true;  ///< false: computed, `text` is empty, the canonical form holds

  static Value iri(std::string text);
  static Value blank(std::string label);
  static Value string(std::string text);
  static Value lang_string(std::string text, std::string language);
  static Value boolean(bool value);
  static Value integer(std::int64_t value);
  static Value integer(Decimal value);
  static Value decimal(Decimal value);
  static Value single(float value);
  static Value real(double value);
  static Value date_time(DateTime value);  ///< of the type that its kind says
  static Value duration(Type type, Duration value);

  [[nodiscard]] bool is_literal() const {
    return type != Type::iri && type != Type::blank;
  }
  [[nodiscard]] bool is_numeric() const {
    return type == Type::integer || type == Type::decimal || type == Type::single ||
           type == Type::real;
  }
  /// xsd:string or rdf:langString: what the string functions take.
  [[nodiscard]] bool is_string() const {
    return type == Type::string || type == Type::lang_string;
  }
};

/// Nothing: the expression is an error (SPARQL 1.1, 17.2). Unbound variables, too.
using Result = std::optional<Value>;

/// Reads the value of a term. Never throws; anything is some value.
Value decode(const rdf::TermView& term);

/// The term: its lexical form as read, or the canonical one of a computed value.
rdf::Term to_term(const Value& value);
std::string lexical_form(const Value& value);
/// Literals only: never empty for them; empty for IRIs and blank nodes.
std::string_view datatype_of(const Value& value);

}  // namespace byline::sparql
