#include "sparql/datatypes.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace byline::sparql {
namespace {

// Sorted by IRI. Ranges: XSD 1.1 part 2, 3.4.13 … 3.4.25.
constexpr std::array datatypes{
    Datatype{"http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
             Type::lang_string,
             "",
             ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#boolean", Type::boolean, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#byte", Type::integer, "-128", "127"},
    Datatype{"http://www.w3.org/2001/XMLSchema#date", Type::date, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#dateTime", Type::date_time, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#dateTimeStamp", Type::date_time, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#dayTimeDuration",
             Type::day_time_duration,
             "",
             ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#decimal", Type::decimal, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#double", Type::real, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#duration", Type::duration, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#float", Type::single, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#gDay", Type::g_day, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#gMonth", Type::g_month, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#gMonthDay", Type::g_month_day, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#gYear", Type::g_year, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#gYearMonth", Type::g_year_month, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#int",
             Type::integer,
             "-2147483648",
             "2147483647"},
    Datatype{"http://www.w3.org/2001/XMLSchema#integer", Type::integer, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#long",
             Type::integer,
             "-9223372036854775808",
             "9223372036854775807"},
    Datatype{"http://www.w3.org/2001/XMLSchema#negativeInteger", Type::integer, "", "-1"},
    Datatype{
        "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", Type::integer, "0", ""},
    Datatype{
        "http://www.w3.org/2001/XMLSchema#nonPositiveInteger", Type::integer, "", "0"},
    Datatype{"http://www.w3.org/2001/XMLSchema#positiveInteger", Type::integer, "1", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#short", Type::integer, "-32768", "32767"},
    Datatype{"http://www.w3.org/2001/XMLSchema#string", Type::string, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#time", Type::time, "", ""},
    Datatype{"http://www.w3.org/2001/XMLSchema#unsignedByte", Type::integer, "0", "255"},
    Datatype{
        "http://www.w3.org/2001/XMLSchema#unsignedInt", Type::integer, "0", "4294967295"},
    Datatype{"http://www.w3.org/2001/XMLSchema#unsignedLong",
             Type::integer,
             "0",
             "18446744073709551615"},
    Datatype{
        "http://www.w3.org/2001/XMLSchema#unsignedShort", Type::integer, "0", "65535"},
    Datatype{"http://www.w3.org/2001/XMLSchema#yearMonthDuration",
             Type::year_month_duration,
             "",
             ""},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) {
    ++at;
  }
  return at;
}

/// digits ('.' digits?)? | '.' digits, then ([eE] [+-]? digits)?; no sign.
bool is_unsigned_number(std::string_view text) {
  const std::size_t whole = skip_digits(text, 0);
  std::size_t at = whole;
  std::size_t digits = whole;
  if (at < text.size() && text[at] == '.') {
    at = skip_digits(text, at + 1);
    digits += at - whole - 1;
  }
  if (digits == 0 || at == text.size()) {
    return digits > 0;
  }
  if (text[at] != 'e' && text[at] != 'E') {
    return false;
  }
  ++at;
  at += at < text.size() && (text[at] == '+' || text[at] == '-') ? 1 : 0;
  return at < text.size() && skip_digits(text, at) == text.size();
}

/// from_chars leaves the value alone beyond the range: is it huge (else tiny)?
bool is_huge(std::string_view text) {
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, mark);
  const std::size_t first = mantissa.find_first_of("123456789");
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::int64_t magnitude =
      static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  if (mark < text.size()) {
    std::string_view digits = text.substr(mark + 1);
    const bool negative = digits.front() == '-';
    digits.remove_prefix(negative || digits.front() == '+' ? 1 : 0);
    std::int64_t exponent = 0;
    const auto* const end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, exponent).ec != std::errc{}) {
      return !negative;
    }
    magnitude += negative ? -exponent : exponent;
  }
  return magnitude > 0;
}

template <typename Number>
std::optional<Number> parse_floating(std::string_view text) {
  if (text == "NaN") {
    return std::numeric_limits<Number>::quiet_NaN();
  }
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  Number value = std::numeric_limits<Number>::infinity();
  if (text != "INF") {
    if (!is_unsigned_number(text)) {
      return std::nullopt;
    }
    const auto* const end = text.data() + text.size();
    if (std::from_chars(text.data(), end, value).ec == std::errc::result_out_of_range) {
      value = is_huge(text) ? std::numeric_limits<Number>::infinity() : Number{0};
    }
  }
  return negative ? -value : value;
}

