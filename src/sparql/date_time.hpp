#pragma once

#include "sparql/decimal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace byline::sparql {

/// Which of the seven-property model's fields a type has (XSD 1.1 part 2, appendix
/// D.2.1).
enum class DateTimeKind : std::uint8_t {
  date_time,
  date,
  time,
  year,
  year_month,
  month_day,
  month,
  day
};

/// A point or stretch on the time line. Fields that the kind lacks hold the reference
/// date 1972-12-31T00:00:00 (leap year), as XPath F&O 3.1 section 9.4 asks.
struct DateTime {
  DateTimeKind kind = DateTimeKind::date_time;
  std::int64_t year = 1972;  ///< proleptic Gregorian, 0 is 1 BCE (XSD 1.1)
  int month = 12;            ///< 1 … 12
  int day = 31;              ///< 1 … 31
  int hour = 0;              ///< 0 … 23 (24:00:00 is read as 00:00:00 of the next day)
  int minute = 0;
  Decimal second;             ///< [0, 60)
  std::optional<int> offset;  ///< minutes east of UTC, -840 … 840; nothing: no timezone

  static std::optional<DateTime> parse(DateTimeKind kind, std::string_view text);
  /// Canonical fields, the timezone as it is (`Z` for zero).
  [[nodiscard]] std::string print() const;
};

/// Seconds from 1970-01-01T00:00:00 UTC; `implicit_offset` (minutes) where `value` has
/// none.
Decimal seconds_on_time_line(const DateTime& value, int implicit_offset);

/// -1, 0, 1, or nothing: one has a timezone, the other has not, and they are within 14
/// hours (XSD 1.0 part 2, 3.2.7.4). Both must be of one kind.
std::optional<int> compare(const DateTime& a, const DateTime& b);

/// A duration: months and seconds, of the same sign (XSD 1.1 part 2, 3.3.6).
struct Duration {
  std::int64_t months = 0;
  Decimal seconds;

  /// Any duration; xsd:dayTimeDuration and xsd:yearMonthDuration forbid fields.
  static std::optional<Duration> parse(std::string_view text);
  static std::optional<Duration> parse_day_time(std::string_view text);
  static std::optional<Duration> parse_year_month(std::string_view text);
  /// Canonical: `P1Y2M3DT4H5M6.7S`; zero is `PT0S`, or `P0M` for year-month.
  [[nodiscard]] std::string print(bool year_month) const;
  bool operator==(const Duration&) const = default;
};

/// The dateTime, in the given timezone, of a place on the time line.
DateTime date_time_at(const Decimal& seconds, std::optional<int> offset);

/// XPath F&O 3.1, 9.7: months first (the day cut to the month's last), then seconds; the
/// kind stays: a date loses its hours, a time its days. Nothing beyond ±10^10 years.
std::optional<DateTime> add(const DateTime& value, const Duration& duration);

/// -1, 0, 1, or nothing when the months make them incomparable (XSD 1.0, 3.2.6.2).
std::optional<int> compare(const Duration& a, const Duration& b);

}  // namespace byline::sparql
