#include "sparql/date_time.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace byline::sparql {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
/// Digits before the point of a field that we read; keeps all sums in 64 bits.
constexpr std::size_t max_field_digits = 12;

Decimal sum(const Decimal& a, const Decimal& b) {
  return Decimal::add(a, b).value_or(Decimal{});
}

struct DurationFields {
  bool months = false;
  bool days = false;
  Duration duration;
};

/// '-'? 'P' (nY)? (nM)? (nD)? ('T' (nH)? (nM)? (n('.'n)?S)?)?, at least one field, one
/// behind T.
class DurationReader {
 public:
  explicit DurationReader(std::string_view text) : rest_(text) {}

  std::optional<DurationFields> read() {
    const bool negative = accept('-');
    if (!accept('P')) {
      return std::nullopt;
    }
    read_fields("YMD", {12, 1, 0}, {0, 0, seconds_per_day});
    if (accept('T')) {
      const std::size_t before = fields_;
      read_fields("HMS", {0, 0, 0}, {3600, 60, 1});
      ok_ = ok_ && fields_ > before;
    }
    if (!ok_ || !rest_.empty() || fields_ == 0) {
      return std::nullopt;
    }
    if (negative) {
      found_.duration.months = -found_.duration.months;
      found_.duration.seconds = found_.duration.seconds.negate();
    }
    return found_;
  }

 private:
  bool accept(char c) {
    const bool found = !rest_.empty() && rest_.front() == c;
    rest_.remove_prefix(found ? 1 : 0);
    return found;
  }

  void read_fields(std::string_view letters,
                   std::array<std::int64_t, 3> months,
                   std::array<std::int64_t, 3> seconds) {
    for (std::size_t i = 0; i < letters.size() && !rest_.empty(); ++i) {
      const std::size_t size = rest_.find_first_not_of("0123456789.");
      if (size == std::string_view::npos || rest_[size] != letters[i]) {
        continue;
      }
      const std::string_view digits = rest_.substr(0, size);
      const bool whole = digits.find('.') == std::string_view::npos;
      const auto number = Decimal::parse(digits);
      const auto small = number && whole ? number->to_int64() : std::nullopt;
      const bool has_fraction =
          letters[i] == 'S' && digits.front() != '.' && digits.back() != '.';
      const bool fits = std::min(digits.find('.'), digits.size()) <= max_field_digits;
      ok_ = ok_ && number && fits && (whole || has_fraction);
      if (!ok_) {
        return;
      }
      rest_.remove_prefix(size + 1);
      ++fields_;
      (months[i] > 0 ? found_.months : found_.days) = true;
      found_.duration.months += months[i] * small.value_or(0);
      found_.duration.seconds =
          sum(found_.duration.seconds,
              Decimal::multiply(*number, Decimal(seconds[i])).value_or(Decimal{}));
    }
  }

  std::string_view rest_;
  std::size_t fields_ = 0;
  bool ok_ = true;
  DurationFields found_;
};

void append_field(std::string& out, std::int64_t value, char letter) {
  if (value != 0) {
    out += std::to_string(value);
    out += letter;
  }
}

}  // namespace

std::optional<Duration> Duration::parse(std::string_view text) {
  const auto fields = DurationReader(text).read();
  return fields ? std::optional(fields->duration) : std::nullopt;
}

std::optional<Duration> Duration::parse_day_time(std::string_view text) {
  const auto fields = DurationReader(text).read();
  return fields && !fields->months ? std::optional(fields->duration) : std::nullopt;
}

std::optional<Duration> Duration::parse_year_month(std::string_view text) {
  const auto fields = DurationReader(text).read();
  return fields && !fields->days ? std::optional(fields->duration) : std::nullopt;
}

std::string Duration::print(bool year_month) const {
  const bool negative = months < 0 || seconds.sign() < 0;
  const std::int64_t size = months < 0 ? -months : months;
  const Decimal length = seconds.sign() < 0 ? seconds.negate() : seconds;
  std::string out = negative ? "-P" : "P";
  append_field(out, size / 12, 'Y');
  append_field(out, size % 12, 'M');
  const std::int64_t whole = length.truncate().to_int64().value_or(0);
  append_field(out, whole / seconds_per_day, 'D');
  const std::int64_t of_day = whole % seconds_per_day;
  const Decimal rest = sum(length, Decimal(of_day % 60 - whole));
  if (of_day != 0 || rest.sign() != 0) {
    out += 'T';
    append_field(out, of_day / 3600, 'H');
    append_field(out, of_day / 60 % 60, 'M');
    if (rest.sign() != 0) {
      out += rest.print();
      out += 'S';
    }
  }
  if (out.back() == 'P') {
    out += year_month ? "0M" : "T0S";
  }
  return out;
}

std::optional<int> compare(const Duration& a, const Duration& b) {
  // XSD 1.0 part 2, 3.2.6.2: the order from each of these four dates must agree.
  struct Start {
    std::int64_t year;
    int month;
  };
  constexpr std::array<Start, 4> starts{{{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}}};
  std::optional<int> agreed;
  for (const Start& start : starts) {
    DateTime from;
    from.year = start.year;
    from.month = start.month;
    from.day = 1;
    const auto left = add(from, a);
    const auto right = add(from, b);
    const auto here = left && right ? compare(*left, *right) : std::nullopt;
    if (!here || (agreed && *agreed != *here)) {
      return std::nullopt;
    }
    agreed = here;
  }
  return agreed;
}

}  // namespace byline::sparql
