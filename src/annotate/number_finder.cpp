#include "annotate/number_finder.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace byline::annotate {
namespace {

constexpr unsigned most_digits = 18;

std::optional<std::uint64_t> to_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc{} ||
      result.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

bool multiply_into(Decimal& number, std::uint64_t factor) {
  while (number.scale > 0 && factor % 10 == 0) {
    factor /= 10;
    --number.scale;
  }
  std::uint64_t product = 0;
  if (__builtin_mul_overflow(number.digits, factor, &product)) {
    return false;
  }
  number.digits = product;
  return true;
}

std::string to_text(Decimal number) {
  while (number.scale > 0 && number.digits % 10 == 0) {
    number.digits /= 10;
    --number.scale;
  }
  std::string text = std::to_string(number.digits);
  if (number.scale > 0) {
    if (text.size() <= number.scale) {
      text.insert(0, number.scale + 1 - text.size(), '0');
    }
    text.insert(text.size() - number.scale, ".");
  }
  return text;
}

Comparator comparator_of(std::string_view name) {
  if (name == "gt") {
    return Comparator::gt;
  }
  if (name == "ge") {
    return Comparator::ge;
  }
  if (name == "lt") {
    return Comparator::lt;
  }
  if (name == "le") {
    return Comparator::le;
  }
  return name == "approx" ? Comparator::approx : Comparator::eq;
}

}  // namespace

/// A number without its comparator, while it is read.
struct NumberFinder::Core {
  Decimal value;
  std::size_t begin = 0;  ///< tokens
  std::size_t end = 0;
  std::string unit;
  Comparator comparator = Comparator::eq;
  bool weak = false;  ///< "one" alone: an article as well
  bool fits = true;   ///< in 64 bits
};

NumberFinder::NumberFinder(const knowledge::LanguageTables& tables,
                           const Tokenizer& tokenizer)
    : words_(tables.table("number_words")),
      currencies_(tables.table("currencies")),
      multipliers_(tables.table("multipliers"), tokenizer),
      vague_(tables.table("vague_numbers"), tokenizer),
      comparators_(tables.table("comparators"), tokenizer),
      comparators_after_(tables.table("comparators_after"), tokenizer),
      units_(tables.table("units"), tokenizer) {
  const auto& settings = tables.table("number_settings");
  if (const auto mark = settings.value("decimal_mark"); !mark.empty()) {
    decimal_mark_ = mark.front();
  }
  if (const auto mark = settings.value("group_mark"); !mark.empty()) {
    group_mark_ = mark.front();
  }
  joiner_ = fold(settings.value("joiner"));
  for (const PhraseMatcher* phrases : {&comparators_, &vague_, &multipliers_}) {
    phrases->add_first_words(beginnings_);
  }
  for (const auto* table : {&words_, &currencies_}) {
    for (const auto& [word, row] : table->by_phrase) {
      beginnings_.add(word);
    }
  }
}

bool NumberFinder::may_begin(const Token& token) const {
  return beginnings_.may_have(token.folded) || is_digit(first_code_point(token.folded));
}

std::optional<Decimal> NumberFinder::parse_digits(std::string_view folded) const {
  Decimal number;
  unsigned count = 0;
  bool grouped = false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c >= '0' && c <= '9') {
      if (++count > most_digits) {
        return std::nullopt;
      }
      number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
      continue;
    }
    const auto rest = folded.substr(i + 1);
    const bool group_of_three =
        rest.size() >= 3 &&
        (rest.size() == 3 || rest[3] == group_mark_ || rest[3] == decimal_mark_);
    if (i > 0 && c == group_mark_ && (grouped || i <= 3) && group_of_three) {
      grouped = true;
      continue;
    }
    const auto fraction = to_number(rest);
    const bool decimal = c == decimal_mark_ || (c == group_mark_ && !grouped && c == '.');
    if (i == 0 || !decimal || !fraction || count + rest.size() > most_digits) {
      return std::nullopt;
    }
    for (const char digit : rest) {
      number.digits = number.digits * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    number.scale = static_cast<unsigned>(rest.size());
    return number;
  }
  return count == 0 ? std::nullopt : std::optional{number};
}

