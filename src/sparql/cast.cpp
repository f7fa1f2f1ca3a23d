#include "rdf/vocabulary.hpp"
#include "sparql/datatypes.hpp"
#include "sparql/functions.hpp"
#include "sparql/numeric.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace byline::sparql {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view white_space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

/// XPath F&O 3.1, 19.1.2.2: plain digits between 1e-6 and 1e6, else the canonical form.
template <typename Number>
std::string print_for_people(Number value, std::string canonical) {
  const Number size = std::abs(value);
  if (value == 0) {
    return std::signbit(value) ? "-0" : "0";
  }
  if (!(size >= static_cast<Number>(1e-6) && size < static_cast<Number>(1e6))) {
    return canonical;
  }
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(
      buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return {buffer.data(), end.ptr};
}

Result to_string(const Value& value) {
  switch (value.type) {
    case Type::iri:
    case Type::string:
    case Type::lang_string: return Value::string(value.text);
    case Type::blank:
    case Type::other:
    case Type::ill_typed: return std::nullopt;
    case Type::single: {
      const auto number = std::get<float>(value.payload);
      return Value::string(print_for_people(number, print_float(number)));
    }
    case Type::real: {
      const auto number = std::get<double>(value.payload);
      return Value::string(print_for_people(number, print_double(number)));
    }
    default: {
      Value canonical = value;
      canonical.has_text = false;
      return Value::string(lexical_form(canonical));
    }
  }
}

/// Integer and decimal from any number or boolean; NaN and infinities have none.
std::optional<Decimal> exact(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value.payload)) {
    return Decimal(*truth ? 1 : 0);
  }
  if (const auto* decimal = std::get_if<Decimal>(&value.payload)) {
    return *decimal;
  }
  return value.is_numeric() ? Decimal::from_double(as_double(value)) : std::nullopt;
}

Result to_integer(const Datatype& target, const Value& value) {
  const auto number = exact(value);
  if (!number) {
    return std::nullopt;
  }
  const Decimal whole = number->truncate();
  if (!parse_lexical(target, whole.print())) {
    return std::nullopt;  // beyond the range of a derived type
  }
  return Value::integer(whole);
}

Result to_floating(Type target, const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value.payload)) {
    return target == Type::real ? Value::real(*truth ? 1 : 0)
                                : Value::single(*truth ? 1.0F : 0.0F);
  }
  if (!value.is_numeric()) {
    return std::nullopt;
  }
  if (target == Type::real) {
    return Value::real(as_double(value));
  }
  return Value::single(value.type == Type::real
                           ? static_cast<float>(std::get<double>(value.payload))
                           : as_float(value));
}

Result to_boolean(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value.payload)) {
    return Value::boolean(*truth);
  }
  if (!value.is_numeric()) {
    return std::nullopt;
  }
  if (const auto* decimal = std::get_if<Decimal>(&value.payload)) {
    return Value::boolean(decimal->sign() != 0);
  }
  const double number = as_double(value);
  return Value::boolean(number != 0 && !std::isnan(number));
}

/// XPath F&O 3.1, 19.1.5: dateTime gives all, date all but dateTime's hours and time.
Result to_date_time(Type target, const Value& value) {
  const auto* source = std::get_if<DateTime>(&value.payload);
  if (source == nullptr) {
    return std::nullopt;
  }
  const bool from_date_time = source->kind == DateTimeKind::date_time;
  const bool from_date = source->kind == DateTimeKind::date && target != Type::time;
  if (value.type != target && !from_date_time && !from_date) {
    return std::nullopt;
  }
  Value full = Value::date_time(*source);
  std::get<DateTime>(full.payload).kind = *date_time_kind(target);
  full.type = target;
  // Printing and reading drops the fields that the target does not have.
  return decode({rdf::TermKind::literal, lexical_form(full), datatype_iri(target), {}});
}

Result to_duration(Type target, const Value& value) {
  const auto* source = std::get_if<Duration>(&value.payload);
  if (source == nullptr) {
    return std::nullopt;
  }
  Duration duration = *source;
  if (target == Type::day_time_duration) {
    duration.months = 0;
  } else if (target == Type::year_month_duration) {
    duration.seconds = Decimal{};
  }
  return Value::duration(target, duration);
}

Result convert(const Datatype& target, const Value& value) {
  switch (target.type) {
    case Type::string: return to_string(value);
    case Type::boolean: return to_boolean(value);
    case Type::integer: return to_integer(target, value);
    case Type::decimal: {
      auto number = exact(value);
      return number ? Result(Value::decimal(std::move(*number))) : std::nullopt;
    }
    case Type::single:
    case Type::real: return to_floating(target.type, value);
    case Type::duration:
    case Type::day_time_duration:
    case Type::year_month_duration: return to_duration(target.type, value);
    default: return to_date_time(target.type, value);
  }
}

/// From a string: the target's lexical space, white space around it stripped.
Result read(const Datatype& target, std::string_view text) {
  auto payload = parse_lexical(target, trim(text));
  if (!payload) {
    return std::nullopt;
  }
  Value value;
  value.type = target.type;
  value.payload = std::move(*payload);
  value.has_text = false;
  return value;
}

}  // namespace

bool is_cast(std::string_view datatype) {
  return datatype != rdf::vocabulary::rdf_lang_string &&
         find_datatype(datatype) != nullptr;
}

Result cast(std::string_view datatype, const Value& value) {
  const Datatype* target = find_datatype(datatype);
  if (target == nullptr) {
    return std::nullopt;
  }
  Result result = value.type == Type::string && target->type != Type::string
                      ? read(*target, value.text)
                      : convert(*target, value);
  if (result && datatype_iri(target->type) != datatype) {
    // dateTimeStamp needs a timezone, which only reading its lexical form checks.
    if (!parse_lexical(*target, lexical_form(*result))) {
      return std::nullopt;
    }
    result->datatype = datatype;
  }
  return result;
}

}  // namespace byline::sparql
