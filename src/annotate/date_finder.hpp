#pragma once

#include "annotate/calendar.hpp"
#include "annotate/date_words.hpp"
#include "annotate/number_finder.hpp"
#include "annotate/tokenizer.hpp"
#include "knowledge/language_tables.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace byline::annotate {

/// Finds dates and periods and resolves them, against the article's date where they are
/// relative ("Tuesday", "last year", "two years ago").
///
/// A date keeps the precision of its words. What cannot be resolved stays open, with the
/// reason: no article date, a week, an ambiguous order of day and month. Uses the
/// sections of dates.table.
class DateFinder {
 public:
  /// `tables` must outlive the finder.
  DateFinder(const knowledge::LanguageTables& tables, const Tokenizer& tokenizer);

  /// What dates are counted from.
  struct Context {
    std::optional<CalendarDate> reference;  ///< the article's date, if it states one
    std::optional<CalendarDate> last;       ///< the date mentioned last, shortly before
  };

  /// Dates of the tokens, in order, without overlaps. `numbers` reads the counts of "two
  /// years ago".
  [[nodiscard]] std::vector<DateExpression> find(std::span<const Token> tokens,
                                                 const Context& context,
                                                 const NumberFinder& numbers) const;

 private:
  DateWords words_;
};

}  // namespace byline::annotate