std::optional<NumberFinder::Core> NumberFinder::digits_at(std::span<const Token> tokens,
                                                          std::size_t at) const {
  std::string_view word = tokens[at].folded;
  if (!is_digit(first_code_point(word))) {
    return std::nullopt;
  }
  Core core;
  core.begin = at;
  core.end = at + 1;
  // "65m", "1.4bn": digits with a multiplier glued to them.
  const auto letters = word.find_first_not_of("0123456789.,");
  const auto digits = word.substr(0, letters);
  const auto value = parse_digits(digits);
  if (!value) {
    return std::nullopt;
  }
  core.value = *value;
  if (letters != std::string_view::npos) {
    Token suffix;
    suffix.folded = word.substr(letters);
    const auto match = multipliers_.match({&suffix, 1}, 0);
    const auto factor = match ? to_number(match.value()) : std::nullopt;
    if (!factor) {
      return std::nullopt;
    }
    core.fits = multiply_into(core.value, *factor);
  }
  return core;
}

std::optional<NumberFinder::Core> NumberFinder::words_at(std::span<const Token> tokens,
                                                         std::size_t at) const {
  Core core;
  core.begin = at;
  core.end = at;
  if (at >= tokens.size()) {
    return std::nullopt;
  }
  std::uint64_t total = 0;
  std::uint64_t last = 0;
  for (std::size_t i = at; i < tokens.size(); ++i) {
    const bool joins = i > at && i + 1 < tokens.size() &&
                       (tokens[i].folded == joiner_ || tokens[i].folded == "-");
    const std::size_t word = joins ? i + 1 : i;
    const auto value = to_number(words_.value(tokens[word].folded));
    // "twenty" "one", "cento" "e" "vinte": each smaller than what it follows.
    const bool fits =
        value &&
        (i == at || (*value > 0 && last % 10 == 0 && *value < (last >= 100 ? 100 : 10)));
    if (!fits) {
      break;
    }
    total += *value;
    last = *value;
    i = word;
    core.end = word + 1;
  }
  if (core.end == at) {
    return std::nullopt;
  }
  core.value.digits = total;
  core.weak = core.end == at + 1 && total == 1;
  return core;
}

void NumberFinder::multiply(std::span<const Token> tokens, Core& core) const {
  while (const auto match = multipliers_.match(tokens, core.end)) {
    // A lone letter is a multiplier only when glued to its digits.
    const bool letter = match.length == 1 && tokens[core.end].folded.size() == 1;
    const auto factor = to_number(match.value());
    if (letter || !factor) {
      return;
    }
    core.fits = core.fits && multiply_into(core.value, *factor);
    core.end += match.length;
    core.weak = false;
    // "two thousand and five", "mil e duzentos": the rest is added.
    const bool joined = core.end < tokens.size() && tokens[core.end].folded == joiner_;
    if (const auto rest = words_at(tokens, core.end + (joined ? 1 : 0));
        rest && core.value.scale == 0 && rest->value.digits < *factor) {
      auto behind = *rest;
      while (const auto inner = multipliers_.match(tokens, behind.end)) {
        const auto inner_factor = to_number(inner.value());
        if (!inner_factor || *inner_factor >= *factor) {
          break;
        }
        behind.fits = multiply_into(behind.value, *inner_factor);
        behind.end += inner.length;
      }
      core.value.digits += behind.value.digits;
      core.end = behind.end;
    }
  }
}

