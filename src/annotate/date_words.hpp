#pragma once

#include "annotate/phrase_matcher.hpp"
#include "annotate/tokenizer.hpp"
#include "knowledge/language_tables.hpp"

#include <string>

namespace byline::annotate {

/// The words of a language's dates (dates.table). Borrows the tables.
struct DateWords {
  DateWords(const knowledge::LanguageTables& tables, const Tokenizer& tokenizer)
      : months(tables.table("months"), tokenizer),
        months_short(tables.table("months_short"), tokenizer),
        weekdays(tables.table("weekdays"), tokenizer),
        weekdays_short(tables.table("weekdays_short"), tokenizer),
        relative_days(tables.table("relative_days"), tokenizer),
        shifts(tables.table("relative_shifts"), tokenizer),
        future_cues(tables.table("future_cues"), tokenizer),
        year_cues(tables.table("year_cues"), tokenizer),
        periods(tables.table("period_links"), tokenizer),
        anaphoric(tables.table("anaphoric_dates"), tokenizer),
        unit_ends(tables.table("unit_ends"), tokenizer),
        units(tables.table("time_units")),
        links(tables.table("date_links")),
        ordinal_endings(tables.table("ordinal_endings")),
        numeric_order(tables.table("date_settings").value("numeric_order")) {
    for (const PhraseMatcher* phrases : {&months,
                                         &months_short,
                                         &weekdays,
                                         &weekdays_short,
                                         &relative_days,
                                         &shifts,
                                         &anaphoric,
                                         &unit_ends}) {
      phrases->add_first_words(first_words);
    }
  }

  /// Whether a date that begins with no number may begin with the folded word: nearly all
  /// tokens begin none.
  [[nodiscard]] bool may_begin(const std::string& folded) const {
    return first_words.may_have(folded) || units.has(folded);
  }

  PhraseMatcher months;
  PhraseMatcher months_short;
  PhraseMatcher weekdays;
  PhraseMatcher weekdays_short;
  PhraseMatcher relative_days;
  PhraseMatcher shifts;
  PhraseMatcher future_cues;
  PhraseMatcher year_cues;
  PhraseMatcher periods;
  PhraseMatcher anaphoric;
  PhraseMatcher unit_ends;
  const knowledge::WordTable& units;
  const knowledge::WordTable& links;
  const knowledge::WordTable& ordinal_endings;
  std::string numeric_order;
  knowledge::TextFilter first_words;
};

}  // namespace byline::annotate
