#include "annotate/date_finder.hpp"

#include "annotate/date_text.hpp"
#include "annotate/relative_dates.hpp"
#include "annotate/written_dates.hpp"
#include "base/characters.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace byline::annotate {
namespace {

/// One pass over one sentence.
class Run {
 public:
  Run(const DateWords& words,
      std::span<const Token> tokens,
      const DateFinder::Context& context,
      const NumberFinder& numbers)
      : text_(words, tokens, context.reference),
        written_(text_),
        relative_(text_, written_, numbers),
        numbers_(numbers),
        last_(context.last) {}

  std::vector<DateExpression> take() {
    std::vector<FoundDate> all;
    for (std::size_t at = 0; at < text_.tokens().size();) {
      if (auto found = may_begin(at) ? date_at(at) : std::nullopt) {
        at = found->tokens.end;
        last_ = found->date ? found->date : last_;
        all.push_back(std::move(*found));
      } else {
        ++at;
      }
    }
    return join_periods(all);
  }

 private:
  [[nodiscard]] bool may_begin(std::size_t at) const {
    const std::string& word = text_.word(at);
    return word.empty() || !is_letter(first_code_point(word)) ||
           text_.words().may_begin(word) || numbers_.is_number_word(word);
  }

  /// The first reading that fits at a token.
  [[nodiscard]] std::optional<FoundDate> date_at(std::size_t at) const {
    auto found = relative_.anaphoric(at, last_);
    const auto or_else = [&](const auto& dates, auto reading) {
      if (!found) {
        found = (dates.*reading)(at);
      }
    };
    or_else(relative_, &RelativeDates::unit_end);
    or_else(relative_, &RelativeDates::weekday_with_date);
    or_else(written_, &WrittenDates::month_first);
    or_else(written_, &WrittenDates::day_first);
    or_else(written_, &WrittenDates::numeric);
    or_else(relative_, &RelativeDates::relative_day);
    or_else(relative_, &RelativeDates::shifted);
    or_else(relative_, &RelativeDates::counted);
    or_else(relative_, &RelativeDates::weekday_alone);
    or_else(written_, &WrittenDates::bare_year);
    return found;
  }

  [[nodiscard]] DateExpression expression(const FoundDate& found) const {
    DateExpression out;
    out.tokens = found.tokens;
    out.span = cover(text_.tokens()[found.tokens.first].span,
                     text_.tokens()[found.tokens.end - 1].span);
    out.value = found.date ? to_iso(*found.date) : "";
    out.open_reason = found.open_reason;
    out.from_dateline = found.relative;
    return out;
  }

  /// True if the words between two dates make them the ends of a period.
  [[nodiscard]] bool makes_period(const FoundDate& from, const FoundDate& to) const {
    const std::size_t between = to.tokens.first - from.tokens.end;
    if (between == 0 || between > 3) {
      return false;
    }
    const std::string& link = text_.word(from.tokens.end);
    const bool dash = between == 1 && (link == "-" || link == "–" || link == "—");
    if (dash) {
      return from.date && to.date;
    }
    for (std::size_t back = 1; back <= 2 && back <= from.tokens.first; ++back) {
      const auto opener =
          text_.words().periods.match(text_.tokens(), from.tokens.first - back);
      if (opener && is_one_of(link, opener.value())) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] static bool is_one_of(std::string_view word, std::string_view options) {
    while (!options.empty()) {
      const auto bar = std::min(options.find('|'), options.size());
      if (fold(trim(options.substr(0, bar))) == word) {
        return true;
      }
      options.remove_prefix(std::min(bar + 1, options.size()));
    }
    return false;
  }

  [[nodiscard]] std::vector<DateExpression> join_periods(
      std::vector<FoundDate>& all) const {
    std::vector<DateExpression> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool joins = i + 1 < all.size() && makes_period(all[i], all[i + 1]);
      if (!joins) {
        out.push_back(expression(all[i]));
        continue;
      }
      FoundDate& from = all[i];
      const FoundDate& to = all[i + 1];
      // "January 23 - March 9, 2014": the year stands once.
      if (from.date && to.date && to.date->day != 0 && !to.relative &&
          (from.relative || from.open_reason == no_reference)) {
        from.date = valid_date(to.date->year, from.date->month, from.date->day);
      }
      DateExpression period = expression(from);
      period.end_value = to.date ? to_iso(*to.date) : "";
      period.tokens.end = to.tokens.end;
      period.span = cover(period.span, text_.tokens()[to.tokens.end - 1].span);
      period.from_dateline = from.relative || to.relative;
      out.push_back(std::move(period));
      ++i;
    }
    return out;
  }

  DateText text_;
  WrittenDates written_;
  RelativeDates relative_;
  const NumberFinder& numbers_;
  std::optional<CalendarDate> last_;
};

}  // namespace

DateFinder::DateFinder(const knowledge::LanguageTables& tables,
                       const Tokenizer& tokenizer)
    : words_(tables, tokenizer) {}

std::vector<DateExpression> DateFinder::find(std::span<const Token> tokens,
                                             const Context& context,
                                             const NumberFinder& numbers) const {
  return Run{words_, tokens, context, numbers}.take();
}

}  // namespace byline::annotate
