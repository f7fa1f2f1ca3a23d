#include "sparql/compare.hpp"

#include "rdf/vocabulary.hpp"
#include "sparql/datatypes.hpp"
#include "sparql/numeric.hpp"

#include <algorithm>
#include <cmath>

namespace byline::sparql {
namespace {

/// Literals of one class may be equal or less by value; classes have disjoint values.
/// In ORDER BY they follow each other in this order.
enum class LiteralClass : std::uint8_t {
  number,
  string,
  lang_string,
  boolean,
  date_time,
  date,
  time,
  g_year,
  g_year_month,
  g_month_day,
  g_month,
  g_day,
  duration,
  unknown  ///< other datatypes and ill-typed literals
};

/// Precondition: value.is_literal().
LiteralClass class_of(const Value& value) {
  switch (value.type) {
    case Type::integer:
    case Type::decimal:
    case Type::single:
    case Type::real: return LiteralClass::number;
    case Type::string: return LiteralClass::string;
    case Type::lang_string: return LiteralClass::lang_string;
    case Type::boolean: return LiteralClass::boolean;
    case Type::date_time: return LiteralClass::date_time;
    case Type::date: return LiteralClass::date;
    case Type::time: return LiteralClass::time;
    case Type::g_year: return LiteralClass::g_year;
    case Type::g_year_month: return LiteralClass::g_year_month;
    case Type::g_month_day: return LiteralClass::g_month_day;
    case Type::g_month: return LiteralClass::g_month;
    case Type::g_day: return LiteralClass::g_day;
    case Type::duration:
    case Type::day_time_duration:
    case Type::year_month_duration: return LiteralClass::duration;
    case Type::iri:
    case Type::blank:
    case Type::other:
    case Type::ill_typed: break;
  }
  return LiteralClass::unknown;
}

/// Case of ASCII letters is all that tags have (BCP 47).
bool same_tag(std::string_view a, std::string_view b) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// The order of two values of one type, where they have one: NaN has none.
template <typename T>
std::partial_ordering compare_payload(const Value& a, const Value& b) {
  return std::get<T>(a.payload) <=> std::get<T>(b.payload);
}

/// After numeric promotion (SPARQL 1.1, 17.3).
std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  switch (std::max(numeric_level(a), numeric_level(b))) {
    case NumericLevel::integer:
    case NumericLevel::decimal: return as_decimal(a) <=> as_decimal(b);
    case NumericLevel::single: return as_float(a) <=> as_float(b);
    case NumericLevel::real: return as_double(a) <=> as_double(b);
  }
  return std::partial_ordering::unordered;
}

/// Order by value inside one class; nothing: undecidable. Strings: by code point, which
/// is the order of UTF-8 bytes.
std::optional<std::partial_ordering> compare_values(const Value& a, const Value& b) {
  const auto from_sign = [](std::optional<int> sign) {
    return sign ? std::optional<std::partial_ordering>(*sign <=> 0) : std::nullopt;
  };
  switch (class_of(a)) {
    case LiteralClass::number: return compare_numbers(a, b);
    case LiteralClass::string: return a.text <=> b.text;
    case LiteralClass::boolean: return compare_payload<bool>(a, b);
    case LiteralClass::duration: {
      const auto& left = std::get<Duration>(a.payload);
      const auto& right = std::get<Duration>(b.payload);
      return left == right ? std::partial_ordering::equivalent
                           : from_sign(compare(left, right));
    }
    case LiteralClass::lang_string:
    case LiteralClass::unknown: return std::nullopt;
    default:
      return from_sign(
          compare(std::get<DateTime>(a.payload), std::get<DateTime>(b.payload)));
  }
}

/// 0 unbound, 1 blank, 2 IRI, 3 literal.
int rank(const Value* value) {
  if (value == nullptr) {
    return 0;
  }
  return value->type == Type::blank ? 1 : value->type == Type::iri ? 2 : 3;
}

/// Exact, so that the order is transitive over all types; -INF after NaN, before the
/// rest.
std::strong_ordering order_numbers(const Value& a, const Value& b) {
  const auto place = [](const Value& value) {
    if (value.type == Type::integer || value.type == Type::decimal) {
      return 0;
    }
    const double number = as_double(value);
    return std::isnan(number) ? -2 : std::isinf(number) ? (number < 0 ? -1 : 1) : 0;
  };
  if (place(a) != place(b) || place(a) != 0) {
    return place(a) <=> place(b);
  }
  const auto exact = [](const Value& value) {
    return value.type == Type::integer || value.type == Type::decimal
               ? as_decimal(value)
               : Decimal::from_double(as_double(value)).value_or(Decimal{});
  };
  return exact(a) <=> exact(b);
}

std::strong_ordering order_durations(const Duration& a, const Duration& b) {
  // Average month: durations that XSD leaves incomparable still need a place.
  const auto seconds = [](const Duration& duration) {
    constexpr std::int64_t seconds_per_month = 31'556'952 / 12;
    return Decimal::add(Decimal(duration.months * seconds_per_month), duration.seconds)
        .value_or(Decimal{});
  };
  return seconds(a) <=> seconds(b);
}

/// Strings with and without a language tag are one class here.
int order_class(const Value& value) {
  const LiteralClass found = class_of(value);
  return static_cast<int>(found == LiteralClass::lang_string ? LiteralClass::string
                                                             : found);
}

std::strong_ordering order_values(const Value& a, const Value& b) {
  if (const auto by_class = order_class(a) <=> order_class(b); std::is_neq(by_class)) {
    return by_class;
  }
  switch (class_of(a)) {
    case LiteralClass::number: return order_numbers(a, b);
    case LiteralClass::boolean:
      return std::get<bool>(a.payload) <=> std::get<bool>(b.payload);
    case LiteralClass::duration:
      return order_durations(std::get<Duration>(a.payload),
                             std::get<Duration>(b.payload));
    case LiteralClass::string:
    case LiteralClass::lang_string:
    case LiteralClass::unknown: return std::strong_ordering::equal;
    default:
      return seconds_on_time_line(std::get<DateTime>(a.payload), 0) <=>
             seconds_on_time_line(std::get<DateTime>(b.payload), 0);
  }
}

bool is_numeric_datatype(std::string_view iri) {
  const Datatype* datatype = find_datatype(iri);
  return datatype != nullptr &&
         (datatype->type == Type::integer || datatype->type == Type::decimal ||
          datatype->type == Type::single || datatype->type == Type::real);
}

}  // namespace

