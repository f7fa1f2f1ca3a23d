#include "rdf/turtle_guard.hpp"

#include "base/utf8.hpp"
#include "rdf/name_characters.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace byline::rdf {

/// Walks over the tokens of Turtle, TriG, N-Triples or N-Quads; in text that is not
/// well-formed it may take other tokens than Serd does, which then refuses the document.
class TurtleScanner {
 public:
  TurtleScanner(GuardedText& guarded, Syntax syntax)
      : guarded_(guarded),
        text_(guarded.original_),
        terse_(syntax == Syntax::turtle || syntax == Syntax::trig) {}

  void run();

 private:
  static constexpr std::size_t max_depth = 1000;

  [[noreturn]] void fail(std::size_t offset,
                         const std::string& message,
                         const std::string& hint = {}) const {
    throw guarded_.error_in_original(offset, message, hint);
  }
  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : ' '; }
  [[nodiscard]] bool starts_with(std::string_view what) const {
    return text_.compare(i_, what.size(), what) == 0;
  }
  void token();
  void line_token();
  void end_of_line();
  void nest(char c);
  void comment();
  void iri();
  void string();
  void short_string(char quote);
  void long_string(char quote);
  void after_string();
  void language_tag();
  void skip_space();
  std::size_t escape(std::size_t at_backslash);
  void number();
  void name();
  void blank_label();
  void refuse_two_dots(std::size_t begin, std::size_t end) const;

  GuardedText& guarded_;
  std::string_view text_;
  bool terse_;
  std::size_t i_ = 0;
  std::size_t depth_ = 0;
  std::size_t terms_ = 0;  ///< of the line at hand (N-Triples, N-Quads)
  bool has_dot_ = false;
};

namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr int hex_value(char c) {
  return is_digit(c)              ? c - '0'
         : (c >= 'a' && c <= 'f') ? c - 'a' + 10
         : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                  : -1;
}

constexpr bool ends_name(char c) {
  return static_cast<unsigned char>(c) <= 0x20 ||
         std::string_view("<>\"'{}|^`()[],;#").find(c) != std::string_view::npos;
}

/// What a blank-node label may begin with: PN_CHARS_U | [0-9] (Turtle, [141s]).
bool starts_label(char32_t c) {
  return is_name_start(c) || (c >= '0' && c <= '9');
}

}  // namespace

GuardedText::GuardedText(std::string_view text,
                         Syntax syntax,
                         std::string file_name,
                         std::size_t first_line)
    : original_(text),
      file_name_(std::move(file_name)),
      first_line_(first_line) {
  if (const auto bad = find_invalid_utf8(text)) {
    throw error_in_original(*bad,
                            "this byte is not valid UTF-8",
                            "RDF text must be UTF-8, without surrogates");
  }
  TurtleScanner(*this, syntax).run();
  if (!edits_.empty()) {
    rewritten_ += original_.substr(copied_);
  }
}

void GuardedText::replace(std::size_t begin, std::size_t end, std::string_view by) {
  rewritten_ += original_.substr(copied_, begin - copied_);
  edits_.push_back({rewritten_.size(), begin});
  rewritten_ += by;
  edits_.push_back({rewritten_.size(), end});
  copied_ = end;
}

Error GuardedText::error_in_original(std::size_t offset,
                                     const std::string& message,
                                     const std::string& hint) const {
  Diagnostic diagnostic = diagnose(original_, offset, file_name_, message, hint);
  diagnostic.where.line += first_line_ - 1;
  return {ExitCode::unusable, std::move(diagnostic)};
}

Error GuardedText::error_at(std::size_t offset,
                            const std::string& message,
                            const std::string& hint) const {
  const auto after = std::upper_bound(
      edits_.begin(), edits_.end(), offset, [](std::size_t value, const Edit& edit) {
        return value < edit.rewritten;
      });
  std::size_t original = offset;
  if (after != edits_.begin()) {
    const Edit& edit = *std::prev(after);
    original = edit.original + (offset - edit.rewritten);
    if (after != edits_.end()) {
      original = std::min(original, after->original);
    }
  }
  return error_in_original(std::min(original, original_.size()), message, hint);
}

void TurtleScanner::run() {
  if (starts_with("\xEF\xBB\xBF")) {
    guarded_.replace(0, 3, "");
    i_ = 3;
  }
  while (i_ < text_.size()) {
    if (terse_) {
      token();
    } else {
      line_token();
    }
  }
  end_of_line();
}

