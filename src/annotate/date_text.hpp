#pragma once

#include "annotate/calendar.hpp"
#include "annotate/date_words.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace byline::annotate {

inline constexpr int first_year = 1000;  ///< of a bare number that may be a year
inline constexpr int last_year = 2099;
inline constexpr const char* no_reference = "the article states no date to count from";

/// A number without sign, -1 if the text is none; the same with one.
[[nodiscard]] int to_int(std::string_view text);
[[nodiscard]] int to_int_signed(std::string_view text);

/// What stands at a place of the sentence: a date with its tokens.
struct FoundDate {
  TokenRange tokens;
  std::optional<CalendarDate> date;
  std::string open_reason;
  bool relative = false;  ///< computed from the article's date
  bool bare_year = false;
};

/// The tokens of a sentence as the parts of dates.
class DateText {
 public:
  /// `words` must outlive this; `reference`: the article's date, if it states one.
  DateText(const DateWords& words,
           std::span<const Token> tokens,
           const std::optional<CalendarDate>& reference)
      : words_(words),
        tokens_(tokens),
        reference_(reference) {}

  [[nodiscard]] const DateWords& words() const { return words_; }
  [[nodiscard]] std::span<const Token> tokens() const { return tokens_; }
  [[nodiscard]] const std::optional<CalendarDate>& reference() const {
    return reference_;
  }

  /// The folded token; empty behind the last one.
  [[nodiscard]] const std::string& word(std::size_t at) const;
  /// Behind the small words of a date ("of", "the", ",") at `at`: at most two.
  [[nodiscard]] std::size_t skip_links(std::size_t at) const;
  /// A table that writes its words with a capital wants one in the text.
  [[nodiscard]] bool case_fits(const PhraseMatcher::Match& match, std::size_t at) const;
  /// The month named at `at`, 0 if there is none; `end` becomes the token behind it.
  [[nodiscard]] unsigned month_at(std::size_t at, std::size_t& end) const;
  /// 1–31 with or without an ordinal ending, else 0.
  [[nodiscard]] unsigned day_at(std::size_t at) const;
  /// The four digits at `at` if they may be a year, else 0.
  [[nodiscard]] int year_at(std::size_t at) const;
  /// A date of the tokens [begin, end).
  [[nodiscard]] FoundDate make(std::size_t begin,
                               std::size_t end,
                               std::optional<CalendarDate> date) const;
  /// True if a cue of the future stands near, with no quotation mark between.
  [[nodiscard]] bool is_future(std::size_t at) const;
  /// The article's day, or an open date with the reason.
  [[nodiscard]] bool has_day(FoundDate& found) const;
  /// "last", "ago": how far the words of this place at `at` move a date; `end` becomes
  /// the token behind them.
  [[nodiscard]] std::optional<int> shift_at(std::size_t at,
                                            std::string_view place,
                                            std::size_t& end) const;
  /// The same for the words that end before `end`.
  [[nodiscard]] std::optional<int> shift_before(std::size_t end) const;

 private:
  const DateWords& words_;
  std::span<const Token> tokens_;
  std::optional<CalendarDate> reference_;
};

}  // namespace byline::annotate
