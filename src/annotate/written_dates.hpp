#pragma once

#include "annotate/date_text.hpp"

namespace byline::annotate {

/// Dates that name their day, month or year.
class WrittenDates {
 public:
  /// `text` must outlive this.
  explicit WrittenDates(const DateText& text) : text_(text) {}

  /// "March 8, 2011", "March 8", "March 2011", "março de 2011", "March".
  [[nodiscard]] std::optional<FoundDate> month_first(std::size_t at) const;
  /// "8 March 2011", "8th of March", "8 de março de 2011".
  [[nodiscard]] std::optional<FoundDate> day_first(std::size_t at) const;
  /// "2022-09-14", "14/09/2022".
  [[nodiscard]] std::optional<FoundDate> numeric(std::size_t at) const;
  /// A month without day and year needs a sign that it is one: "in March".
  [[nodiscard]] std::optional<FoundDate> lone_month(std::size_t at,
                                                    std::size_t end,
                                                    unsigned month) const;
  /// A four-digit number that is a year by its surroundings.
  [[nodiscard]] std::optional<FoundDate> bare_year(std::size_t at) const;

 private:
  [[nodiscard]] static std::optional<FoundDate> dated(FoundDate found);
  /// Day and month: the year is the article's, but around the turn of a year.
  [[nodiscard]] std::optional<FoundDate> without_year(FoundDate found,
                                                      unsigned month,
                                                      unsigned day) const;
  /// "1997 and 1998", "2001-2003": beside a year that is one.
  [[nodiscard]] bool is_period_part(std::size_t at) const;

  const DateText& text_;
};

}  // namespace byline::annotate