/// N-Triples and N-Quads, [1] and [2]: one statement a line and nothing else. Serd skips
/// what it does not know at the begin of a statement, and lets statements span lines.
void TurtleScanner::line_token() {
  const char c = text_[i_];
  if (c == ' ' || c == '\t') {
    ++i_;
  } else if (c == '\n' || c == '\r') {
    end_of_line();
    ++i_;
  } else if (c == '#') {
    comment();
  } else if (has_dot_) {
    fail(i_, "a line holds one statement and this is behind it");
  } else if (c == '.') {
    has_dot_ = true;
    ++i_;
  } else if (c == '<' || c == '"' || (c == '_' && at(i_ + 1) == ':')) {
    ++terms_;
    token();
  } else {
    fail(i_, "this is no term", "an IRI <…>, a blank node _:… or a string \"…\"");
  }
}

void TurtleScanner::end_of_line() {
  if (terms_ > 0 && !has_dot_) {
    fail(i_, "the statement does not end on its line", "end it with a dot");
  }
  if (has_dot_ && terms_ < 3) {
    fail(i_, "the statement has fewer than three terms");
  }
  terms_ = 0;
  has_dot_ = false;
}

void TurtleScanner::token() {
  const char c = text_[i_];
  switch (c) {
    case '#': comment(); return;
    case '<': iri(); return;
    case '"':
    case '\'': string(); return;
    case '(':
    case '[':
    case '{':
    case ')':
    case ']':
    case '}': nest(c); return;
    case '\0': fail(i_, "U+0000 stands outside of a string"); break;
    default: break;
  }
  if (is_digit(c) || c == '+' || c == '-' || c == '.') {
    number();
  } else if (c == '_' && at(i_ + 1) == ':') {
    blank_label();
  } else if (ends_name(c)) {
    ++i_;
  } else {
    name();
  }
}

void TurtleScanner::nest(char c) {
  if (c == '(' || c == '[' || c == '{') {
    if (++depth_ > max_depth) {
      fail(i_, "brackets are nested more than 1000 deep");
    }
  } else if (depth_ > 0) {
    --depth_;
  }
  ++i_;
}

// Turtle, section 6.2: a comment runs to the end of the line.
void TurtleScanner::comment() {
  const std::size_t begin = i_;
  i_ = std::min(text_.find_first_of("\n\r", i_), text_.size());
  // Serd ends a comment at U+0000.
  if (text_.substr(begin, i_ - begin).find('\0') != std::string_view::npos) {
    guarded_.replace(begin, i_, "");
  }
}

// [18] IRIREF
void TurtleScanner::iri() {
  std::size_t i = i_ + 1;
  while (i < text_.size() && text_[i] != '>' &&
         static_cast<unsigned char>(text_[i]) > 0x20) {
    i = text_[i] == '\\' ? escape(i) : i + 1;
  }
  if (i < text_.size() && text_[i] == '\0') {
    fail(i, "U+0000 stands in an IRI");
  }
  i_ = std::min(i + 1, text_.size());
}

/// Checks one escape and returns the offset behind it. [26] UCHAR, [159s] ECHAR.
std::size_t TurtleScanner::escape(std::size_t at_backslash) {
  const char kind = at(at_backslash + 1);
  const std::size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  std::uint32_t code_point = 0;
  for (std::size_t k = 0; k < digits; ++k) {
    const int value = hex_value(at(at_backslash + 2 + k));
    if (value < 0) {
      fail(at_backslash, "an escape has too few hexadecimal digits");
    }
    code_point = code_point * 16 + static_cast<std::uint32_t>(value);
  }
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    fail(at_backslash,
         "this escape names no character",
         "surrogates and values above U+10FFFF are not allowed");
  }
  return std::min(at_backslash + 2 + digits, text_.size());
}

void TurtleScanner::string() {
  const char quote = text_[i_];
  if (terse_ && at(i_ + 1) == quote && at(i_ + 2) == quote) {
    long_string(quote);
  } else {
    short_string(quote);
  }
  after_string();
}

/// Serd wants a literal's tag or type right behind the quote; the grammar does not.
void TurtleScanner::after_string() {
  const std::size_t quote_end = i_;
  skip_space();
  const bool is_typed = at(i_) == '^' && at(i_ + 1) == '^';
  if (i_ >= text_.size() || !(is_typed || at(i_) == '@')) {
    i_ = quote_end;
    return;
  }
  if (i_ > quote_end) {
    guarded_.replace(quote_end, i_, "");
  }
  if (!is_typed) {
    language_tag();
    return;
  }
  i_ += 2;
  const std::size_t hats_end = i_;
  skip_space();
  if (i_ > hats_end) {
    guarded_.replace(hats_end, i_, "");
  }
}

/// White space between two tokens; in Turtle and TriG also lines and comments.
void TurtleScanner::skip_space() {
  while (i_ < text_.size()) {
    const char c = text_[i_];
    if (terse_ && c == '#') {
      i_ = std::min(text_.find_first_of("\n\r", i_), text_.size());
    } else if (c == ' ' || c == '\t' || (terse_ && (c == '\n' || c == '\r'))) {
      ++i_;
    } else {
      return;
    }
  }
}

