#include "rdf/vocabulary.hpp"
#include "sparql/function_groups.hpp"

#include <string>

/// SPARQL 1.1, 17.4.5: functions on dates and times. The specification has them for
/// xsd:dateTime; here they take every type that has the field they ask for.
namespace byline::sparql {
namespace {

bool has_field(Builtin function, DateTimeKind kind) {
  using enum DateTimeKind;
  switch (function) {
    case Builtin::year:
      return kind == date_time || kind == date || kind == year || kind == year_month;
    case Builtin::month:
      return kind == date_time || kind == date || kind == year_month ||
             kind == month_day || kind == month;
    case Builtin::day:
      return kind == date_time || kind == date || kind == month_day || kind == day;
    case Builtin::hours:
    case Builtin::minutes:
    case Builtin::seconds: return kind == date_time || kind == time;
    default: return true;
  }
}

Result timezone(const DateTime& value) {
  if (!value.offset) {
    return std::nullopt;
  }
  return Value::duration(Type::day_time_duration, {0, Decimal(*value.offset * 60)});
}

/// The timezone as it is written: `Z`, `+00:00` and `-05:00` stay what they are.
std::string tz(const DateTime& value, const std::string& lexical) {
  if (!value.offset) {
    return "";
  }
  constexpr std::size_t numeric_size = 6;
  return lexical.ends_with('Z') ? "Z" : lexical.substr(lexical.size() - numeric_size);
}

}  // namespace

Result call_on_dates(Builtin function, Arguments arguments, CallContext& context) {
  if (function == Builtin::now) {
    return decode(
        {rdf::TermKind::literal, context.now, rdf::vocabulary::xsd_date_time, {}});
  }
  const auto* value = std::get_if<DateTime>(&arguments[0].payload);
  if (value == nullptr || !has_field(function, value->kind)) {
    return std::nullopt;
  }
  switch (function) {
    case Builtin::year: return Value::integer(value->year);
    case Builtin::month: return Value::integer(value->month);
    case Builtin::day: return Value::integer(value->day);
    case Builtin::hours: return Value::integer(value->hour);
    case Builtin::minutes: return Value::integer(value->minute);
    case Builtin::seconds: return Value::decimal(value->second);
    case Builtin::timezone: return timezone(*value);
    case Builtin::tz: return Value::string(tz(*value, lexical_form(arguments[0])));
    default: return std::nullopt;
  }
}

}  // namespace byline::sparql