std::optional<bool> effective_boolean_value(const Value& value) {
  if (value.is_string()) {
    return !value.text.empty();
  }
  if (value.type == Type::boolean) {
    return std::get<bool>(value.payload);
  }
  if (value.is_numeric()) {
    if (numeric_level(value) <= NumericLevel::decimal) {
      return as_decimal(value).sign() != 0;
    }
    const double number = as_double(value);
    return number != 0 && !std::isnan(number);
  }
  if (value.type == Type::ill_typed && (value.datatype == rdf::vocabulary::xsd_boolean ||
                                        is_numeric_datatype(value.datatype))) {
    return false;
  }
  return std::nullopt;
}

std::optional<bool> equal(const Value& a, const Value& b) {
  if (!a.is_literal() || !b.is_literal()) {
    return a.type == b.type && a.text == b.text;
  }
  const LiteralClass left = class_of(a);
  const LiteralClass right = class_of(b);
  if (left == LiteralClass::lang_string || right == LiteralClass::lang_string) {
    // Language-tagged strings are equal to nothing else, whatever the other may be.
    return left == right && a.text == b.text && same_tag(a.language, b.language);
  }
  if (left == LiteralClass::unknown || right == LiteralClass::unknown) {
    return same_term(a, b) ? std::optional(true) : std::nullopt;
  }
  if (left != right) {
    return false;
  }
  const auto found = compare_values(a, b);
  return found ? std::optional(std::is_eq(*found)) : std::nullopt;
}

std::optional<bool> less(const Value& a, const Value& b) {
  if (!a.is_literal() || !b.is_literal() || class_of(a) != class_of(b)) {
    return std::nullopt;
  }
  const auto found = compare_values(a, b);
  return found ? std::optional(std::is_lt(*found)) : std::nullopt;
}

std::optional<bool> less_or_equal(const Value& a, const Value& b) {
  if (!a.is_literal() || !b.is_literal() || class_of(a) != class_of(b)) {
    return std::nullopt;
  }
  const auto found = compare_values(a, b);
  return found ? std::optional(std::is_lteq(*found)) : std::nullopt;
}

bool same_term(const Value& a, const Value& b) {
  return a.is_literal() == b.is_literal() && (a.is_literal() || a.type == b.type) &&
         a.language == b.language && datatype_of(a) == datatype_of(b) &&
         lexical_form(a) == lexical_form(b);
}

std::strong_ordering order(const Value* a, const Value* b) {
  if (const auto by_kind = rank(a) <=> rank(b); std::is_neq(by_kind) || a == nullptr) {
    return by_kind;
  }
  if (!a->is_literal()) {
    return a->text <=> b->text;
  }
  if (const auto by_value = order_values(*a, *b); std::is_neq(by_value)) {
    return by_value;
  }
  if (const auto by_form = lexical_form(*a) <=> lexical_form(*b); std::is_neq(by_form)) {
    return by_form;
  }
  if (const auto by_language = a->language <=> b->language; std::is_neq(by_language)) {
    return by_language;
  }
  return datatype_of(*a) <=> datatype_of(*b);
}

std::strong_ordering order(const Value& a, const Value& b) {
  return order(&a, &b);
}

}  // namespace byline::sparql
