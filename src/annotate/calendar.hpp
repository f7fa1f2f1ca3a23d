#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace byline::annotate {

/// A calendar date with its precision: a year, a month of a year, or a day.
struct CalendarDate {
  int year = 0;
  unsigned month = 0;  ///< 1–12; 0: only the year is known
  unsigned day = 0;    ///< 1–31; 0: only the month is known
  auto operator<=>(const CalendarDate&) const = default;
};

/// The date if it exists in the (proleptic Gregorian) calendar, years 1–9999.
std::optional<CalendarDate> valid_date(int year, unsigned month = 0, unsigned day = 0);

/// ISO 8601: YYYY, YYYY-MM or YYYY-MM-DD.
std::string to_iso(const CalendarDate& date);
std::optional<CalendarDate> from_iso(std::string_view text);

/// `date` moved by whole days; it must have a day.
CalendarDate add_days(const CalendarDate& date, int days);
/// The month `months` after that of `date`, which must have one; the day is dropped.
CalendarDate add_months(const CalendarDate& date, int months);
/// 1 (Monday) to 7 (Sunday); `date` must have a day.
unsigned weekday_of(const CalendarDate& date);

}  // namespace byline::annotate
