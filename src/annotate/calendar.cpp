#include "annotate/calendar.hpp"

#include <charconv>
#include <chrono>

namespace byline::annotate {
namespace {

std::chrono::sys_days days_of(const CalendarDate& date) {
  return std::chrono::year_month_day{std::chrono::year{date.year},
                                     std::chrono::month{date.month},
                                     std::chrono::day{date.day}};
}

/// The number in text[at, at + digits), or -1.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int value = -1;
  if (at + digits > text.size()) {
    return -1;
  }
  const char* begin = text.data() + at;
  const auto result = std::from_chars(begin, begin + digits, value);
  return result.ec == std::errc{} && result.ptr == begin + digits ? value : -1;
}

std::string padded(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(text.size() < digits ? digits - text.size() : 0, '0') + text;
}

}  // namespace

std::optional<CalendarDate> valid_date(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999 || month > 12 || (day != 0 && month == 0)) {
    return std::nullopt;
  }
  const CalendarDate date{year, month, day};
  if (day != 0 &&
      !std::chrono::year_month_day{
          std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}
           .ok()) {
    return std::nullopt;
  }
  return date;
}

std::string to_iso(const CalendarDate& date) {
  std::string text = padded(date.year, 4);
  if (date.month != 0) {
    text += "-" + padded(static_cast<int>(date.month), 2);
  }
  if (date.day != 0) {
    text += "-" + padded(static_cast<int>(date.day), 2);
  }
  return text;
}

std::optional<CalendarDate> from_iso(std::string_view text) {
  const int year = number_at(text, 0, 4);
  const int month = text.size() >= 7 && text[4] == '-' ? number_at(text, 5, 2) : 0;
  const int day = text.size() >= 10 && text[7] == '-' ? number_at(text, 8, 2) : 0;
  if (month < 0 || day < 0 ||
      (text.size() != 4 && text.size() != 7 && text.size() != 10)) {
    return std::nullopt;
  }
  return valid_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

CalendarDate add_days(const CalendarDate& date, int days) {
  const std::chrono::year_month_day moved{days_of(date) + std::chrono::days{days}};
  return {static_cast<int>(moved.year()),
          static_cast<unsigned>(moved.month()),
          static_cast<unsigned>(moved.day())};
}

CalendarDate add_months(const CalendarDate& date, int months) {
  const int total = date.year * 12 + static_cast<int>(date.month) - 1 + months;
  return {total / 12, static_cast<unsigned>(total % 12) + 1, 0};
}

unsigned weekday_of(const CalendarDate& date) {
  return std::chrono::weekday{days_of(date)}.iso_encoding();
}

}  // namespace byline::annotate
