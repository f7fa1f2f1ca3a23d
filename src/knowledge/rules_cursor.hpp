#pragma once

#include "knowledge/rules_lexer.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

/// Reads the tokens of one clause from left to right. Every failure is a RuleSyntaxError.
class RuleCursor {
 public:
  RuleCursor(const std::vector<RuleToken>& tokens, std::size_t file)
      : tokens_(&tokens),
        file_(file) {}

  [[nodiscard]] bool done() const { return position_ >= tokens_->size(); }
  [[nodiscard]] const RuleToken& peek(std::size_t ahead = 0) const;
  const RuleToken& take();

  [[nodiscard]] bool at_symbol(std::string_view symbol) const;
  [[nodiscard]] bool at_name(std::string_view name) const;
  [[nodiscard]] bool at_kind(RuleTokenKind kind) const;
  /// Takes the symbol (or name) if it is next.
  bool accept_symbol(std::string_view symbol);
  bool accept_name(std::string_view name);

  void expect_symbol(std::string_view symbol);
  std::string expect_name(std::string_view what);
  std::size_t expect_integer(std::string_view what);

  [[nodiscard]] RulePlace place() const;
  [[noreturn]] void fail(const std::string& message, const std::string& hint = {}) const;

 private:
  const std::vector<RuleToken>* tokens_;
  std::size_t file_;
  std::size_t position_ = 0;
};

}  // namespace byline::knowledge
