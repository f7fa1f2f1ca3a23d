#pragma once

#include "knowledge/rules.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

enum class RuleTokenKind : std::uint8_t { name, string, number, symbol, end };

/// A token of a rule file. `text` of a string is its content, of a name as written.
struct RuleToken {
  RuleTokenKind kind = RuleTokenKind::end;
  std::string text;
  std::size_t offset = 0;
  std::size_t end_offset = 0;
};

/// A clause: its first word and all tokens up to the next clause.
struct RuleClause {
  std::vector<RuleToken> tokens;
};

/// A statement with its first line as clause 0.
struct RuleStatement {
  std::vector<RuleClause> clauses;
};

/// What is wrong with a rule file at one place; thrown and caught inside the parser.
struct RuleSyntaxError {
  std::size_t offset = 0;
  std::string message;
  std::string hint;
};

/// Cuts a file into statements and clauses by indentation (docs/rules.md, section 1).
/// Errors (a string without end, a strange character) are appended to `errors`; the rest
/// of that line is skipped.
std::vector<RuleStatement> cut_statements(std::string_view text,
                                          std::vector<RuleSyntaxError>& errors);

}  // namespace byline::knowledge
