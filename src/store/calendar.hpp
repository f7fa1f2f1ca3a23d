#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace byline::store {

/// A moment on the time line of XML Schema: seconds since 1970-01-01T00:00:00 UTC in the
/// proleptic Gregorian calendar, and their fraction in [0, 1). No time zone counts as
/// UTC.
struct Moment {
  std::int64_t seconds = 0;
  double fraction = 0;
};

/// The lexical forms of XML Schema 1.1, part 2, section 3.3; years of up to 9 digits
/// (year 0 is 1 BC). Nothing if `text` is not one. A date, month or year stands for its
/// first moment.
std::optional<Moment> parse_date_time(std::string_view text);
std::optional<Moment> parse_date(std::string_view text);
std::optional<Moment> parse_year_month(std::string_view text);
std::optional<Moment> parse_year(std::string_view text);

}  // namespace byline::store