template <typename Number>
std::string print_floating(Number value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value < 0 ? "-INF" : "INF";
  }
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(
      buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  const std::string_view digits(buffer.data(),
                                static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t mark = digits.find('e');
  std::string out(digits.substr(0, mark));
  if (out.find('.') == std::string::npos) {
    out += ".0";
  }
  out += 'E';
  std::string_view exponent = digits.substr(mark + 1);
  if (exponent.front() == '-') {
    out += '-';
  }
  exponent.remove_prefix(
      std::min(exponent.find_first_of("123456789"), exponent.size() - 1));
  out += exponent;
  return out;
}

std::optional<Decimal> parse_integer(const Datatype& datatype, std::string_view text) {
  if (text.find('.') != std::string_view::npos) {
    return std::nullopt;
  }
  auto value = Decimal::parse(text);
  if (value &&
      ((!datatype.lowest.empty() && *value < *Decimal::parse(datatype.lowest)) ||
       (!datatype.highest.empty() && *value > *Decimal::parse(datatype.highest)))) {
    return std::nullopt;
  }
  return value;
}

/// Wraps what a parser found into a payload.
template <typename T>
std::optional<Value::Payload> payload(std::optional<T> value) {
  return value ? std::optional<Value::Payload>(std::in_place, std::move(*value))
               : std::nullopt;
}

std::optional<Value::Payload> parse_date_time(const Datatype& datatype,
                                              DateTimeKind kind,
                                              std::string_view text) {
  auto value = DateTime::parse(kind, text);
  // dateTimeStamp is a dateTime with a timezone (XSD 1.1 part 2, 3.4.28).
  if (value && !value->offset && datatype.iri.ends_with("Stamp")) {
    return std::nullopt;
  }
  return payload(std::move(value));
}

}  // namespace

const Datatype* find_datatype(std::string_view iri) {
  const auto* const found = std::ranges::lower_bound(datatypes, iri, {}, &Datatype::iri);
  return found != datatypes.end() && found->iri == iri ? &*found : nullptr;
}

std::string_view datatype_iri(Type type) {
  namespace names = rdf::vocabulary;
  switch (type) {
    case Type::iri:
    case Type::blank:
    case Type::other:
    case Type::ill_typed: return {};
    case Type::string: return names::xsd_string;
    case Type::lang_string: return names::rdf_lang_string;
    case Type::boolean: return names::xsd_boolean;
    case Type::integer: return names::xsd_integer;
    case Type::decimal: return names::xsd_decimal;
    case Type::single: return names::xsd_float;
    case Type::real: return names::xsd_double;
    case Type::date_time: return names::xsd_date_time;
    case Type::date: return names::xsd_date;
    case Type::time: return "http://www.w3.org/2001/XMLSchema#time";
    case Type::g_year: return names::xsd_g_year;
    case Type::g_year_month: return names::xsd_g_year_month;
    case Type::g_month_day: return "http://www.w3.org/2001/XMLSchema#gMonthDay";
    case Type::g_month: return "http://www.w3.org/2001/XMLSchema#gMonth";
    case Type::g_day: return "http://www.w3.org/2001/XMLSchema#gDay";
    case Type::duration: return "http://www.w3.org/2001/XMLSchema#duration";
    case Type::day_time_duration:
      return "http://www.w3.org/2001/XMLSchema#dayTimeDuration";
    case Type::year_month_duration:
      return "http://www.w3.org/2001/XMLSchema#yearMonthDuration";
  }
  return {};
}

std::optional<DateTimeKind> date_time_kind(Type type) {
  switch (type) {
    case Type::date_time: return DateTimeKind::date_time;
    case Type::date: return DateTimeKind::date;
    case Type::time: return DateTimeKind::time;
    case Type::g_year: return DateTimeKind::year;
    case Type::g_year_month: return DateTimeKind::year_month;
    case Type::g_month_day: return DateTimeKind::month_day;
    case Type::g_month: return DateTimeKind::month;
    case Type::g_day: return DateTimeKind::day;
    default: return std::nullopt;
  }
}

std::optional<Value::Payload> parse_lexical(const Datatype& datatype,
                                            std::string_view text) {
  if (const auto kind = date_time_kind(datatype.type)) {
    return parse_date_time(datatype, *kind, text);
  }
  switch (datatype.type) {
    case Type::boolean:
      if (text == "true" || text == "1") {
        return Value::Payload(true);
      }
      return text == "false" || text == "0" ? std::optional(Value::Payload(false))
                                            : std::nullopt;
    case Type::integer: return payload(parse_integer(datatype, text));
    case Type::decimal: return payload(Decimal::parse(text));
    case Type::single: return payload(parse_float(text));
    case Type::real: return payload(parse_double(text));
    case Type::duration: return payload(Duration::parse(text));
    case Type::day_time_duration: return payload(Duration::parse_day_time(text));
    case Type::year_month_duration: return payload(Duration::parse_year_month(text));
    default: return Value::Payload{};
  }
}

std::optional<double> parse_double(std::string_view text) {
  return parse_floating<double>(text);
}

std::optional<float> parse_float(std::string_view text) {
  return parse_floating<float>(text);
}

std::string print_double(double value) {
  return print_floating(value);
}

std::string print_float(float value) {
  return print_floating(value);
}

}  // namespace byline::sparql
