#include "sparql/lexer.hpp"

#include "base/utf8.hpp"
#include "sparql/characters.hpp"

#include <algorithm>
#include <array>

namespace byline::sparql {
namespace {

/// What a character-level scanner needs: the text, a place, errors with a place.
class Scanner {
 public:
  explicit Scanner(const QuerySource& source)
      : source_(source),
        text_(source.decoded()) {}

  std::vector<Token> run();

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] char32_t code_point(std::size_t at) const {
    return at < text_.size() ? next_code_point(text_, at) : U'\0';
  }
  void skip(std::size_t& at) const { next_code_point(text_, at); }
  [[noreturn]] void fail(std::size_t at,
                         std::string message,
                         std::string hint = {}) const {
    throw source_.error(source_.received_offset(at), std::move(message), std::move(hint));
  }
  void add(TokenKind kind, std::string text, std::size_t end);

  void skip_space();
  void token();
  bool iri();
  bool variable();
  bool language_tag();
  bool number();
  bool name_or_word();
  bool blank_label();
  void string();
  void punctuation();
  [[nodiscard]] std::size_t digits(std::size_t at) const;
  [[nodiscard]] std::size_t exponent(std::size_t at) const;
  [[nodiscard]] std::size_t name_end(std::size_t at) const;
  [[nodiscard]] std::size_t local_end(std::size_t at) const;
  [[nodiscard]] std::size_t local_escape(std::size_t at) const;
  void string_escape(std::string& content);

