#include "store/term_order.hpp"

#include "rdf/vocabulary.hpp"
#include "store/calendar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>

namespace byline::store {

namespace {

using rdf::TermKind;
using rdf::TermView;

enum class NumberType { none, integer, decimal, single_precision, double_precision };

/// What XML Schema 1.1, part 2, section 3.4 derives from xsd:integer, and xsd:integer.
constexpr std::array<std::string_view, 13> integer_types = {"integer",
                                                            "int",
                                                            "long",
                                                            "short",
                                                            "byte",
                                                            "nonNegativeInteger",
                                                            "positiveInteger",
                                                            "nonPositiveInteger",
                                                            "negativeInteger",
                                                            "unsignedInt",
                                                            "unsignedLong",
                                                            "unsignedShort",
                                                            "unsignedByte"};

NumberType number_type(std::string_view local) {
  if (std::ranges::find(integer_types, local) != integer_types.end()) {
    return NumberType::integer;
  }
  if (local == "decimal") {
    return NumberType::decimal;
  }
  if (local == "double") {
    return NumberType::double_precision;
  }
  return local == "float" ? NumberType::single_precision : NumberType::none;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    text.remove_prefix(1);
  }
  return text;
}

/// Digits with at most one point if `point` is allowed, at least one digit.
bool is_decimal(std::string_view unsigned_text, bool point) {
  std::size_t digits = 0;
  for (const char c : unsigned_text) {
    if (c == '.' && point) {
      point = false;
    } else if (is_digit(c)) {
      ++digits;
    } else {
      return false;
    }
  }
  return digits > 0;
}

/// Mantissa and optional exponent (XML Schema 1.1, part 2, 3.3.5.2 doubleRep).
bool is_scientific(std::string_view unsigned_text) {
  const auto exponent = unsigned_text.find_first_of("eE");
  if (exponent == std::string_view::npos) {
    return is_decimal(unsigned_text, true);
  }
  return is_decimal(unsigned_text.substr(0, exponent), true) &&
         is_decimal(without_sign(unsigned_text.substr(exponent + 1)), false);
}

/// `text` is well-formed; what is too large becomes infinite, what is too small zero.
template <class Float>
double parse_float(std::string_view text) {
  const bool negative = text.front() == '-';
  const std::string_view digits = without_sign(text);
  Float value = 0;
  const auto result =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    const auto exponent = digits.find_first_of("eE");
    const bool tiny = exponent == std::string_view::npos
                          ? digits.starts_with('0') || digits.starts_with('.')
                          : digits.substr(exponent + 1).starts_with('-');
    value = tiny ? Float{0} : std::numeric_limits<Float>::infinity();
  }
  const auto wide = static_cast<double>(value);
  return negative ? -wide : wide;
}

ValueKey floating_key(std::string_view text, NumberType type) {
  if (text == "NaN") {
    return {ValueGroup::not_a_number, 0, 0};
  }
  if (text == "INF" || text == "+INF" || text == "-INF") {
    const double infinity = std::numeric_limits<double>::infinity();
    return {ValueGroup::number, text.front() == '-' ? -infinity : infinity, 0};
  }
  if (!is_scientific(without_sign(text))) {
    return {ValueGroup::other, 0, 0};
  }
  return {ValueGroup::number,
          type == NumberType::single_precision ? parse_float<float>(text)
                                               : parse_float<double>(text),
          0};
}

ValueKey number_key(std::string_view text, NumberType type) {
  if (type == NumberType::single_precision || type == NumberType::double_precision) {
    return floating_key(text, type);
  }
  if (!is_decimal(without_sign(text), type == NumberType::decimal)) {
    return {ValueGroup::other, 0, 0};
  }
  return {ValueGroup::number, parse_float<double>(text), 0};
}

ValueKey moment_key(ValueGroup group, const std::optional<Moment>& moment) {
  if (!moment) {
    return {ValueGroup::other, 0, 0};
  }
  return {group, static_cast<double>(moment->seconds), moment->fraction};
}

