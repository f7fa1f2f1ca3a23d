#include "store/calendar.hpp"

#include <charconv>
#include <chrono>

namespace byline::store {

namespace {

/// Reads a date from its front; each step is nothing on the first misfit.
class DateText {
 public:
  explicit DateText(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  /// Between `least` and `most` digits, all there are.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') {
      ++length;
    }
    if (length < least || length > most) {
      return std::nullopt;
    }
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + length, value);
    rest_.remove_prefix(length);
    return value;
  }

  /// -?YYYY…; more than four digits do not begin with 0.
  std::optional<int> year() {
    const bool negative = take('-');
    if (rest_.size() > 4 && rest_[0] == '0' && rest_[4] >= '0' && rest_[4] <= '9') {
      return std::nullopt;
    }
    const auto value = number(4, 9);
    if (!value) {
      return std::nullopt;
    }
    return negative ? -*value : *value;
  }

  std::optional<int> two_digits(char before, int least, int most) {
    if (before != '\0' && !take(before)) {
      return std::nullopt;
    }
    const auto value = number(2, 2);
    return value && *value >= least && *value <= most ? value : std::nullopt;
  }

  std::optional<double> fraction() {
    if (!take('.')) {
      return 0.0;
    }
    double value = 0;
    double unit = 0.1;
    bool any = false;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      value += unit * (rest_.front() - '0');
      unit /= 10;
      any = true;
      rest_.remove_prefix(1);
    }
    return any ? std::optional<double>(value) : std::nullopt;
  }

  /// Seconds east of UTC, up to the end of the text; no zone is 0.
  std::optional<int> zone() {
    if (at_end()) {
      return 0;
    }
    if (take('Z')) {
      return at_end() ? std::optional<int>(0) : std::nullopt;
    }
    const bool west = take('-');
    if (!west && !take('+')) {
      return std::nullopt;
    }
    const auto hours = two_digits('\0', 0, 14);
    const auto minutes = two_digits(':', 0, 59);
    if (!hours || !minutes || !at_end() || (*hours == 14 && *minutes != 0)) {
      return std::nullopt;
    }
    const int seconds = (*hours * 60 + *minutes) * 60;
    return west ? -seconds : seconds;
  }

 private:
  std::string_view rest_;
};

constexpr std::int64_t day_seconds = 86'400;

/// chrono's years end at 32767, so the 400-year cycle (146,097 days) is counted apart.
std::optional<std::int64_t> days_of(int year, int month, int day) {
  const int cycle = (year >= 0 ? year : year - 399) / 400;
  const std::chrono::year_month_day date{std::chrono::year{year - cycle * 400},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) {
    return std::nullopt;
  }
  const std::chrono::sys_days days{date};
  return days.time_since_epoch().count() + std::int64_t{cycle} * 146'097;
}

std::optional<Moment> first_moment(std::optional<int> year,
                                   std::optional<int> month,
                                   std::optional<int> day,
                                   DateText& rest) {
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const auto days = days_of(*year, *month, *day);
  const auto zone = rest.zone();
  if (!days || !zone) {
    return std::nullopt;
  }
  return Moment{*days * day_seconds - *zone, 0};
}

}  // namespace

std::optional<Moment> parse_date_time(std::string_view text) {
  DateText rest(text);
  const auto year = rest.year();
  const auto month = rest.two_digits('-', 1, 12);
  const auto day = rest.two_digits('-', 1, 31);
  const auto hour = rest.two_digits('T', 0, 24);
  const auto minute = rest.two_digits(':', 0, 59);
  const auto second = rest.two_digits(':', 0, 59);
  if (!hour || !minute || !second) {
    return std::nullopt;
  }
  const auto fraction = rest.fraction();
  if (!fraction || (*hour == 24 && (*minute != 0 || *second != 0 || *fraction != 0))) {
    return std::nullopt;
  }
  auto moment = first_moment(year, month, day, rest);
  if (moment) {
    moment->seconds += (*hour * 60 + *minute) * 60 + *second;
    moment->fraction = *fraction;
  }
  return moment;
}

std::optional<Moment> parse_date(std::string_view text) {
  DateText rest(text);
  const auto year = rest.year();
  const auto month = rest.two_digits('-', 1, 12);
  const auto day = rest.two_digits('-', 1, 31);
  return first_moment(year, month, day, rest);
}

std::optional<Moment> parse_year_month(std::string_view text) {
  DateText rest(text);
  const auto year = rest.year();
  const auto month = rest.two_digits('-', 1, 12);
  return first_moment(year, month, 1, rest);
}

std::optional<Moment> parse_year(std::string_view text) {
  DateText rest(text);
  return first_moment(rest.year(), 1, 1, rest);
}

}  // namespace byline::store
