#include "annotate/dateline.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace byline::annotate {
namespace {

constexpr std::size_t longest_dateline = 100;  ///< bytes up to the dash

bool is_dash(char32_t c) {
  return c == U'-' || c == U'–' || c == U'—';
}

/// Reads one paragraph's beginning.
class Reader {
 public:
  Reader(std::string_view text, Span block)
      : text_(text.substr(0, std::min(block.end, block.begin + longest_dateline))),
        at_(block.begin) {}

  /// Capital words, "/" and "." between them: whether there are any with four letters.
  bool place() {
    std::size_t letters = 0;
    while (at_ < text_.size()) {
      const char32_t c = peek();
      if (is_letter(c) && !is_upper(c)) {
        return false;
      }
      letters += is_letter(c) ? 1 : 0;
      if (!is_letter(c) && !is_mark(c) && !is_inside(c)) {
        break;
      }
      next();
    }
    return letters >= 4;
  }

  /// ", 12 March", ", Calif. (Agency)": up to the dash, which has spaces around it or is
  /// long; false if there is none or something else stands there.
  bool rest() {
    constexpr int most_words = 9;
    bool in_brackets = false;
    int words = 0;
    if (at_ < text_.size() && peek() != U',' && peek() != U'(' && !is_dash(peek())) {
      return false;
    }
    while (at_ < text_.size() && words <= most_words) {
      const char32_t c = peek();
      if (is_dash(c) && !in_brackets && (c == U'—' || space_before_)) {
        return true;
      }
      if (c == U';' || c == U':' || c == U'?' || c == U'!' || c == U'"' || c == U'“') {
        return false;
      }
      in_brackets = c == U'(' || (in_brackets && c != U')');
      words += is_space(c) ? 1 : 0;
      next();
    }
    return false;
  }

  /// "December 3, 2024 –", "3 de dezembro de 2024 –" behind the first dash: past the
  /// spaces, up to the second dash, which is behind a year. Stays where it is if there
  /// is none.
  void date_between_dashes(std::size_t behind) {
    constexpr int most_words = 7;
    Reader ahead = *this;
    ahead.at_ = behind;
    int digits = 0;
    for (int words = 0; ahead.at_ < text_.size() && words < most_words; ahead.next()) {
      const char32_t c = ahead.peek();
      if (is_dash(c)) {
        if (digits == 4) {
          *this = ahead;
        }
        return;
      }
      if (!is_letter(c) && !is_mark(c) && !is_digit(c) && !is_space(c) && c != U',' &&
          c != U'.') {
        return;
      }
      words += is_space(c) ? 1 : 0;
      digits = is_digit(c) ? digits + 1 : (is_space(c) ? digits : 0);
    }
  }

  /// Past the dash and spaces.
  [[nodiscard]] std::size_t behind_dash(std::string_view whole, std::size_t end) const {
    std::size_t at = at_;
    while (at < end) {
      std::size_t following = at;
      const char32_t c = next_code_point(whole, following);
      if (!is_dash(c) && !is_space(c)) {
        break;
      }
      at = following;
    }
    return at;
  }

 private:
  [[nodiscard]] char32_t peek() const {
    std::size_t at = at_;
    return next_code_point(text_, at);
  }
  void next() { space_before_ = is_space(next_code_point(text_, at_)); }
  /// "SAN JOSE", "STOCKHOLM/LOS ANGELES", "ST. PAUL", "PORT-AU-PRINCE".
  [[nodiscard]] bool is_inside(char32_t c) const {
    return is_space(c) || c == U'/' || c == U'.' || c == U'\'' ||
           (c == U'-' && !space_before_);
  }

  std::string_view text_;
  std::size_t at_;
  bool space_before_ = false;
};

}  // namespace

std::size_t behind_dateline(std::string_view text, Span block) {
  Reader reader{text, block};
  if (!reader.place() || !reader.rest()) {
    return block.begin;
  }
  reader.date_between_dashes(reader.behind_dash(text, block.end));
  const std::size_t behind = reader.behind_dash(text, block.end);
  if (behind >= block.end) {
    return block.begin;
  }
  std::size_t at = behind;
  const char32_t first = next_code_point(text, at);
  return is_upper(first) || is_digit(first) || first == U'"' || first == U'“' ||
                 first == U'«'
             ? behind
             : block.begin;
}

}  // namespace byline::annotate
