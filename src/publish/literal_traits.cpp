#include "publish/literal_traits.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string_view>

namespace byline::publish {
namespace {

namespace vocabulary = rdf::vocabulary;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes what it reads off the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  bool take(char c) {
    const bool there = rest_.starts_with(c);
    rest_.remove_prefix(there ? 1 : 0);
    return there;
  }
  std::string_view digits() {
    const auto end = std::ranges::find_if_not(rest_, is_digit);
    const auto count = static_cast<std::size_t>(end - rest_.begin());
    const std::string_view found = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return found;
  }
  bool two_digits() { return digits().size() == 2; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::string_view without(std::string_view digits, bool leading) {
  while (digits.size() > 1 && (leading ? digits.front() : digits.back()) == '0') {
    leading ? digits.remove_prefix(1) : digits.remove_suffix(1);
  }
  return digits;
}

void set(LiteralTraits& traits, LiteralTrait trait) {
  traits.set(static_cast<std::size_t>(trait));
}

/// Of whole numbers without leading zeros.
bool is_above(std::string_view number, std::string_view limit) {
  return number.size() > limit.size() ||
         (number.size() == limit.size() && number > limit);
}

/// Integers and decimals: how they are written, and how much of them there is.
LiteralTraits of_exact_number(std::string_view text, bool integer) {
  constexpr std::size_t most_digits = 40;
  constexpr std::size_t most_fraction_digits = 15;
  constexpr std::string_view largest_32 = "2147483647";
  constexpr std::string_view largest_64 = "9223372036854775807";
  constexpr std::string_view lowest_64 = "9223372036854775808";
  LiteralTraits traits;
  Scanner scanner(text);
  const bool plus = scanner.take('+');
  const bool minus = !plus && scanner.take('-');
  const std::string_view whole = scanner.digits();
  const bool point = !integer && scanner.take('.');
  const std::string_view fraction = point ? scanner.digits() : std::string_view();
  if (!scanner.at_end() || (whole.empty() && fraction.empty())) {
    set(traits, LiteralTrait::ill_typed);
    return traits;
  }
  const std::string_view high = without(whole, true);
  std::string_view low = without(fraction, false);
  low = low == "0" ? "" : low;
  if (plus || whole.empty() || high != whole ||
      (point && (low != fraction || low.empty())) ||
      (minus && high == "0" && low.empty())) {
    set(traits, LiteralTrait::number_form);
  }
  if (high.size() + low.size() > most_digits || low.size() > most_fraction_digits) {
    set(traits, LiteralTrait::long_number);
  }
  if (integer && is_above(high, largest_32)) {
    set(traits, LiteralTrait::large_integer);
  }
  if (integer && is_above(high, minus ? lowest_64 : largest_64)) {
    set(traits, LiteralTrait::huge_integer);
  }
  return traits;
}

/// Stores write doubles in many forms.
LiteralTraits of_double(std::string_view text) {
  LiteralTraits traits;
  set(traits, LiteralTrait::double_form);
  if (text == "INF" || text == "+INF" || text == "-INF" || text == "NaN") {
    if (text == "NaN") {
      set(traits, LiteralTrait::not_a_number);
    }
    return traits;
  }
  Scanner scanner(text);
  if (!scanner.take('+')) {
    scanner.take('-');
  }
  std::size_t digits = scanner.digits().size();
  if (scanner.take('.')) {
    digits += scanner.digits().size();
  }
  bool whole = digits > 0;
  if (scanner.take('e') || scanner.take('E')) {
    if (!scanner.take('+')) {
      scanner.take('-');
    }
    whole = whole && !scanner.digits().empty();
  }
  if (!whole || !scanner.at_end()) {
    set(traits, LiteralTrait::ill_typed);
  }
  return traits;
}

/// `Z`, `+02:00` or nothing, and then the end.
bool is_time_zone(std::string_view text) {
  Scanner scanner(text);
  if (scanner.at_end() || (scanner.take('Z') && scanner.at_end())) {
    return true;
  }
  return (scanner.take('+') || scanner.take('-')) && scanner.two_digits() &&
         scanner.take(':') && scanner.two_digits() && scanner.at_end();
}

/// xsd:gYear, gYearMonth, date and dateTime have 1, 2, 3 and 4 parts.
LiteralTraits of_date(std::string_view text, int parts) {
  constexpr std::size_t microseconds = 6;
  LiteralTraits traits;
  Scanner scanner(text);
  if (scanner.take('-')) {
    set(traits, LiteralTrait::negative_year);
  }
  bool good = scanner.digits().size() >= 4;
  for (int part = 1; part < std::min(parts, 3); ++part) {
    good = good && scanner.take('-') && scanner.two_digits();
  }
  if (parts > 3) {
    if (scanner.rest().starts_with("T24:")) {
      set(traits, LiteralTrait::date_time_form);
    }
    good = good && scanner.take('T') && scanner.two_digits() && scanner.take(':') &&
           scanner.two_digits() && scanner.take(':') && scanner.two_digits();
    if (good && scanner.take('.')) {
      const std::string_view fraction = scanner.digits();
      good = !fraction.empty();
      set(traits, LiteralTrait::date_time_form);
      if (without(fraction, false).size() > microseconds) {
        set(traits, LiteralTrait::fine_time);
      }
    }
    if (scanner.rest() == "+00:00") {
      set(traits, LiteralTrait::date_time_form);
    } else if (scanner.rest() == "-00:00") {
      set(traits, LiteralTrait::fine_time);
    }
  }
  if (!good || !is_time_zone(scanner.rest())) {
    set(traits, LiteralTrait::ill_typed);
  }
  return traits;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

LiteralTraits of_typed(std::string_view text, std::string_view type) {
  LiteralTraits traits;
  if (is_one_of(type, {"string", "anyURI", "date", "gYear", "gYearMonth", "dateTime"})) {
    return type == "dateTime"     ? of_date(text, 4)
           : type == "date"       ? of_date(text, 3)
           : type == "gYearMonth" ? of_date(text, 2)
           : type == "gYear"      ? of_date(text, 1)
                                  : traits;
  }
  if (type == "decimal") {
    return of_exact_number(text, false);
  }
  if (is_one_of(type, {"double", "float"})) {
    return of_double(text);
  }
  if (is_one_of(type, {"duration", "dayTimeDuration", "yearMonthDuration"})) {
    set(traits, LiteralTrait::duration);
  } else if (type == "boolean" && (text == "1" || text == "0")) {
    set(traits, LiteralTrait::boolean_digit);
  } else if (type.ends_with("nteger") || is_one_of(type,
                                                   {"int",
                                                    "long",
                                                    "short",
                                                    "byte",
                                                    "unsignedInt",
                                                    "unsignedLong",
                                                    "unsignedShort",
                                                    "unsignedByte"})) {
    traits = of_exact_number(text, true);
    if (type != "integer") {
      set(traits, LiteralTrait::derived_integer);
    }
  }
  return traits;
}

}  // namespace

LiteralTraits traits_of(const rdf::TermView& term) {
  LiteralTraits traits;
  if (term.kind != rdf::TermKind::literal) {
    return traits;
  }
  if (!term.language.empty()) {
    if (std::ranges::any_of(term.language, [](char c) { return c >= 'A' && c <= 'Z'; })) {
      set(traits, LiteralTrait::language_case);
    }
    return traits;
  }
  std::string_view type = term.datatype;
  if (!type.starts_with(vocabulary::xsd_ns)) {
    return traits;
  }
  type.remove_prefix(vocabulary::xsd_ns.size());
  return of_typed(term.value, type);
}

}  // namespace byline::publish
