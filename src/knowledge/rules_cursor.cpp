#include "knowledge/rules_cursor.hpp"

#include <charconv>

namespace byline::knowledge {

const RuleToken& RuleCursor::peek(std::size_t ahead) const {
  static const RuleToken end_token;
  return position_ + ahead < tokens_->size() ? (*tokens_)[position_ + ahead] : end_token;
}

const RuleToken& RuleCursor::take() {
  if (done()) {
    fail("the clause ends too early");
  }
  return (*tokens_)[position_++];
}

bool RuleCursor::at_symbol(std::string_view symbol) const {
  return peek().kind == RuleTokenKind::symbol && peek().text == symbol;
}

bool RuleCursor::at_name(std::string_view name) const {
  return peek().kind == RuleTokenKind::name && peek().text == name;
}

bool RuleCursor::at_kind(RuleTokenKind kind) const {
  return peek().kind == kind;
}

bool RuleCursor::accept_symbol(std::string_view symbol) {
  const bool found = at_symbol(symbol);
  position_ += found ? 1 : 0;
  return found;
}

bool RuleCursor::accept_name(std::string_view name) {
  const bool found = at_name(name);
  position_ += found ? 1 : 0;
  return found;
}

void RuleCursor::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) {
    fail("expected '" + std::string{symbol} + "'");
  }
}

std::string RuleCursor::expect_name(std::string_view what) {
  if (!at_kind(RuleTokenKind::name)) {
    fail("expected " + std::string{what});
  }
  return take().text;
}

std::size_t RuleCursor::expect_integer(std::string_view what) {
  std::size_t value = 0;
  const std::string& text = peek().text;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (!at_kind(RuleTokenKind::number) || result.ptr != text.data() + text.size()) {
    fail("expected " + std::string{what} + ", a whole number");
  }
  take();
  return value;
}

RulePlace RuleCursor::place() const {
  if (!done()) {
    return {file_, peek().offset};
  }
  return {file_, tokens_->empty() ? 0 : tokens_->back().end_offset};
}

void RuleCursor::fail(const std::string& message, const std::string& hint) const {
  throw RuleSyntaxError{place().offset, message, hint};
}

}  // namespace byline::knowledge