ValueKey boolean_key(std::string_view text) {
  if (text == "true" || text == "1") {
    return {ValueGroup::boolean, 1, 0};
  }
  return text == "false" || text == "0" ? ValueKey{ValueGroup::boolean, 0, 0}
                                        : ValueKey{ValueGroup::other, 0, 0};
}

ValueKey xsd_key(std::string_view text, std::string_view local) {
  if (local == "string") {
    return {ValueGroup::string, 0, 0};
  }
  if (const NumberType type = number_type(local); type != NumberType::none) {
    return number_key(text, type);
  }
  if (local == "dateTime" || local == "dateTimeStamp") {
    return moment_key(ValueGroup::date_time, parse_date_time(text));
  }
  if (local == "date") {
    return moment_key(ValueGroup::date, parse_date(text));
  }
  if (local == "gYearMonth") {
    return moment_key(ValueGroup::year_month, parse_year_month(text));
  }
  if (local == "gYear") {
    return moment_key(ValueGroup::year, parse_year(text));
  }
  return local == "boolean" ? boolean_key(text) : ValueKey{ValueGroup::other, 0, 0};
}

bool is_exact(const TermView& number) {
  const auto local = number.datatype.substr(rdf::vocabulary::xsd_ns.size());
  return local != "double" && local != "float";
}

/// The digits before the point without leading zeros, those after it without trailing.
struct DecimalParts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

DecimalParts split_decimal(std::string_view text) {
  DecimalParts parts;
  parts.negative = text.starts_with('-');
  text = without_sign(text);
  const auto point = std::min(text.find('.'), text.size());
  parts.whole = text.substr(0, point);
  parts.whole.remove_prefix(
      std::min(parts.whole.find_first_not_of('0'), parts.whole.size()));
  if (point < text.size()) {
    parts.fraction = text.substr(point + 1);
    parts.fraction = parts.fraction.substr(0, parts.fraction.find_last_not_of('0') + 1);
  }
  parts.negative = parts.negative && !(parts.whole.empty() && parts.fraction.empty());
  return parts;
}

}  // namespace

ValueKey value_key(const TermView& term) {
  if (term.kind == TermKind::blank) {
    return {ValueGroup::blank, 0, 0};
  }
  if (term.kind == TermKind::iri) {
    return {ValueGroup::iri, 0, 0};
  }
  if (!term.language.empty()) {
    return {ValueGroup::tagged, 0, 0};
  }
  if (term.datatype.starts_with(rdf::vocabulary::xsd_ns)) {
    return xsd_key(term.value, term.datatype.substr(rdf::vocabulary::xsd_ns.size()));
  }
  return {ValueGroup::other, 0, 0};
}

std::strong_ordering compare_decimals(std::string_view left, std::string_view right) {
  const DecimalParts a = split_decimal(left);
  const DecimalParts b = split_decimal(right);
  if (a.negative != b.negative) {
    return a.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  auto order = a.whole.size() <=> b.whole.size();
  if (order == 0) {
    order = a.whole <=> b.whole;
  }
  if (order == 0) {
    order = a.fraction <=> b.fraction;
  }
  return a.negative ? 0 <=> order : order;
}

std::strong_ordering compare_terms(const TermView& left,
                                   const ValueKey& left_key,
                                   const TermView& right,
                                   const ValueKey& right_key) {
  if (left_key.group != right_key.group) {
    return left_key.group <=> right_key.group;
  }
  if (left_key.value != right_key.value) {
    return left_key.value < right_key.value ? std::strong_ordering::less
                                            : std::strong_ordering::greater;
  }
  if (left_key.fraction != right_key.fraction) {
    return left_key.fraction < right_key.fraction ? std::strong_ordering::less
                                                  : std::strong_ordering::greater;
  }
  if (left_key.group == ValueGroup::number) {
    if (const auto exact = is_exact(left) <=> is_exact(right); exact != 0) {
      return exact;
    }
    if (is_exact(left)) {
      if (const auto order = compare_decimals(left.value, right.value); order != 0) {
        return order;
      }
    }
  }
  if (const auto order = left.language <=> right.language; order != 0) {
    return order;
  }
  if (const auto order = left.datatype <=> right.datatype; order != 0) {
    return order;
  }
  return left.value <=> right.value;
}

}  // namespace byline::store
