#include "annotate/relative_dates.hpp"

#include "base/characters.hpp"

#include <string>
#include <string_view>

namespace byline::annotate {

std::optional<FoundDate> RelativeDates::anaphoric(
    std::size_t at, const std::optional<CalendarDate>& last) const {
  const auto match = text_.words().anaphoric.match(text_.tokens(), at);
  const std::string& next = match ? text_.word(at + match.length) : text_.word(at);
  const bool ends = next.empty() || !is_letter(first_code_point(next));
  // "the date of birth" and "the day before the vote" count from something else.
  const bool same_day =
      match && match.value() == "0" && !(ends || text_.words().links.has(next));
  if (!match || (!ends && match.value(1) == "day" && !same_day)) {
    return std::nullopt;
  }
  FoundDate found = text_.make(at, at + match.length, std::nullopt);
  found.relative = true;
  const int shift = to_int_signed(match.value());
  const bool is_year = match.value(1) == "year";
  const auto& base = last ? last : is_year ? text_.reference() : last;
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

std::optional<FoundDate> RelativeDates::unit_end(std::size_t at) const {
  const auto match = text_.words().unit_ends.match(text_.tokens(), at);
  if (!match) {
    return std::nullopt;
  }
  FoundDate found = text_.make(at, at + match.length, std::nullopt);
  if (!text_.reference()) {
    found.open_reason = no_reference;
  } else if (match.value() == "year") {
    found.relative = true;
    found.date = valid_date(text_.reference()->year, 12, 31);
  } else if (text_.reference()->month != 0) {
    CalendarDate next = add_months(*text_.reference(), 1);
    next.day = 1;
    found.relative = true;
    found.date = add_days(next, -1);
  }
  return found;
}

std::optional<FoundDate> RelativeDates::weekday_with_date(std::size_t at) const {
  const auto match = text_.words().weekdays.match(text_.tokens(), at);
  if (!match || !text_.case_fits(match, at)) {
    return std::nullopt;
  }
  std::size_t next = at + match.length;
  const bool in_brackets = text_.word(next) == "(";
  next = in_brackets ? next + 1 : text_.skip_links(next);
  auto found = written_.month_first(next);
  if (!found) {
    found = written_.day_first(next);
  }
  if (!found) {
    found = written_.numeric(next);
  }
  if (!found || !found->date || found->date->day == 0) {
    return std::nullopt;
  }
  found->tokens.first = at;
  found->tokens.end += in_brackets && text_.word(found->tokens.end) == ")" ? 1 : 0;
  return found;
}

std::optional<FoundDate> RelativeDates::relative_day(std::size_t at) const {
  const auto match = text_.words().relative_days.match(text_.tokens(), at);
  if (!match) {
    return std::nullopt;
  }
  FoundDate found = text_.make(at, at + match.length, std::nullopt);
  if (text_.has_day(found)) {
    found.date = add_days(*text_.reference(), to_int_signed(match.value()));
  }
  return found;
}

std::optional<FoundDate> RelativeDates::shifted(std::size_t at) const {
  std::size_t next = at;
  if (const auto shift = text_.shift_at(at, "before", next)) {
    std::size_t end = next;
    if (const unsigned month = text_.month_at(next, end); month != 0) {
      if (auto found = written_.month_first(next);
          found && found->date && found->date->day != 0) {
        return std::nullopt;
      }
      return written_.lone_month(next, end, month);
    }
    const auto day = text_.words().weekdays.match(text_.tokens(), next);
    if (day && text_.case_fits(day, next)) {
      return weekday(at, next + day.length, day, shift);
    }
    return moved_unit(at, next, next + 1, *shift);
  }
  const bool is_unit = text_.words().units.has(text_.word(at));
  if (is_unit) {
    std::size_t end = at + 1;
    if (const auto shift = text_.shift_at(at + 1, "after", end)) {
      return moved_unit(at, at, end, *shift);
    }
  }
  return std::nullopt;
}

std::optional<FoundDate> RelativeDates::moved_unit(std::size_t begin,
                                                   std::size_t unit_at,
                                                   std::size_t end,
                                                   int shift) const {
  const auto unit = text_.words().units.value(text_.word(unit_at));
  if (unit.empty()) {
    return std::nullopt;
  }
  FoundDate found = text_.make(begin, end, std::nullopt);
  if (!text_.reference()) {
    found.open_reason = no_reference;
  } else if (unit == "year") {
    found.relative = true;
    found.date = valid_date(text_.reference()->year + shift);
  } else if (unit == "month" && text_.reference()->month != 0) {
    found.relative = true;
    found.date = add_months(*text_.reference(), shift);
  } else if (unit == "day") {
    return std::nullopt;
  } else {
    found.open_reason = "a " + std::string{unit} + " is no date";
  }
  return found;
}

std::optional<FoundDate> RelativeDates::counted(std::size_t at) const {
  std::size_t begin = at;
  std::size_t end = at;
  std::optional<int> shift = text_.shift_at(at, "before_number", begin);
  const bool bracketed = text_.word(begin) == "[" && text_.word(begin + 2) == "]";
  const auto count =
      numbers_.parse_count(text_.tokens(), bracketed ? begin + 1 : begin, end);
  end += bracketed && end == begin + 2 ? 1 : 0;
  if (!count || *count == 0 || *count > 9000) {
    return std::nullopt;
  }
  const auto unit = text_.words().units.value(text_.word(end));
  ++end;
  if (unit.empty()) {
    return std::nullopt;
  }
  if (!shift) {
    shift = text_.shift_at(end, "after_number", end);
  } else {
    // "há dois anos atrás" says it twice.
    std::size_t again = end;
    end = text_.shift_at(end, "after_number", again) ? again : end;
  }
  if (!shift) {
    return std::nullopt;
  }
  return moved_count(
      text_.make(at, end, std::nullopt), unit, *shift * static_cast<int>(*count));
}

std::optional<FoundDate> RelativeDates::moved_count(FoundDate found,
                                                    std::string_view unit,
                                                    int amount) const {
  if (!text_.reference()) {
    found.open_reason = no_reference;
  } else if (unit == "year") {
    found.relative = true;
    found.date = valid_date(text_.reference()->year + amount);
  } else if (unit == "month" && text_.reference()->month != 0) {
    found.relative = true;
    found.date = add_months(*text_.reference(), amount);
  } else if (unit == "day") {
    if (text_.has_day(found)) {
      found.date = add_days(*text_.reference(), amount);
    }
  } else {
    found.open_reason = "counted in a unit that gives no date";
  }
  return found;
}

std::optional<FoundDate> RelativeDates::weekday_alone(std::size_t at) const {
  if (const auto day = text_.words().weekdays.match(text_.tokens(), at);
      day && text_.case_fits(day, at)) {
    return weekday(at, at + day.length, day, text_.shift_before(at));
  }
  const auto day = text_.words().weekdays_short.match(text_.tokens(), at);
  if (!day) {
    return std::nullopt;
  }
  const std::string& next = text_.word(at + day.length);
  const bool ends = next.empty() || !is_letter(first_code_point(next));
  const bool cued =
      text_.shift_before(at).has_value() ||
      static_cast<bool>(text_.words().year_cues.match_before(text_.tokens(), at));
  const bool day_number = next == "(" && text_.day_at(at + day.length + 1) != 0;
  if (!day_number && (!ends || !cued || next == "-" || next == "%")) {
    return std::nullopt;
  }
  return weekday(at, at + day.length, day, text_.shift_before(at));
}

std::optional<FoundDate> RelativeDates::weekday(std::size_t begin,
                                                std::size_t end,
                                                const PhraseMatcher::Match& match,
                                                std::optional<int> shift) const {
  FoundDate found = text_.make(begin, end, std::nullopt);
  const unsigned day_number =
      text_.word(end) == "(" && text_.word(end + 2) == ")" ? text_.day_at(end + 1) : 0;
  found.tokens.end += day_number != 0 ? 3 : 0;
  if (!text_.has_day(found)) {
    return found;
  }
  const int target = to_int(match.value());
  const int now = static_cast<int>(weekday_of(*text_.reference()));
  const int back = (now - target + 7) % 7;
  const bool next =
      (shift && *shift > 0) || (!(shift && *shift < 0) && text_.is_future(begin));
  int days = next && back != 0 ? 7 - back : -back;
  if (shift && *shift != 0 && back == 0) {
    days = 7 * *shift;
  }
  CalendarDate date = add_days(*text_.reference(), days);
  if (day_number != 0 && date.day != day_number) {
    const CalendarDate other =
        add_days(*text_.reference(), days < 0 ? days + 7 : days - 7);
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

}  // namespace byline::annotate
