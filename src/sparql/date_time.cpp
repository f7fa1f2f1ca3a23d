#include "sparql/date_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace byline::sparql {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr int max_offset = 14 * 60;  // minutes
/// Digits of a year that we read; keeps all sums in 64 bits.
constexpr std::size_t max_year_digits = 10;
constexpr std::int64_t furthest_year = 10'000'000'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Days from 1970-01-01 of a proleptic Gregorian date (H. Hinnant, days_from_civil).
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// Reads fields from left to right; after the first failure everything fails.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }
  [[nodiscard]] bool next_is(char c) const {
    return ok_ && !rest_.empty() && rest_.front() == c;
  }

  bool accept(char c) {
    if (!next_is(c)) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  void expect(std::string_view text) {
    ok_ = ok_ && rest_.substr(0, text.size()) == text;
    if (ok_) {
      rest_.remove_prefix(text.size());
    }
  }

  /// All digits that follow: a run of `least` to max_year_digits.
  std::int64_t number(std::size_t least) {
    std::size_t size = 0;
    while (size < rest_.size() && is_digit(rest_[size])) {
      ++size;
    }
    return take_number(size, ok_ && size >= least && size <= max_year_digits);
  }

  /// Exactly two digits, between `lowest` and `highest`.
  int two_digits(int lowest, int highest) {
    const bool are_digits =
        ok_ && rest_.size() >= 2 && is_digit(rest_[0]) && is_digit(rest_[1]);
    const auto value = static_cast<int>(take_number(2, are_digits));
    ok_ = ok_ && value >= lowest && value <= highest;
    return value;
  }

  /// '-'? ([1-9][0-9]{3,} | 0[0-9]{3})
  std::int64_t year() {
    const bool negative = accept('-');
    const bool padded = next_is('0');
    const std::size_t before = rest_.size();
    const std::int64_t value = number(4);
    ok_ = ok_ && (!padded || before - rest_.size() == 4);
    return negative ? -value : value;
  }

  /// Digits with an optional fraction.
  Decimal decimal() {
    std::size_t size = 0;
    while (size < rest_.size() && is_digit(rest_[size])) {
      ++size;
    }
    std::size_t end = size;
    if (end < rest_.size() && rest_[end] == '.') {
      ++end;
      while (end < rest_.size() && is_digit(rest_[end])) {
        ++end;
      }
      ok_ = ok_ && end > size + 1;
    }
    ok_ = ok_ && size > 0;
    const auto value = ok_ ? Decimal::parse(rest_.substr(0, end)) : std::nullopt;
    ok_ = ok_ && value;
    rest_.remove_prefix(ok_ ? end : 0);
    return value.value_or(Decimal{});
  }

  /// Two digits with an optional fraction, below 60.
  Decimal seconds() {
    ok_ = ok_ && rest_.size() >= 2 && (rest_.size() == 2 || !is_digit(rest_[2]));
    Decimal value = decimal();
    ok_ = ok_ && value < Decimal(60);
    return value;
  }

  std::optional<int> offset() {
    if (accept('Z')) {
      return 0;
    }
    const bool west = next_is('-');
    if (!accept('-') && !accept('+')) {
      return std::nullopt;
    }
    const int hours = two_digits(0, 14);
    expect(":");
    const int minutes = hours * 60 + two_digits(0, 59);
    ok_ = ok_ && minutes <= max_offset;
    return west ? -minutes : minutes;
  }

 private:
  std::int64_t take_number(std::size_t size, bool valid) {
    std::int64_t value = 0;
    ok_ = valid;
    if (ok_) {
      std::from_chars(rest_.data(), rest_.data() + size, value);
      rest_.remove_prefix(size);
    }
    return value;
  }

  std::string_view rest_;
  bool ok_ = true;
};

void move_to_next_day(DateTime& value) {
  if (value.day < days_in_month(value.year, value.month)) {
    ++value.day;
  } else {
    value.day = 1;
    value.year += value.month == 12 ? 1 : 0;
    value.month = value.month == 12 ? 1 : value.month + 1;
  }
}