  const QuerySource& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

void Scanner::add(TokenKind kind, std::string text, std::size_t end) {
  tokens_.push_back({kind, source_.received_offset(at_), std::move(text)});
  at_ = end;
}

std::vector<Token> Scanner::run() {
  for (skip_space(); at_ < text_.size(); skip_space())
    token();
  add(TokenKind::end, {}, at_);
  return std::move(tokens_);
}

// [162] WS, and comments: `#` outside an IRI or string, to the end of the line.
void Scanner::skip_space() {
  while (at_ < text_.size()) {
    if (peek() == '#') {
      while (at_ < text_.size() && peek() != '\n' && peek() != '\r')
        ++at_;
    } else if (is_space(peek())) {
      ++at_;
    } else {
      return;
    }
  }
}

void Scanner::token() {
  switch (peek()) {
    case '<':
      if (iri())
        return;
      break;
    case '?':
    case '$':
      if (variable())
        return;
      break;
    case '@':
      if (language_tag())
        return;
      break;
    case '"':
    case '\'': return string();
    case '_':
      if (blank_label())
        return;
      break;
    default: break;
  }
  if (number() || name_or_word())
    return;
  punctuation();
}

// [139] IRIREF ::= '<' ([^<>"{}|^`\]-[#x00-#x20])* '>'
bool Scanner::iri() {
  const std::size_t end = text_.find_first_of("<>\"{}|^`\\", at_ + 1);
  if (end == std::string_view::npos || text_[end] != '>')
    return false;
  const std::string_view content = text_.substr(at_ + 1, end - at_ - 1);
  const bool spaced = std::ranges::any_of(
      content, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
  if (spaced)
    return false;
  add(TokenKind::iri, std::string(content), end + 1);
  return true;
}

// [143] VAR1, [144] VAR2, [166] VARNAME
bool Scanner::variable() {
  const char32_t first = code_point(at_ + 1);
  if (!is_name_start(first) && !is_digit(first))
    return false;
  std::size_t end = at_ + 1;
  while (is_variable_character(code_point(end)))
    skip(end);
  add(TokenKind::variable, std::string(text_.substr(at_ + 1, end - at_ - 1)), end);
  return true;
}

// [145] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
bool Scanner::language_tag() {
  std::size_t end = at_ + 1;
  while (end < text_.size() && is_ascii_letter(text_[end]))
    ++end;
  if (end == at_ + 1)
    return false;
  while (end + 1 < text_.size() && text_[end] == '-' &&
         is_ascii_alphanumeric(text_[end + 1])) {
    ++end;
    while (end < text_.size() && is_ascii_alphanumeric(text_[end]))
      ++end;
  }
  add(TokenKind::language_tag, std::string(text_.substr(at_ + 1, end - at_ - 1)), end);
  return true;
}

std::size_t Scanner::digits(std::size_t at) const {
  while (at < text_.size() && is_digit(static_cast<unsigned char>(text_[at])))
    ++at;
  return at;
}

// [155] EXPONENT ::= [eE] [+-]? [0-9]+; the place itself if there is none.
std::size_t Scanner::exponent(std::size_t at) const {
  if (at >= text_.size() || (text_[at] != 'e' && text_[at] != 'E'))
    return at;
  std::size_t first = at + 1;
  if (first < text_.size() && (text_[first] == '+' || text_[first] == '-'))
    ++first;
  const std::size_t end = digits(first);
  return end == first ? at : end;
}

// [146]–[154] INTEGER, DECIMAL, DOUBLE and their signed forms
bool Scanner::number() {
  const std::size_t begin = at_ + (peek() == '+' || peek() == '-' ? 1 : 0);
  const std::size_t whole = digits(begin);
  std::size_t end = whole;
  TokenKind kind = TokenKind::integer;
  if (whole < text_.size() && text_[whole] == '.') {
    const std::size_t fraction = digits(whole + 1);
    const bool has_digits = fraction > whole + 1;
    if (has_digits) {
      end = fraction;
      kind = TokenKind::decimal;
    }
    if ((has_digits || whole > begin) && exponent(fraction) > fraction)
      end = fraction;
  }
  if (end == begin)
    return false;
  if (exponent(end) > end) {
    end = exponent(end);
    kind = TokenKind::double_number;
  }
  add(kind, std::string(text_.substr(at_, end - at_)), end);
  return true;
}

// [168] PN_PREFIX or the part of [142] behind `_:`: ends before trailing dots.
std::size_t Scanner::name_end(std::size_t at) const {
  std::size_t end = at;
  while (true) {
    const char32_t c = code_point(at);
    if (c != U'.' && !is_name_character(c))
      return end;
    skip(at);
    if (c != U'.')
      end = at;
  }
}

// [170] PERCENT, [172] PN_LOCAL_ESC: the place behind one of them, or 0 if there is none.
std::size_t Scanner::local_escape(std::size_t at) const {
  const auto hex = [&](std::size_t i) {
    return i < text_.size() && is_hex_digit(text_[i]);
  };
  if (text_[at] == '%') {
    if (!hex(at + 1) || !hex(at + 2))
      fail(at, "'%' needs two hexadecimal digits");
    return at + 3;
  }
  if (text_[at] != '\\')
    return 0;
  constexpr std::string_view escapable = "_~.-!$&'()*+,;=/?#@%";
  if (at + 1 == text_.size() || escapable.find(text_[at + 1]) == std::string_view::npos) {
    fail(at, "this character cannot be escaped in a prefixed name");
  }
  return at + 2;
}

// [169] PN_LOCAL
std::size_t Scanner::local_end(std::size_t at) const {
  std::size_t end = at;
  for (bool first = true; at < text_.size(); first = false) {
    if (const std::size_t behind = local_escape(at)) {
      end = at = behind;
      continue;
    }
    const char32_t c = code_point(at);
    const bool starts = is_name_start(c) || is_digit(c) || c == U':';
    const bool goes_on = starts || c == U'.' || is_name_character(c);
    if (!(first ? starts : goes_on))
      break;
    skip(at);
    if (c != U'.')
      end = at;
  }
  return end;
}

// [140] PNAME_NS, [141] PNAME_LN, keywords and names of functions
bool Scanner::name_or_word() {
  const bool empty_prefix = peek() == ':';
  if (!empty_prefix && !is_letter(code_point(at_)))
    return false;
  const std::size_t prefix_end = empty_prefix ? at_ : name_end(at_);
  if (prefix_end < text_.size() && text_[prefix_end] == ':') {
    const std::size_t end = local_end(prefix_end + 1);
    add(TokenKind::prefixed_name, std::string(text_.substr(at_, end - at_)), end);
    return true;
  }
  std::size_t end = at_;
  while (end < text_.size() && (is_ascii_alphanumeric(text_[end]) || text_[end] == '_'))
    ++end;
  if (end == at_)
    return false;
  add(TokenKind::word, std::string(text_.substr(at_, end - at_)), end);
  return true;
}

// [142] BLANK_NODE_LABEL
bool Scanner::blank_label() {
  if (peek(1) != ':')
    return false;
  const char32_t first = code_point(at_ + 2);
  if (!is_name_start(first) && !is_digit(first))
    return false;
  const std::size_t end = name_end(at_ + 2);
  add(TokenKind::blank_label, std::string(text_.substr(at_ + 2, end - at_ - 2)), end);
  return true;
}

// [160] ECHAR ::= '\' [tbnrf\"']
void Scanner::string_escape(std::string& content) {
  constexpr std::string_view names = "tbnrf\\\"'";
  constexpr std::string_view values = "\t\b\n\r\f\\\"'";
  const std::size_t which = names.find(peek(1));
  if (at_ + 1 >= text_.size() || which == std::string_view::npos) {
    fail(at_,
         "unknown escape in a string",
         "\\t \\b \\n \\r \\f \\\\ \\\" \\' and \\u are known");
  }
  content += values[which];
  at_ += 2;
}

// [156]–[159] the four kinds of strings
void Scanner::string() {
  const std::size_t begin = at_;
  const char quote = peek();
  const bool is_long = peek(1) == quote && peek(2) == quote;
  at_ += is_long ? 3 : 1;
  std::string content;
  while (true) {
    if (at_ >= text_.size())
      fail(begin, "string is not closed");
    const char c = peek();
    if (c == quote && (!is_long || (peek(1) == quote && peek(2) == quote)))
      break;
    if (!is_long && (c == '\n' || c == '\r')) {
      fail(begin,
           "string is not closed on its line",
           "a string of several lines needs \"\"\"");
    }
    if (c == '\\') {
      string_escape(content);
    } else {
      content += c;
      ++at_;
    }
  }
  const std::size_t end = at_ + (is_long ? 3 : 1);
  at_ = begin;
  add(TokenKind::string, std::move(content), end);
}

void Scanner::punctuation() {
  constexpr std::array<std::string_view, 6> pairs{"!=", "<=", ">=", "&&", "||", "^^"};
  const std::string_view two = text_.substr(at_, 2);
  if (std::ranges::find(pairs, two) != pairs.end()) {
    return add(TokenKind::punctuation, std::string(two), at_ + 2);
  }
  constexpr std::string_view singles = "{}()[];,.*/|^!=<>+-?";
  if (singles.find(peek()) == std::string_view::npos || peek() == '\0') {
    fail(at_, "unexpected character");
  }
  add(TokenKind::punctuation, std::string(1, peek()), at_ + 1);
}

}  // namespace

std::vector<Token> tokenize(const QuerySource& source) {
  return Scanner(source).run();
}

}  // namespace byline::sparql