void NumberFinder::take_unit(std::span<const Token> tokens, Core& core) const {
  if (core.end >= tokens.size()) {
    return;
  }
  std::size_t at = core.end;
  auto match = units_.match(tokens, at);
  if (!match && at + 1 < tokens.size()) {
    // "milhões de dólares": one function word between.
    if (const auto behind = units_.match(tokens, at + 1);
        behind && tokens[at].folded.size() <= 2 &&
        is_letter(first_code_point(tokens[at].folded))) {
      match = behind;
      ++at;
    }
  }
  if (match && core.unit.empty()) {
    core.unit = match.value();
    core.end = at + match.length;
    core.weak = false;
    return;
  }
  const auto currency = currencies_.value(tokens[core.end].folded);
  const bool is_sign = !tokens[core.end].folded.empty() &&
                       !is_letter(first_code_point(tokens[core.end].folded));
  const bool glued = tokens[core.end].span.begin == tokens[core.end - 1].span.end;
  const bool ends = core.end + 1 >= tokens.size() ||
                    !is_digit(first_code_point(tokens[core.end + 1].folded));
  if (core.unit.empty() && !currency.empty() && ends &&
      (is_sign || glued || currency.size() == 3)) {
    core.unit = currency;
    ++core.end;
  }
}

std::optional<NumberFinder::Core> NumberFinder::core_at(std::span<const Token> tokens,
                                                        std::size_t at) const {
  std::size_t begin = at;
  std::string unit;
  if (const auto currency = currencies_.value(tokens[at].folded);
      !currency.empty() && at + 1 < tokens.size()) {
    unit = currency;
    begin = at + 1;
  }
  auto core = digits_at(tokens, begin);
  if (!core && unit.empty()) {
    core = words_at(tokens, begin);
  }
  if (!core && unit.empty()) {
    // "hundred", "mil": a multiplier alone counts once.
    const auto match = multipliers_.match(tokens, begin);
    if (match && tokens[begin].folded.size() > 2) {
      core.emplace();
      core->value.digits = 1;
      core->begin = begin;
      core->end = begin;
    }
  }
  if (!core) {
    return std::nullopt;
  }
  core->begin = at;
  core->unit = unit;
  multiply(tokens, *core);
  take_unit(tokens, *core);
  return core;
}

std::optional<std::uint64_t> NumberFinder::parse_count(std::span<const Token> tokens,
                                                       std::size_t at,
                                                       std::size_t& end) const {
  if (at >= tokens.size()) {
    return std::nullopt;
  }
  auto core = digits_at(tokens, at);
  if (!core) {
    core = words_at(tokens, at);
  }
  if (!core || core->value.scale != 0) {
    return std::nullopt;
  }
  end = core->end;
  return core->value.digits;
}

std::optional<NumberExpression> NumberFinder::expression_at(std::span<const Token> tokens,
                                                            std::size_t at) const {
  std::size_t begin = at;
  Comparator comparator = Comparator::eq;
  while (const auto match = comparators_.match(tokens, begin)) {
    comparator = comparator_of(match.value());
    begin += match.length;
    if (begin >= tokens.size()) {
      return std::nullopt;
    }
  }
  std::optional<Core> core;
  if (const auto vague = vague_.match(tokens, begin)) {
    core.emplace();
    core->value.digits = to_number(vague.value()).value_or(0);
    core->end = begin + vague.length;
    core->comparator = Comparator::ge;
    take_unit(tokens, *core);
  } else {
    core = core_at(tokens, begin);
  }
  if (!core || !core->fits || core->weak) {
    return std::nullopt;
  }
  if (const auto after = comparators_after_.match(tokens, core->end)) {
    core->comparator = comparator_of(after.value());
    core->end += after.length;
  }
  NumberExpression expression;
  expression.tokens = {at, core->end};
  expression.span = cover(tokens[at].span, tokens[core->end - 1].span);
  expression.value = to_text(core->value);
  expression.is_integer = expression.value.find('.') == std::string::npos;
  expression.comparator = comparator == Comparator::eq ? core->comparator : comparator;
  expression.unit = core->unit;
  return expression;
}

std::vector<NumberExpression> NumberFinder::find(std::span<const Token> tokens) const {
  std::vector<NumberExpression> found;
  for (std::size_t at = 0; at < tokens.size();) {
    if (!may_begin(tokens[at])) {
      ++at;
    } else if (auto expression = expression_at(tokens, at)) {
      at = std::max(expression->tokens.end, at + 1);
      found.push_back(std::move(*expression));
    } else {
      ++at;
    }
  }
  return found;
}

}  // namespace byline::annotate
