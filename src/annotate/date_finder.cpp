#include "annotate/date_finder.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace byline::annotate {
namespace {

constexpr int first_year = 1000;  ///< of a bare number that may be a year
constexpr int last_year = 2099;

int to_int(std::string_view text) {
  int value = -1;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} && result.ptr == text.data() + text.size() ? value : -1;
}

/// What stands at a place of the sentence: a date with its tokens.
struct Found {
  TokenRange tokens;
  std::optional<CalendarDate> date;
  std::string open_reason;
  bool relative = false;  ///< computed from the article's date
  bool bare_year = false;
};

constexpr const char* no_reference = "the article states no date to count from";

}  // namespace

/// One pass over one sentence.
class DateFinder::Run {
 public:
  Run(const DateFinder& tables,
      std::span<const Token> tokens,
      const Context& context,
      const NumberFinder& numbers)
      : tables_(tables),
        tokens_(tokens),
        reference_(context.reference),
        last_(context.last),
        numbers_(numbers) {}

  std::vector<DateExpression> take() {
    std::vector<Found> all;
    for (std::size_t at = 0; at < tokens_.size();) {
      if (auto found = date_at(at)) {
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
  [[nodiscard]] const std::string& word(std::size_t at) const {
    static const std::string none;
    return at < tokens_.size() ? tokens_[at].folded : none;
  }

  /// Behind the small words of a date ("of", "the", ",") at `at`: at most two.
  [[nodiscard]] std::size_t skip_links(std::size_t at) const {
    for (int i = 0; i < 2 && tables_.links_.has(word(at)); ++i) {
      ++at;
    }
    return at;
  }

  /// A table that writes its words with a capital wants one in the text.
  [[nodiscard]] bool case_fits(const PhraseMatcher::Match& match, std::size_t at) const {
    return !is_upper(first_code_point(match.row->phrase)) ||
           is_upper(first_code_point(tokens_[at].word));
  }

  [[nodiscard]] unsigned month_at(std::size_t at, std::size_t& end) const {
    if (const auto match = tables_.months_.match(tokens_, at);
        match && case_fits(match, at)) {
      end = at + match.length;
      return static_cast<unsigned>(to_int(match.value()));
    }
    const auto match = tables_.months_short_.match(tokens_, at);
    if (!match || !case_fits(match, at)) {
      return 0;
    }
    end = at + match.length;
    end += word(end) == "." ? 1 : 0;
    const bool beside_number = day_at(end) != 0 || year_at(end) != 0 ||
                               (at > 0 && day_at(at - 1) != 0) ||
                               (at > 1 && day_at(at - 2) != 0);
    return beside_number ? static_cast<unsigned>(to_int(match.value())) : 0;
  }

  /// 1–31 with or without an ordinal ending, else 0.
  [[nodiscard]] unsigned day_at(std::size_t at) const {
    const std::string& text = word(at);
    const auto letters = std::min(text.find_first_not_of("0123456789"), text.size());
    if (letters == 0 || letters > 2 ||
        (letters < text.size() && !tables_.ordinal_endings_.has(text.substr(letters)))) {
      return 0;
    }
    const int day = to_int(std::string_view{text}.substr(0, letters));
    return day >= 1 && day <= 31 ? static_cast<unsigned>(day) : 0;
  }

  [[nodiscard]] int year_at(std::size_t at) const {
    const std::string& text = word(at);
    const int year = text.size() == 4 ? to_int(text) : 0;
    return year >= first_year && year <= last_year ? year : 0;
  }

  [[nodiscard]] Found make(std::size_t begin,
                           std::size_t end,
                           std::optional<CalendarDate> date) const {
    Found found;
    found.tokens = {begin, end};
    found.date = date;
    return found;
  }

  [[nodiscard]] std::optional<Found> date_at(std::size_t at) const {
    using Reader = std::optional<Found> (Run::*)(std::size_t) const;
    constexpr std::array<Reader, 11> readers{&Run::anaphoric,
                                             &Run::unit_end,
                                             &Run::weekday_with_date,
                                             &Run::month_first,
                                             &Run::day_first,
                                             &Run::numeric,
                                             &Run::relative_day,
                                             &Run::shifted,
                                             &Run::counted,
                                             &Run::weekday_alone,
                                             &Run::bare_year};
    for (const Reader reader : readers) {
      if (auto found = (this->*reader)(at)) {
        return found;
      }
    }
    return std::nullopt;
  }

  /// True if a cue of the future stands near, with no quotation mark between.
  [[nodiscard]] bool is_future(std::size_t at) const {
    constexpr std::size_t reach = 12;  // tokens
    const auto is_quote = [&](std::size_t i) {
      return tokens_[i].folded.starts_with('"');
    };
    for (std::size_t i = at; i > 0 && at - i < reach && !is_quote(i - 1); --i) {
      if (tables_.future_cues_.match(tokens_, i - 1)) {
        return true;
      }
    }
    for (std::size_t i = at; i < tokens_.size() && i - at < reach && !is_quote(i); ++i) {
      if (tables_.future_cues_.match(tokens_, i)) {
        return true;
      }
    }
    return false;
  }

  /// "the year before", "that day": counted from the date mentioned last.
  [[nodiscard]] std::optional<Found> anaphoric(std::size_t at) const {
    const auto match = tables_.anaphoric_.match(tokens_, at);
    const std::string& next = match ? word(at + match.length) : word(at);
    const bool ends = next.empty() || !is_letter(first_code_point(next));
    // "the date of birth" and "the day before the vote" count from something else.
    const bool same_day =
        match && match.value() == "0" && !(ends || tables_.links_.has(next));
    if (!match || (!ends && match.value(1) == "day" && !same_day)) {
      return std::nullopt;
    }
    Found found = make(at, at + match.length, std::nullopt);
    found.relative = true;
    const int shift = to_int_signed(match.value());
    const bool is_year = match.value(1) == "year";
    const auto& base = last_ ? last_ : is_year ? reference_ : last_;
    if (base && is_year) {
      found.date = valid_date(base->year + shift);
    } else if (base && match.value(1) == "month" && base->month != 0) {
      found.date = add_months(*base, shift);
    } else if (base && match.value(1) == "day" && base->day != 0) {
      found.date = add_days(*base, shift);
    }
    if (!found.date) {
      return std::nullopt;
    }
    return found;
  }

  /// "by the end of the year": a deadline is the last day.
  [[nodiscard]] std::optional<Found> unit_end(std::size_t at) const {
    const auto match = tables_.unit_ends_.match(tokens_, at);
    if (!match) {
      return std::nullopt;
    }
    Found found = make(at, at + match.length, std::nullopt);
    if (!reference_) {
      found.open_reason = no_reference;
    } else if (match.value() == "year") {
      found.relative = true;
      found.date = valid_date(reference_->year, 12, 31);
    } else if (reference_->month != 0) {
      CalendarDate next = add_months(*reference_, 1);
      next.day = 1;
      found.relative = true;
      found.date = add_days(next, -1);
    }
    return found;
  }

  /// "Tuesday, March 8, 2011": the day's name adds nothing.
  [[nodiscard]] std::optional<Found> weekday_with_date(std::size_t at) const {
    const auto match = tables_.weekdays_.match(tokens_, at);
    if (!match || !case_fits(match, at)) {
      return std::nullopt;
    }
    std::size_t next = at + match.length;
    const bool in_brackets = word(next) == "(";
    next = in_brackets ? next + 1 : skip_links(next);
    auto found = month_first(next);
    if (!found) {
      found = day_first(next);
    }
    if (!found) {
      found = numeric(next);
    }
    if (!found || !found->date || found->date->day == 0) {
      return std::nullopt;
    }
    found->tokens.first = at;
    found->tokens.end += in_brackets && word(found->tokens.end) == ")" ? 1 : 0;
    return found;
  }

  /// "March 8, 2011", "March 8", "March 2011", "março de 2011", "March".
  [[nodiscard]] std::optional<Found> month_first(std::size_t at) const {
    std::size_t end = at;
    const unsigned month = month_at(at, end);
    if (month == 0) {
      return std::nullopt;
    }
    if (const unsigned day = day_at(end); day != 0 && word(end + 1) != "%") {
      const std::size_t next = skip_links(end + 1);
      if (const int year = year_at(next); year != 0 && next <= end + 2) {
        return dated(make(at, next + 1, valid_date(year, month, day)));
      }
      return without_year(make(at, end + 1, std::nullopt), month, day);
    }
    const std::size_t next = skip_links(end);
    if (const int year = year_at(next); year != 0 && next <= end + 1) {
      return dated(make(at, next + 1, valid_date(year, month)));
    }
    return lone_month(at, end, month);
  }

  /// "8 March 2011", "8th of March", "8 de março de 2011".
  [[nodiscard]] std::optional<Found> day_first(std::size_t at) const {
    const unsigned day = day_at(at);
    if (day == 0) {
      return std::nullopt;
    }
    const std::size_t month_at_token = skip_links(at + 1);
    std::size_t end = month_at_token;
    const unsigned month = month_at_token <= at + 2 ? month_at(month_at_token, end) : 0;
    if (month == 0) {
      return std::nullopt;
    }
    const std::size_t next = skip_links(end);
    if (const int year = year_at(next); year != 0 && next <= end + 1) {
      return dated(make(at, next + 1, valid_date(year, month, day)));
    }
    return without_year(make(at, end, std::nullopt), month, day);
  }

  [[nodiscard]] static std::optional<Found> dated(Found found) {
    return found.date ? std::optional{std::move(found)} : std::nullopt;
  }

  /// A month without day and year needs a sign that it is one: "in March".
  [[nodiscard]] std::optional<Found> lone_month(std::size_t at,
                                                std::size_t end,
                                                unsigned month) const {
    const bool cued = at > 0 && tables_.year_cues_.match_before(tokens_, at);
    const auto shift = shift_before(at);
    if (!cued && !shift) {
      return std::nullopt;
    }
    Found found = make(at, end, std::nullopt);
    if (!reference_) {
      found.open_reason = no_reference;
      return found;
    }
    found.relative = true;
    int year = reference_->year;
    const unsigned now = reference_->month;
    if (shift && *shift != 0) {
      year += *shift < 0 ? (month >= now ? -1 : 0) : (month <= now ? 1 : 0);
    } else if (now != 0 && month > now && !is_future(at)) {
      --year;
    } else if (now != 0 && month < now && is_future(at)) {
      ++year;
    }
    if (now == 0) {
      found.open_reason = "the article's date has no month to count from";
      found.relative = false;
      return found;
    }
    found.date = valid_date(year, month);
    return found;
  }

  /// Day and month: the year is the article's, but around the turn of a year.
  [[nodiscard]] std::optional<Found> without_year(Found found,
                                                  unsigned month,
                                                  unsigned day) const {
    if (!valid_date(2000, month, day)) {
      return std::nullopt;
    }
    if (!reference_) {
      found.open_reason = no_reference;
      return found;
    }
    int year = reference_->year;
    const unsigned now = reference_->month;
    const bool future = is_future(found.tokens.first);
    if (now != 0 && now <= 2 && month >= 10 && !future) {
      --year;
    } else if (now >= 11 && month <= 3 && future) {
      ++year;
    }
    found.relative = true;
    found.date = valid_date(year, month, day);
    if (!found.date) {
      return std::nullopt;
    }
    return found;
  }

  /// "2022-09-14", "14/09/2022".
  [[nodiscard]] std::optional<Found> numeric(std::size_t at) const {
    const std::string_view text = word(at);
    if (text.size() == 10 && text[4] == '-') {
      const auto date = from_iso(text);
      return date ? std::optional{make(at, at + 1, date)} : std::nullopt;
    }
    const auto first_slash = text.find_first_of("/.");
    const auto second_slash = text.find_first_of("/.", first_slash + 1);
    if (first_slash == std::string_view::npos || second_slash == std::string_view::npos ||
        text[first_slash] != text[second_slash]) {
      return std::nullopt;
    }
    const int a = to_int(text.substr(0, first_slash));
    const int b = to_int(text.substr(first_slash + 1, second_slash - first_slash - 1));
    const auto year_text = text.substr(second_slash + 1);
    const int year = year_text.size() == 4 ? to_int(year_text) : -1;
    if (a < 1 || b < 1 || a > 31 || b > 31 || year < first_year) {
      return std::nullopt;
    }
    Found found = make(at, at + 1, std::nullopt);
    const bool day_first = tables_.numeric_order_ == "dmy" || a > 12;
    const bool month_first = tables_.numeric_order_ == "mdy" || b > 12;
    if (!day_first && !month_first && a != b) {
      found.open_reason = "day and month cannot be told apart";
      return found;
    }
    const bool takes_month_first = month_first && a <= 12;
    found.date = valid_date(year,
                            static_cast<unsigned>(takes_month_first ? a : b),
                            static_cast<unsigned>(takes_month_first ? b : a));
    return dated(std::move(found));
  }

  /// The article's day, or an open date with the reason.
  [[nodiscard]] bool has_day(Found& found) const {
    if (!reference_) {
      found.open_reason = no_reference;
    } else if (reference_->day == 0) {
      found.open_reason = "the article's date has no day to count from";
    } else {
      found.relative = true;
      return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<Found> relative_day(std::size_t at) const {
    const auto match = tables_.relative_days_.match(tokens_, at);
    if (!match) {
      return std::nullopt;
    }
    Found found = make(at, at + match.length, std::nullopt);
    if (has_day(found)) {
      found.date = add_days(*reference_, to_int_signed(match.value()));
    }
    return found;
  }

  [[nodiscard]] static int to_int_signed(std::string_view text) {
    const bool negative = text.starts_with('-');
    const int value = to_int(negative ? text.substr(1) : text);
    return negative ? -value : value;
  }

  [[nodiscard]] std::optional<int> shift_at(std::size_t at,
                                            std::string_view place,
                                            std::size_t& end) const {
    const auto match = tables_.shifts_.match(tokens_, at);
    if (!match || match.value(1) != place) {
      return std::nullopt;
    }
    end = at + match.length;
    return to_int_signed(match.value());
  }

  [[nodiscard]] std::optional<int> shift_before(std::size_t end) const {
    const auto match = tables_.shifts_.match_before(tokens_, end);
    if (!match || match.value(1) != "before") {
      return std::nullopt;
    }
    return to_int_signed(match.value());
  }

  /// "last year", "next Tuesday", "this month"; "ano passado", "mês que vem".
  [[nodiscard]] std::optional<Found> shifted(std::size_t at) const {
    std::size_t next = at;
    if (const auto shift = shift_at(at, "before", next)) {
      std::size_t end = next;
      if (const unsigned month = month_at(next, end); month != 0) {
        if (auto found = month_first(next);
            found && found->date && found->date->day != 0) {
          return std::nullopt;
        }
        return lone_month(next, end, month);
      }
      const auto day = tables_.weekdays_.match(tokens_, next);
      if (day && case_fits(day, next)) {
        return weekday(at, next + day.length, day, shift);
      }
      return moved_unit(at, next, next + 1, *shift);
    }
    const bool is_unit = tables_.units_.has(word(at));
    if (is_unit) {
      std::size_t end = at + 1;
      if (const auto shift = shift_at(at + 1, "after", end)) {
        return moved_unit(at, at, end, *shift);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Found> moved_unit(std::size_t begin,
                                                std::size_t unit_at,
                                                std::size_t end,
                                                int shift) const {
    const auto unit = tables_.units_.value(word(unit_at));
    if (unit.empty()) {
      return std::nullopt;
    }
    Found found = make(begin, end, std::nullopt);
    if (!reference_) {
      found.open_reason = no_reference;
    } else if (unit == "year") {
      found.relative = true;
      found.date = valid_date(reference_->year + shift);
    } else if (unit == "month" && reference_->month != 0) {
      found.relative = true;
      found.date = add_months(*reference_, shift);
    } else if (unit == "day") {
      return std::nullopt;
    } else {
      found.open_reason = "a " + std::string{unit} + " is no date";
    }
    return found;
  }

  /// "two years ago", "há dois anos", "dois anos atrás".
  [[nodiscard]] std::optional<Found> counted(std::size_t at) const {
    std::size_t begin = at;
    std::size_t end = at;
    std::optional<int> shift = shift_at(at, "before_number", begin);
    const bool bracketed = word(begin) == "[" && word(begin + 2) == "]";
    const auto count = numbers_.parse_count(tokens_, bracketed ? begin + 1 : begin, end);
    end += bracketed && end == begin + 2 ? 1 : 0;
    if (!count || *count == 0 || *count > 9000) {
      return std::nullopt;
    }
    const auto unit = tables_.units_.value(word(end));
    ++end;
    if (unit.empty()) {
      return std::nullopt;
    }
    if (!shift) {
      shift = shift_at(end, "after_number", end);
    } else {
      // "há dois anos atrás" says it twice.
      std::size_t again = end;
      end = shift_at(end, "after_number", again) ? again : end;
    }
    if (!shift) {
      return std::nullopt;
    }
    return moved_count(
        make(at, end, std::nullopt), unit, *shift * static_cast<int>(*count));
  }

  [[nodiscard]] std::optional<Found> moved_count(Found found,
                                                 std::string_view unit,
                                                 int amount) const {
    if (!reference_) {
      found.open_reason = no_reference;
    } else if (unit == "year") {
      found.relative = true;
      found.date = valid_date(reference_->year + amount);
    } else if (unit == "month" && reference_->month != 0) {
      found.relative = true;
      found.date = add_months(*reference_, amount);
    } else if (unit == "day") {
      if (has_day(found)) {
        found.date = add_days(*reference_, amount);
      }
    } else {
      found.open_reason = "counted in a unit that gives no date";
    }
    return found;
  }

  [[nodiscard]] std::optional<Found> weekday_alone(std::size_t at) const {
    if (const auto day = tables_.weekdays_.match(tokens_, at);
        day && case_fits(day, at)) {
      return weekday(at, at + day.length, day, shift_before(at));
    }
    const auto day = tables_.weekdays_short_.match(tokens_, at);
    if (!day) {
      return std::nullopt;
    }
    const std::string& next = word(at + day.length);
    const bool ends = next.empty() || !is_letter(first_code_point(next));
    const bool cued = shift_before(at).has_value() ||
                      static_cast<bool>(tables_.year_cues_.match_before(tokens_, at));
    const bool day_number = next == "(" && day_at(at + day.length + 1) != 0;
    if (!day_number && (!ends || !cued || next == "-" || next == "%")) {
      return std::nullopt;
    }
    return weekday(at, at + day.length, day, shift_before(at));
  }

  /// A weekday is the last one up to the article's day, or the next one in a sentence
  /// about what is to come; "(14)" behind it must agree.
  [[nodiscard]] std::optional<Found> weekday(std::size_t begin,
                                             std::size_t end,
                                             const PhraseMatcher::Match& match,
                                             std::optional<int> shift) const {
    Found found = make(begin, end, std::nullopt);
    const unsigned day_number =
        word(end) == "(" && word(end + 2) == ")" ? day_at(end + 1) : 0;
    found.tokens.end += day_number != 0 ? 3 : 0;
    if (!has_day(found)) {
      return found;
    }
    const int target = to_int(match.value());
    const int now = static_cast<int>(weekday_of(*reference_));
    const int back = (now - target + 7) % 7;
    const bool next =
        (shift && *shift > 0) || (!(shift && *shift < 0) && is_future(begin));
    int days = next && back != 0 ? 7 - back : -back;
    if (shift && *shift != 0 && back == 0) {
      days = 7 * *shift;
    }
    CalendarDate date = add_days(*reference_, days);
    if (day_number != 0 && date.day != day_number) {
      const CalendarDate other = add_days(*reference_, days < 0 ? days + 7 : days - 7);
      if (other.day != day_number) {
        found.open_reason = "weekday and day of the month disagree";
        found.relative = false;
        return found;
      }
      date = other;
    }
    found.date = date;
    return found;
  }

  /// A four-digit number that is a year by its surroundings.
  [[nodiscard]] std::optional<Found> bare_year(std::size_t at) const {
    const int year = year_at(at);
    if (year == 0 || word(at + 1) == "%") {
      return std::nullopt;
    }
    const bool cued = at == 0 || tables_.year_cues_.match_before(tokens_, at) ||
                      tables_.months_.match_before(tokens_, at) || is_period_part(at);
    const std::string& before = at == 0 ? word(tokens_.size()) : word(at - 1);
    const bool bracketed = before == "(" || before == "," || before == "-" ||
                           before == "–" || before == "—" || before == ";";
    const bool name = at > 0 && is_upper(first_code_point(tokens_[at - 1].word));
    const std::string& next = word(at + 1);
    const bool closed = next.empty() || !is_letter(first_code_point(next));
    if (!cued && !(name && year >= 1800) && !(bracketed && closed && year >= 1500)) {
      return std::nullopt;
    }
    if (at == 0 && !closed) {
      return std::nullopt;
    }
    Found found = make(at, at + 1, valid_date(year));
    found.bare_year = true;
    return found;
  }

  /// "1997 and 1998", "2001-2003": beside a year that is one.
  [[nodiscard]] bool is_period_part(std::size_t at) const {
    const std::string& next = word(at + 1);
    const bool begins = (next == "-" || next == "–") && year_at(at + 2) != 0;
    return begins || (at >= 2 && year_at(at - 2) != 0 && word(at - 1).size() <= 3);
  }

  [[nodiscard]] DateExpression expression(const Found& found) const {
    DateExpression out;
    out.tokens = found.tokens;
    out.span =
        cover(tokens_[found.tokens.first].span, tokens_[found.tokens.end - 1].span);
    out.value = found.date ? to_iso(*found.date) : "";
    out.open_reason = found.open_reason;
    out.from_dateline = found.relative;
    return out;
  }

  /// True if the words between two dates make them the ends of a period.
  [[nodiscard]] bool makes_period(const Found& from, const Found& to) const {
    const std::size_t between = to.tokens.first - from.tokens.end;
    if (between == 0 || between > 3) {
      return false;
    }
    const std::string& link = word(from.tokens.end);
    const bool dash = between == 1 && (link == "-" || link == "–" || link == "—");
    if (dash) {
      return from.date && to.date;
    }
    for (std::size_t back = 1; back <= 2 && back <= from.tokens.first; ++back) {
      const auto opener = tables_.periods_.match(tokens_, from.tokens.first - back);
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

  [[nodiscard]] std::vector<DateExpression> join_periods(std::vector<Found>& all) const {
    std::vector<DateExpression> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool joins = i + 1 < all.size() && makes_period(all[i], all[i + 1]);
      if (!joins) {
        out.push_back(expression(all[i]));
        continue;
      }
      Found& from = all[i];
      const Found& to = all[i + 1];
      // "January 23 - March 9, 2014": the year stands once.
      if (from.date && to.date && to.date->day != 0 && !to.relative &&
          (from.relative || from.open_reason == no_reference)) {
        from.date = valid_date(to.date->year, from.date->month, from.date->day);
      }
      DateExpression period = expression(from);
      period.end_value = to.date ? to_iso(*to.date) : "";
      period.tokens.end = to.tokens.end;
      period.span = cover(period.span, tokens_[to.tokens.end - 1].span);
      period.from_dateline = from.relative || to.relative;
      out.push_back(std::move(period));
      ++i;
    }
    return out;
  }

  const DateFinder& tables_;
  std::span<const Token> tokens_;
  const std::optional<CalendarDate>& reference_;
  std::optional<CalendarDate> last_;
  const NumberFinder& numbers_;
};

DateFinder::DateFinder(const knowledge::LanguageTables& tables,
                       const Tokenizer& tokenizer)
    : months_(tables.table("months"), tokenizer),
      months_short_(tables.table("months_short"), tokenizer),
      weekdays_(tables.table("weekdays"), tokenizer),
      weekdays_short_(tables.table("weekdays_short"), tokenizer),
      relative_days_(tables.table("relative_days"), tokenizer),
      shifts_(tables.table("relative_shifts"), tokenizer),
      future_cues_(tables.table("future_cues"), tokenizer),
      year_cues_(tables.table("year_cues"), tokenizer),
      periods_(tables.table("period_links"), tokenizer),
      anaphoric_(tables.table("anaphoric_dates"), tokenizer),
      unit_ends_(tables.table("unit_ends"), tokenizer),
      units_(tables.table("time_units")),
      links_(tables.table("date_links")),
      ordinal_endings_(tables.table("ordinal_endings")),
      numeric_order_(tables.table("date_settings").value("numeric_order")) {}

std::vector<DateExpression> DateFinder::find(std::span<const Token> tokens,
                                             const Context& context,
                                             const NumberFinder& numbers) const {
  return Run{*this, tokens, context, numbers}.take();
}

}  // namespace byline::annotate