/// HH:MM:SS, where 24:00:00 is midnight at the day's end.
void read_time(FieldReader& reader, DateTime& value, bool& is_day_end) {
  value.hour = reader.two_digits(0, 24);
  reader.expect(":");
  value.minute = reader.two_digits(0, 59);
  reader.expect(":");
  value.second = reader.seconds();
  is_day_end = value.hour == 24;
  if (is_day_end) {
    value.hour = 0;
  }
}

bool has_year(DateTimeKind kind) {
  return kind == DateTimeKind::date_time || kind == DateTimeKind::date ||
         kind == DateTimeKind::year || kind == DateTimeKind::year_month;
}

bool has_month(DateTimeKind kind) {
  return kind == DateTimeKind::date_time || kind == DateTimeKind::date ||
         kind == DateTimeKind::year_month || kind == DateTimeKind::month_day ||
         kind == DateTimeKind::month;
}

bool has_day(DateTimeKind kind) {
  return kind == DateTimeKind::date_time || kind == DateTimeKind::date ||
         kind == DateTimeKind::month_day || kind == DateTimeKind::day;
}

bool has_time(DateTimeKind kind) {
  return kind == DateTimeKind::date_time || kind == DateTimeKind::time;
}

/// Year, month and day as far as `value.kind` has them; a missing one leaves a hyphen:
/// `2024-05`, `--05-01`, `--05`, `---01`.
void read_date(FieldReader& reader, DateTime& value) {
  if (has_year(value.kind)) {
    value.year = reader.year();
  } else {
    reader.expect("-");
  }
  if (has_month(value.kind)) {
    reader.expect("-");
    value.month = reader.two_digits(1, 12);
  } else if (has_day(value.kind)) {
    reader.expect("-");
  }
  if (has_day(value.kind)) {
    reader.expect("-");
    value.day = reader.two_digits(1, 31);
  }
}

void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value < 0 ? -value : value);
  out.append(value < 0 ? "-" : "");
  out.append(digits.size() < width ? width - digits.size() : 0, '0');
  out += digits;
}

void append_offset(std::string& out, std::optional<int> offset) {
  if (!offset) {
    return;
  }
  if (*offset == 0) {
    out += 'Z';
    return;
  }
  const int size = *offset < 0 ? -*offset : *offset;
  out += *offset < 0 ? '-' : '+';
  append_padded(out, size / 60, 2);
  out += ':';
  append_padded(out, size % 60, 2);
}

void append_date(std::string& out, const DateTime& value) {
  if (has_year(value.kind)) {
    append_padded(out, value.year, 4);
  } else {
    out += '-';
  }
  if (has_month(value.kind)) {
    out += '-';
    append_padded(out, value.month, 2);
  } else if (has_day(value.kind)) {
    out += '-';
  }
  if (has_day(value.kind)) {
    out += '-';
    append_padded(out, value.day, 2);
  }
}

Decimal sum(const Decimal& a, const Decimal& b) {
  return Decimal::add(a, b).value_or(Decimal{});
}

}  // namespace

std::optional<DateTime> DateTime::parse(DateTimeKind kind, std::string_view text) {
  DateTime value;
  value.kind = kind;
  FieldReader reader(text);
  bool is_day_end = false;
  if (kind != DateTimeKind::time) {
    read_date(reader, value);
  }
  if (kind == DateTimeKind::date_time) {
    reader.expect("T");
  }
  if (has_time(kind)) {
    read_time(reader, value, is_day_end);
  }
  value.offset = reader.offset();
  if (!reader.at_end() ||
      (has_day(kind) && value.day > days_in_month(value.year, value.month))) {
    return std::nullopt;
  }
  if (is_day_end) {
    if (value.minute != 0 || value.second.sign() != 0) {
      return std::nullopt;
    }
    if (kind == DateTimeKind::date_time) {
      move_to_next_day(value);
    }
  }
  if (kind == DateTimeKind::year_month || kind == DateTimeKind::month) {
    value.day = days_in_month(value.year, value.month);  // F&O 3.1, 9.4: the last one
  }
  return value;
}

