#include "knowledge/rules_lexer.hpp"

#include <algorithm>
#include <iterator>

namespace byline::knowledge {
namespace {

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// Tokens of one line. Names may hold `-` and `:` between letters ("co-founder",
/// "by:Company").
class LineLexer {
 public:
  LineLexer(std::string_view text, std::size_t begin, std::size_t end)
      : text_(text),
        position_(begin),
        end_(end) {}

  std::vector<RuleToken> run() {
    std::vector<RuleToken> tokens;
    while (true) {
      skip_blanks();
      if (position_ >= end_ || text_[position_] == '\r') {
        return tokens;
      }
      if (comment()) {
        return tokens;
      }
      tokens.push_back(next());
      first_ = false;
    }
  }

 private:
  [[nodiscard]] char at(std::size_t offset) const {
    return offset < end_ ? text_[offset] : '\0';
  }

  void skip_blanks() {
    while (at(position_) == ' ' || at(position_) == '\t') {
      ++position_;
    }
  }

  /// `#` starts a comment unless a tag follows at once ("#noun") inside a line.
  [[nodiscard]] bool comment() const {
    return text_[position_] == '#' && (first_ || !letter(at(position_ + 1)));
  }

  RuleToken next() {
    const char c = text_[position_];
    if (c == '"') {
      return string();
    }
    if (letter(c)) {
      return name();
    }
    if (digit(c)) {
      return number();
    }
    return symbol();
  }

  RuleToken token(RuleTokenKind kind, std::size_t begin) const {
    return {kind, std::string{text_.substr(begin, position_ - begin)}, begin, position_};
  }

  RuleToken string() {
    const std::size_t begin = position_;
    const std::size_t close = text_.substr(0, end_).find('"', begin + 1);
    if (close == std::string_view::npos) {
      throw RuleSyntaxError{begin, "string without closing quote", ""};
    }
    position_ = close + 1;
    return {RuleTokenKind::string,
            std::string{text_.substr(begin + 1, close - begin - 1)},
            begin,
            position_};
  }

  RuleToken name() {
    const std::size_t begin = position_;
    while (letter(at(position_)) || digit(at(position_)) || joiner()) {
      ++position_;
    }
    return token(RuleTokenKind::name, begin);
  }

  [[nodiscard]] bool joiner() const {
    const char c = at(position_);
    const char after = at(position_ + 1);
    return (c == '-' || c == ':') && (letter(after) || digit(after));
  }

  RuleToken number() {
    const std::size_t begin = position_;
    while (digit(at(position_)) || (at(position_) == '.' && digit(at(position_ + 1))) ||
           (at(position_) == '-' && digit(at(position_ + 1)))) {
      ++position_;
    }
    return token(RuleTokenKind::number, begin);
  }

  RuleToken symbol() {
    const std::size_t begin = position_;
    const std::string_view two =
        text_.substr(begin, std::min<std::size_t>(2, end_ - begin));
    const bool pair = two == ".." || two == "=>" || two == "->" || two == "<-";
    position_ += pair ? 2 : 1;
    return token(RuleTokenKind::symbol, begin);
  }

  std::string_view text_;
  std::size_t position_;
  std::size_t end_;
  bool first_ = true;
};

std::size_t indentation(std::string_view line) {
  const std::size_t found = line.find_first_not_of(" \t");
  return found == std::string_view::npos ? line.size() : found;
}

}  // namespace

std::vector<RuleStatement> cut_statements(std::string_view text,
                                          std::vector<RuleSyntaxError>& errors) {
  std::vector<RuleStatement> statements;
  std::size_t clause_indent = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::vector<RuleToken> tokens;
    try {
      tokens = LineLexer{text, begin, end}.run();
    } catch (const RuleSyntaxError& error) {
      errors.push_back(error);
    }
    const std::size_t indent = indentation(text.substr(begin, end - begin));
    begin = end + 1;
    if (tokens.empty()) {
      continue;
    }
    if (indent == 0) {
      statements.push_back({{{std::move(tokens)}}});
      clause_indent = 0;
      continue;
    }
    if (statements.empty()) {
      errors.push_back({tokens.front().offset, "a clause without a statement", ""});
      continue;
    }
    auto& clauses = statements.back().clauses;
    const auto& first = clauses.front().tokens.front().text;
    const bool has_clauses = first != "set" && first != "names";
    if (has_clauses && (clause_indent == 0 || indent <= clause_indent)) {
      clause_indent = clause_indent == 0 ? indent : clause_indent;
      clauses.push_back({std::move(tokens)});
    } else {
      auto& last = clauses.back().tokens;
      last.insert(last.end(),
                  std::make_move_iterator(tokens.begin()),
                  std::make_move_iterator(tokens.end()));
    }
  }
  return statements;
}

}  // namespace byline::knowledge
