#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace byline::sparql {

/// An exact decimal number: what xsd:integer and xsd:decimal mean. Unbounded up to
/// `max_digits`; numbers that fit 64 bits never allocate. Value semantics; always
/// normalised (no trailing zeros behind the point), so that equal numbers are equal.
class Decimal {
 public:
  /// Digits that a number may have; what would need more has no value.
  static constexpr std::size_t max_digits = 100'000;
  /// Division is exact when the quotient ends within this many digits behind the point
  /// (more for small quotients: as many significant ones), else rounded half to even.
  static constexpr std::uint32_t quotient_digits = 18;

  Decimal() = default;
  explicit Decimal(std::int64_t value) : small_(value) {}
  /// `unscaled` / 10^`scale`.
  Decimal(std::int64_t unscaled, std::uint32_t scale);

  /// `[+-]? (digits ('.' digits?)? | '.' digits)`, without white space: the lexical space
  /// of xsd:decimal (XSD 1.1 part 2, 3.3.3). Nothing if it is not that, or too long.
  static std::optional<Decimal> parse(std::string_view text);
  /// The exact value of a finite double (a double is a binary fraction).
  static std::optional<Decimal> from_double(double value);

  /// The shortest form: `-12.5`, `3`, no point for whole numbers.
  [[nodiscard]] std::string print() const;
  /// The nearest double; ±infinity beyond its range.
  [[nodiscard]] double to_double() const;
  [[nodiscard]] float to_float() const;
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;  ///< whole and fitting
  [[nodiscard]] bool is_integer() const { return scale_ == 0; }
  [[nodiscard]] int sign() const;  ///< -1, 0, 1

  [[nodiscard]] Decimal floor() const;
  [[nodiscard]] Decimal ceil() const;
  [[nodiscard]] Decimal round() const;     ///< half towards +infinity (fn:round)
  [[nodiscard]] Decimal truncate() const;  ///< towards zero
  [[nodiscard]] Decimal negate() const;

  /// Exact; nothing if the result would have more than `max_digits`.
  static std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
  /// Nothing for a divisor of zero.
  static std::optional<Decimal> divide(const Decimal& a, const Decimal& b);

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) {
    return std::is_eq(a <=> b);
  }

 private:
  struct Big;  // an unbounded integer, in decimal.cpp
  static Decimal make(const Big& unscaled, std::uint32_t scale);
  [[nodiscard]] Big unscaled() const;
  enum class Rounding { floor, ceil, half_up, truncate };
  [[nodiscard]] Decimal whole(Rounding rounding) const;

  std::int64_t small_ = 0;
  std::uint32_t scale_ = 0;         ///< value = unscaled / 10^scale_
  std::shared_ptr<const Big> big_;  ///< unscaled value when it does not fit small_;
                                    ///< shared because it is immutable and copied often
};

}  // namespace byline::sparql
