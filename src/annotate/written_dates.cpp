#include "annotate/written_dates.hpp"

#include "base/characters.hpp"

#include <string_view>
#include <utility>

namespace byline::annotate {

std::optional<FoundDate> WrittenDates::month_first(std::size_t at) const {
  std::size_t end = at;
  const unsigned month = text_.month_at(at, end);
  if (month == 0) {
    return std::nullopt;
  }
  if (const unsigned day = text_.day_at(end); day != 0 && text_.word(end + 1) != "%") {
    const std::size_t next = text_.skip_links(end + 1);
    if (const int year = text_.year_at(next); year != 0 && next <= end + 2) {
      return dated(text_.make(at, next + 1, valid_date(year, month, day)));
    }
    return without_year(text_.make(at, end + 1, std::nullopt), month, day);
  }
  const std::size_t next = text_.skip_links(end);
  if (const int year = text_.year_at(next); year != 0 && next <= end + 1) {
    return dated(text_.make(at, next + 1, valid_date(year, month)));
  }
  return lone_month(at, end, month);
}

std::optional<FoundDate> WrittenDates::day_first(std::size_t at) const {
  const unsigned day = text_.day_at(at);
  if (day == 0) {
    return std::nullopt;
  }
  const std::size_t month_at_token = text_.skip_links(at + 1);
  std::size_t end = month_at_token;
  const unsigned month =
      month_at_token <= at + 2 ? text_.month_at(month_at_token, end) : 0;
  if (month == 0) {
    return std::nullopt;
  }
  const std::size_t next = text_.skip_links(end);
  if (const int year = text_.year_at(next); year != 0 && next <= end + 1) {
    return dated(text_.make(at, next + 1, valid_date(year, month, day)));
  }
  return without_year(text_.make(at, end, std::nullopt), month, day);
}

std::optional<FoundDate> WrittenDates::dated(FoundDate found) {
  return found.date ? std::optional{std::move(found)} : std::nullopt;
}

std::optional<FoundDate> WrittenDates::lone_month(std::size_t at,
                                                  std::size_t end,
                                                  unsigned month) const {
  const bool cued = at > 0 && text_.words().year_cues.match_before(text_.tokens(), at);
  const auto shift = text_.shift_before(at);
  if (!cued && !shift) {
    return std::nullopt;
  }
  FoundDate found = text_.make(at, end, std::nullopt);
  if (!text_.reference()) {
    found.open_reason = no_reference;
    return found;
  }
  found.relative = true;
  int year = text_.reference()->year;
  const unsigned now = text_.reference()->month;
  if (shift && *shift != 0) {
    year += *shift < 0 ? (month >= now ? -1 : 0) : (month <= now ? 1 : 0);
  } else if (now != 0 && month > now && !text_.is_future(at)) {
    --year;
  } else if (now != 0 && month < now && text_.is_future(at)) {
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

std::optional<FoundDate> WrittenDates::without_year(FoundDate found,
                                                    unsigned month,
                                                    unsigned day) const {
  if (!valid_date(2000, month, day)) {
    return std::nullopt;
  }
  if (!text_.reference()) {
    found.open_reason = no_reference;
    return found;
  }
  int year = text_.reference()->year;
  const unsigned now = text_.reference()->month;
  const bool future = text_.is_future(found.tokens.first);
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

std::optional<FoundDate> WrittenDates::numeric(std::size_t at) const {
  const std::string_view text = text_.word(at);
  if (text.empty() || !is_digit(first_code_point(text))) {
    return std::nullopt;
  }
  if (text.size() == 10 && text[4] == '-') {
    const auto date = from_iso(text);
    return date ? std::optional{text_.make(at, at + 1, date)} : std::nullopt;
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
  FoundDate found = text_.make(at, at + 1, std::nullopt);
  const bool day_first = text_.words().numeric_order == "dmy" || a > 12;
  const bool month_first = text_.words().numeric_order == "mdy" || b > 12;
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

std::optional<FoundDate> WrittenDates::bare_year(std::size_t at) const {
  const int year = text_.year_at(at);
  if (year == 0 || text_.word(at + 1) == "%") {
    return std::nullopt;
  }
  const bool cued = at == 0 || text_.words().year_cues.match_before(text_.tokens(), at) ||
                    text_.words().months.match_before(text_.tokens(), at) ||
                    is_period_part(at);
  const std::string& before =
      at == 0 ? text_.word(text_.tokens().size()) : text_.word(at - 1);
  const bool bracketed = before == "(" || before == "," || before == "-" ||
                         before == "–" || before == "—" || before == ";";
  const bool name = at > 0 && is_upper(first_code_point(text_.tokens()[at - 1].word));
  const std::string& next = text_.word(at + 1);
  const bool closed = next.empty() || !is_letter(first_code_point(next));
  if (!cued && !(name && year >= 1800) && !(bracketed && closed && year >= 1500)) {
    return std::nullopt;
  }
  if (at == 0 && !closed) {
    return std::nullopt;
  }
  FoundDate found = text_.make(at, at + 1, valid_date(year));
  found.bare_year = true;
  return found;
}

bool WrittenDates::is_period_part(std::size_t at) const {
  const std::string& next = text_.word(at + 1);
  const bool begins = (next == "-" || next == "–") && text_.year_at(at + 2) != 0;
  return begins ||
         (at >= 2 && text_.year_at(at - 2) != 0 && text_.word(at - 1).size() <= 3);
}

}  // namespace byline::annotate
