#include "sparql/decimal.hpp"

// GCC 12 at -O2 takes the union of cpp_int (limbs inside or allocated) for maybe
// uninitialized where it inlines the destructor of a temporary. It reports that at the
// lines of this file that use it, so that the whole file needs the pragma, not the
// include alone.
#if defined(__GNUC__) && !defined(__clang__)
#  pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace byline::sparql {

struct Decimal::Big {
  boost::multiprecision::cpp_int value;
};

namespace {

using boost::multiprecision::cpp_int;

constexpr std::array<std::int64_t, 19> small_powers = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (std::int64_t& entry : powers) {
    entry = power;
    power *= entry == powers.back() ? 1 : 10;
  }
  return powers;
}();

cpp_int power_of_ten(std::size_t exponent) {
  if (exponent < small_powers.size()) {
    return small_powers[exponent];
  }
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

/// Upper bound of the number of decimal digits, at most one too many.
std::size_t digits_of(const cpp_int& value) {
  if (value == 0) {
    return 1;
  }
  const auto bits = boost::multiprecision::msb(value < 0 ? cpp_int(-value) : value) + 1;
  return static_cast<std::size_t>(static_cast<double>(bits) * 0.30103) + 1;
}

bool fits_64(const cpp_int& value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

/// n / 10^k rounded half to even.
cpp_int divide_half_even(const cpp_int& numerator, const cpp_int& denominator) {
  cpp_int quotient;
  cpp_int rest;
  boost::multiprecision::divide_qr(numerator, denominator, quotient, rest);
  const cpp_int twice = 2 * abs(rest);
  const cpp_int size = abs(denominator);
  if (twice > size || (twice == size && quotient % 2 != 0)) {
    quotient += (numerator < 0) == (denominator < 0) ? 1 : -1;
  }
  return quotient;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether it is `digits? ('.' digits?)?` with at least one digit.
bool is_unsigned_decimal(std::string_view text) {
  std::size_t digits = 0;
  std::size_t points = 0;
  for (const char c : text) {
    if (c == '.') {
      ++points;
    } else if (is_digit(c)) {
      ++digits;
    } else {
      return false;
    }
  }
  return digits > 0 && points <= 1;
}

}  // namespace

Decimal::Decimal(std::int64_t unscaled, std::uint32_t scale)
    : small_(unscaled),
      scale_(scale) {
  if (small_ == 0) {
    scale_ = 0;
  }
  while (scale_ > 0 && small_ % 10 == 0) {
    small_ /= 10;
    --scale_;
  }
}

Decimal Decimal::make(const Big& unscaled, std::uint32_t scale) {
  cpp_int value = unscaled.value;
  while (scale > 0 && value % 10 == 0) {
    if (value == 0) {
      return {};
    }
    // Large strides first: trailing zeros come in long runs after a division.
    const std::uint32_t stride =
        scale >= 16 && value % 10'000'000'000'000'000 == 0 ? 16 : 1;
    value /= small_powers[stride];
    scale -= stride;
  }
  Decimal result;
  result.scale_ = scale;
  if (fits_64(value)) {
    result.small_ = static_cast<std::int64_t>(value);
  } else {
    result.big_ = std::make_shared<const Big>(Big{std::move(value)});
  }
  return result;
}

Decimal::Big Decimal::unscaled() const {
  return big_ ? *big_ : Big{small_};
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  if (text.size() > max_digits + 1 || !is_unsigned_decimal(text)) {
    return std::nullopt;
  }
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  std::uint32_t scale = 0;
  if (point != std::string_view::npos) {
    std::string_view fraction = text.substr(point + 1);
    fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
    digits += fraction;
    scale = static_cast<std::uint32_t>(fraction.size());
  }
  if (digits.size() <= 18) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return Decimal(negative ? -value : value, scale);
  }
  // A leading zero would mean octal to cpp_int.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  cpp_int value(digits);
  return make(Big{negative ? cpp_int(-value) : std::move(value)}, scale);
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) {
    return std::nullopt;
  }
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);  // value = fraction × 2^exponent
  const auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  if (exponent >= 0) {
    return make(Big{cpp_int(mantissa) << static_cast<unsigned>(exponent)}, 0);
  }
  // m / 2^k = m × 5^k / 10^k
  const auto halvings = static_cast<unsigned>(-exponent);
  return make(Big{mantissa * boost::multiprecision::pow(cpp_int(5), halvings)}, halvings);
}

std::string Decimal::print() const {
  std::string digits = big_ ? big_->value.str() : std::to_string(small_);
  if (scale_ == 0) {
    return digits;
  }
  const std::size_t sign_size = digits.front() == '-' ? 1 : 0;
  const std::size_t shortest = scale_ + 1 + sign_size;
  if (digits.size() < shortest) {
    digits.insert(sign_size, shortest - digits.size(), '0');
  }
  digits.insert(digits.size() - scale_, 1, '.');
  return digits;
}

double Decimal::to_double() const {
  if (!big_ && scale_ == 0) {
    return static_cast<double>(small_);
  }
  // Correctly rounded through the decimal form.
  const std::string digits = print();
  double value = 0;
  const char* const end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, value).ec == std::errc::result_out_of_range) {
    const bool huge = digits.find('.') == std::string::npos || digits.find('.') > 300;
    value = huge ? std::numeric_limits<double>::infinity() : 0;
    return sign() < 0 ? -value : value;
  }
  return value;
}