// [144s] LANGTAG; Serd takes two hyphens, too.
void TurtleScanner::language_tag() {
  const std::size_t begin = i_;
  bool first = true;
  do {
    const std::size_t part = ++i_;
    while (is_letter(at(i_)) || (!first && is_digit(at(i_)))) {
      ++i_;
    }
    if (i_ == part) {
      fail(begin, "this is no language tag", "tags look like en or pt-BR");
    }
    first = false;
  } while (at(i_) == '-');
}

// [22] STRING_LITERAL_QUOTE, [23] STRING_LITERAL_SINGLE_QUOTE
void TurtleScanner::short_string(char quote) {
  const std::size_t begin = i_++;
  while (i_ < text_.size() && text_[i_] != quote) {
    switch (text_[i_]) {
      case '\\': i_ = escape(i_); break;
      case '\n':
      case '\r': fail(begin, "a string is not closed on its line"); break;
      case '\0':
        guarded_.replace(i_, i_ + 1, "\\u0000");
        ++i_;
        break;
      default: ++i_;
    }
  }
  if (i_ >= text_.size()) {
    fail(begin, "a string is never closed");
  }
  ++i_;
}

// [24] STRING_LITERAL_LONG_SINGLE_QUOTE, [25] STRING_LITERAL_LONG_QUOTE
void TurtleScanner::long_string(char quote) {
  const std::size_t begin = i_;
  const std::string closing(3, quote);
  std::string out = "\"";
  i_ += 3;
  while (i_ < text_.size() && text_.compare(i_, 3, closing) != 0) {
    const char c = text_[i_];
    if (c == '\\') {
      const std::size_t after = escape(i_);
      out += text_.substr(i_, after - i_);
      i_ = after;
      continue;
    }
    switch (c) {
      case '"': out += "\\\""; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\0': out += "\\u0000"; break;
      default: out += c;
    }
    ++i_;
  }
  if (i_ >= text_.size()) {
    fail(begin, "a string is never closed");
  }
  i_ += 3;
  out += '"';
  guarded_.replace(begin, i_, out);
}

// [19] INTEGER, [20] DECIMAL, [21] DOUBLE; only `123.` needs help.
void TurtleScanner::number() {
  if (!is_digit(text_[i_])) {
    ++i_;
    return;
  }
  while (is_digit(at(i_))) {
    ++i_;
  }
  if (at(i_) == 'e' || at(i_) == 'E') {
    name();  // the exponent and what hangs on it
    return;
  }
  if (at(i_) != '.' || i_ >= text_.size()) {
    return;
  }
  std::size_t after = i_ + 1;
  if (is_digit(at(after))) {
    i_ = after;
    while (is_digit(at(i_))) {
      ++i_;
    }
    if (at(i_) == 'e' || at(i_) == 'E') {
      ++i_;
      i_ += at(i_) == '+' || at(i_) == '-' ? 1 : 0;
      while (is_digit(at(i_))) {
        ++i_;
      }
    }
    return;
  }
  if (at(after) == 'e' || at(after) == 'E') {
    ++after;
    after += at(after) == '+' || at(after) == '-' ? 1 : 0;
    if (is_digit(at(after))) {
      i_ = after;
      return;
    }
  }
  guarded_.replace(i_, i_ + 1, " .");
  ++i_;
}

// [139s] PNAME_NS, [140s] PNAME_LN, keywords, language tags, `@prefix`, `^^`.
void TurtleScanner::name() {
  const std::size_t begin = i_;
  while (i_ < text_.size() && !ends_name(text_[i_])) {
    i_ += text_[i_] == '\\' ? 2 : 1;
  }
  i_ = std::min(i_, text_.size());
  refuse_two_dots(begin, i_);
}

/// Serd takes one dot from the end of a name and leaves the others in it.
void TurtleScanner::refuse_two_dots(std::size_t begin, std::size_t end) const {
  const std::string_view token = text_.substr(begin, end - begin);
  if (token.size() > 2 && token.substr(token.size() - 2) == ".." &&
      token[token.size() - 3] != '\\') {
    fail(end - 1, "two dots end this name", "a name cannot end in a dot");
  }
}

// [141s] BLANK_NODE_LABEL
void TurtleScanner::blank_label() {
  std::size_t label = i_ + 2;
  if (label >= text_.size()) {
    i_ = label;
    return;
  }
  std::size_t after = label;
  if (!starts_label(next_code_point(text_, after))) {
    fail(i_, "a blank-node label cannot begin like this");
  }
  if (terse_) {
    guarded_.replace(label, label, "n");
  }
  while (after < text_.size()) {
    std::size_t next = after;
    const char32_t c = next_code_point(text_, next);
    if (!is_name_char(c) && c != '.') {
      break;
    }
    after = next;
  }
  refuse_two_dots(label, after);
  i_ = text_[after - 1] == '.' ? after - 1 : after;  // that dot ends the statement
}

}  // namespace byline::rdf
