#pragma once

#include "annotate/date_text.hpp"
#include "annotate/number_finder.hpp"
#include "annotate/written_dates.hpp"

namespace byline::annotate {

/// Dates that are counted from another one, and days of the week.
class RelativeDates {
 public:
  /// All must outlive this.
  RelativeDates(const DateText& text,
                const WrittenDates& written,
                const NumberFinder& numbers)
      : text_(text),
        written_(written),
        numbers_(numbers) {}

  /// "the year before", "that day": counted from the date mentioned last.
  [[nodiscard]] std::optional<FoundDate> anaphoric(
      std::size_t at, const std::optional<CalendarDate>& last) const;
  /// "by the end of the year": a deadline is the last day.
  [[nodiscard]] std::optional<FoundDate> unit_end(std::size_t at) const;
  /// "Tuesday, March 8, 2011": the day's name adds nothing.
  [[nodiscard]] std::optional<FoundDate> weekday_with_date(std::size_t at) const;
  [[nodiscard]] std::optional<FoundDate> relative_day(std::size_t at) const;
  /// "last year", "next Tuesday", "this month"; "ano passado", "mês que vem".
  [[nodiscard]] std::optional<FoundDate> shifted(std::size_t at) const;
  /// "two years ago", "há dois anos", "dois anos atrás".
  [[nodiscard]] std::optional<FoundDate> counted(std::size_t at) const;
  [[nodiscard]] std::optional<FoundDate> weekday_alone(std::size_t at) const;

 private:
  [[nodiscard]] std::optional<FoundDate> moved_unit(std::size_t begin,
                                                    std::size_t unit_at,
                                                    std::size_t end,
                                                    int shift) const;
  [[nodiscard]] std::optional<FoundDate> moved_count(FoundDate found,
                                                     std::string_view unit,
                                                     int amount) const;
  /// A weekday is the last one up to the article's day, or the next one in a sentence
  /// about what is to come; "(14)" behind it must agree.
  [[nodiscard]] std::optional<FoundDate> weekday(std::size_t begin,
                                                 std::size_t end,
                                                 const PhraseMatcher::Match& match,
                                                 std::optional<int> shift) const;

  const DateText& text_;
  const WrittenDates& written_;
  const NumberFinder& numbers_;
};

}  // namespace byline::annotate