std::string DateTime::print() const {
  std::string out;
  if (kind != DateTimeKind::time) {
    append_date(out, *this);
  }
  if (kind == DateTimeKind::date_time) {
    out += 'T';
  }
  if (has_time(kind)) {
    append_padded(out, hour, 2);
    out += ':';
    append_padded(out, minute, 2);
    out += second < Decimal(10) ? ":0" : ":";
    out += second.print();
  }
  append_offset(out, offset);
  return out;
}

Decimal seconds_on_time_line(const DateTime& value, int implicit_offset) {
  const std::int64_t minutes =
      value.hour * 60 + value.minute - value.offset.value_or(implicit_offset);
  const std::int64_t days = days_from_civil(value.year, value.month, value.day);
  return sum(Decimal(days * seconds_per_day + minutes * 60), value.second);
}

DateTime date_time_at(const Decimal& seconds, std::optional<int> offset) {
  DateTime value;
  value.offset = offset;
  const Decimal local = sum(seconds, Decimal(std::int64_t{offset.value_or(0)} * 60));
  const Decimal whole = local.floor();
  const std::int64_t at = whole.to_int64().value_or(0);
  const std::int64_t days = (at >= 0 ? at : at - (seconds_per_day - 1)) / seconds_per_day;
  const auto of_day = static_cast<int>(at - days * seconds_per_day);
  value.hour = of_day / 3600;
  value.minute = of_day / 60 % 60;
  value.second = sum(Decimal(of_day % 60), sum(local, whole.negate()));
  // H. Hinnant, civil_from_days.
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  value.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  value.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  value.year = year_of_era + era * 400 + (value.month <= 2 ? 1 : 0);
  return value;
}

std::optional<DateTime> add(const DateTime& value, const Duration& duration) {
  DateTime result = value;
  const std::int64_t months = value.year * 12 + (value.month - 1) + duration.months;
  result.year = (months >= 0 ? months : months - 11) / 12;
  result.month = static_cast<int>(months - result.year * 12) + 1;
  if (result.year > furthest_year || result.year < -furthest_year) {
    return std::nullopt;
  }
  result.day = std::min(value.day, days_in_month(result.year, result.month));
  const auto at = Decimal::add(seconds_on_time_line(result, 0), duration.seconds);
  constexpr std::int64_t seconds_per_year = 31'556'952;
  const Decimal furthest(furthest_year * seconds_per_year);
  if (!at || *at > furthest || *at < furthest.negate()) {
    return std::nullopt;
  }
  result = date_time_at(*at, value.offset);
  result.kind = value.kind;
  if (value.kind == DateTimeKind::date) {
    result.hour = 0;
    result.minute = 0;
    result.second = Decimal{};
  } else if (value.kind == DateTimeKind::time) {
    result.year = DateTime{}.year;
    result.month = DateTime{}.month;
    result.day = DateTime{}.day;
  }
  return result;
}

std::optional<int> compare(const DateTime& a, const DateTime& b) {
  const auto to_int = [](std::strong_ordering order) {
    return std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0;
  };
  if (a.offset.has_value() == b.offset.has_value()) {
    return to_int(seconds_on_time_line(a, 0) <=> seconds_on_time_line(b, 0));
  }
  if (!a.offset) {
    const auto reverse = compare(b, a);
    return reverse ? std::optional<int>(-*reverse) : std::nullopt;
  }
  const Decimal at = seconds_on_time_line(a, 0);
  if (at < seconds_on_time_line(b, max_offset)) {
    return -1;
  }
  if (at > seconds_on_time_line(b, -max_offset)) {
    return 1;
  }
  return std::nullopt;
}

}  // namespace byline::sparql