float Decimal::to_float() const {
  const std::string digits = print();
  float value = 0;
  const char* const end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, value).ec == std::errc::result_out_of_range) {
    const bool huge = digits.find('.') == std::string::npos || digits.find('.') > 30;
    value = huge ? std::numeric_limits<float>::infinity() : 0;
    return sign() < 0 ? -value : value;
  }
  return value;
}

std::optional<std::int64_t> Decimal::to_int64() const {
  if (big_ || scale_ > 0) {
    return std::nullopt;
  }
  return small_;
}

int Decimal::sign() const {
  if (big_) {
    return big_->value < 0 ? -1 : 1;
  }
  return small_ < 0 ? -1 : small_ > 0 ? 1 : 0;
}

Decimal Decimal::whole(Rounding rounding) const {
  if (scale_ == 0) {
    return *this;
  }
  cpp_int quotient;
  cpp_int rest;
  const cpp_int one = power_of_ten(scale_);
  boost::multiprecision::divide_qr(unscaled().value, one, quotient, rest);
  const bool up = rounding == Rounding::ceil && rest > 0;
  const bool down = rounding == Rounding::floor && rest < 0;
  if (rounding == Rounding::half_up && 2 * rest >= one) {
    ++quotient;
  } else if (rounding == Rounding::half_up && 2 * rest < -one) {
    --quotient;
  } else if (up) {
    ++quotient;
  } else if (down) {
    --quotient;
  }
  return make(Big{std::move(quotient)}, 0);
}

Decimal Decimal::floor() const {
  return whole(Rounding::floor);
}

Decimal Decimal::ceil() const {
  return whole(Rounding::ceil);
}

Decimal Decimal::round() const {
  return whole(Rounding::half_up);
}

Decimal Decimal::truncate() const {
  return whole(Rounding::truncate);
}

Decimal Decimal::negate() const {
  if (!big_ && small_ != std::numeric_limits<std::int64_t>::min()) {
    Decimal result = *this;
    result.small_ = -small_;
    return result;
  }
  return make(Big{-unscaled().value}, scale_);
}

std::optional<Decimal> Decimal::add(const Decimal& a, const Decimal& b) {
  std::int64_t sum = 0;
  if (!a.big_ && !b.big_ && a.scale_ == b.scale_ &&
      !__builtin_add_overflow(a.small_, b.small_, &sum)) {
    return Decimal(sum, a.scale_);
  }
  const std::uint32_t scale = std::max(a.scale_, b.scale_);
  cpp_int value = a.unscaled().value * power_of_ten(scale - a.scale_) +
                  b.unscaled().value * power_of_ten(scale - b.scale_);
  if (digits_of(value) > max_digits) {
    return std::nullopt;
  }
  return make(Big{std::move(value)}, scale);
}

std::optional<Decimal> Decimal::subtract(const Decimal& a, const Decimal& b) {
  return add(a, b.negate());
}

std::optional<Decimal> Decimal::multiply(const Decimal& a, const Decimal& b) {
  std::int64_t product = 0;
  const std::uint32_t scale = a.scale_ + b.scale_;
  if (scale > max_digits) {
    return std::nullopt;
  }
  if (!a.big_ && !b.big_ && !__builtin_mul_overflow(a.small_, b.small_, &product)) {
    return Decimal(product, scale);
  }
  const cpp_int left = a.unscaled().value;
  const cpp_int right = b.unscaled().value;
  if (digits_of(left) + digits_of(right) > max_digits) {
    return std::nullopt;
  }
  return make(Big{left * right}, scale);
}

std::optional<Decimal> Decimal::divide(const Decimal& a, const Decimal& b) {
  if (b.sign() == 0) {
    return std::nullopt;
  }
  if (!a.big_ && !b.big_ && a.scale_ == b.scale_ &&
      a.small_ != std::numeric_limits<std::int64_t>::min() && a.small_ % b.small_ == 0) {
    return Decimal(a.small_ / b.small_);
  }
  const cpp_int left = a.unscaled().value;
  const cpp_int right = b.unscaled().value;
  // Digits before the point of a / b, negative for leading zeros behind it; the
  // quotient gets quotient_digits significant ones at least.
  const auto magnitude = static_cast<std::int64_t>(digits_of(left)) - a.scale_ -
                         (static_cast<std::int64_t>(digits_of(right)) - b.scale_);
  const std::int64_t places = quotient_digits + std::max<std::int64_t>(0, 1 - magnitude);
  if (places > static_cast<std::int64_t>(max_digits)) {
    return std::nullopt;
  }
  // left/10^as ÷ right/10^bs = left × 10^(places + bs - as) / right / 10^places
  const std::int64_t shift = places + b.scale_ - a.scale_;
  const cpp_int factor = power_of_ten(static_cast<std::size_t>(std::abs(shift)));
  return make(Big{shift >= 0 ? divide_half_even(left * factor, right)
                             : divide_half_even(left, right * factor)},
              static_cast<std::uint32_t>(places));
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (!a.big_ && !b.big_ && a.scale_ == b.scale_) {
    return a.small_ <=> b.small_;
  }
  if (const int left = a.sign(), right = b.sign(); left != right) {
    return left <=> right;
  }
  const std::uint32_t scale = std::max(a.scale_, b.scale_);
  const cpp_int left = a.unscaled().value * power_of_ten(scale - a.scale_);
  const cpp_int right = b.unscaled().value * power_of_ten(scale - b.scale_);
  return left.compare(right) <=> 0;
}

}  // namespace byline::sparql
