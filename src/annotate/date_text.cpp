#include "annotate/date_text.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <charconv>

namespace byline::annotate {

int to_int(std::string_view text) {
  int value = -1;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} && result.ptr == text.data() + text.size() ? value : -1;
}

int to_int_signed(std::string_view text) {
  const bool negative = text.starts_with('-');
  const int value = to_int(negative ? text.substr(1) : text);
  return negative ? -value : value;
}

const std::string& DateText::word(std::size_t at) const {
  static const std::string none;
  return at < tokens_.size() ? tokens_[at].folded : none;
}

std::size_t DateText::skip_links(std::size_t at) const {
  for (int i = 0; i < 2 && words_.links.has(word(at)); ++i) {
    ++at;
  }
  return at;
}

bool DateText::case_fits(const PhraseMatcher::Match& match, std::size_t at) const {
  return !is_upper(first_code_point(match.row->phrase)) ||
         is_upper(first_code_point(tokens_[at].word));
}

unsigned DateText::month_at(std::size_t at, std::size_t& end) const {
  if (const auto match = words_.months.match(tokens_, at);
      match && case_fits(match, at)) {
    end = at + match.length;
    return static_cast<unsigned>(to_int(match.value()));
  }
  const auto match = words_.months_short.match(tokens_, at);
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

unsigned DateText::day_at(std::size_t at) const {
  const std::string& text = word(at);
  const auto is_ascii_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letters = static_cast<std::size_t>(
      std::find_if_not(text.begin(), text.end(), is_ascii_digit) - text.begin());
  if (letters == 0 || letters > 2 ||
      (letters < text.size() && !words_.ordinal_endings.has(text.substr(letters)))) {
    return 0;
  }
  const int day = to_int(std::string_view{text}.substr(0, letters));
  return day >= 1 && day <= 31 ? static_cast<unsigned>(day) : 0;
}

int DateText::year_at(std::size_t at) const {
  const std::string& text = word(at);
  const int year = text.size() == 4 ? to_int(text) : 0;
  return year >= first_year && year <= last_year ? year : 0;
}

FoundDate DateText::make(std::size_t begin,
                         std::size_t end,
                         std::optional<CalendarDate> date) const {
  FoundDate found;
  found.tokens = {begin, end};
  found.date = date;
  return found;
}

bool DateText::is_future(std::size_t at) const {
  constexpr std::size_t reach = 12;  // tokens
  const auto is_quote = [&](std::size_t i) { return tokens_[i].folded.starts_with('"'); };
  for (std::size_t i = at; i > 0 && at - i < reach && !is_quote(i - 1); --i) {
    if (words_.future_cues.match(tokens_, i - 1)) {
      return true;
    }
  }
  for (std::size_t i = at; i < tokens_.size() && i - at < reach && !is_quote(i); ++i) {
    if (words_.future_cues.match(tokens_, i)) {
      return true;
    }
  }
  return false;
}

bool DateText::has_day(FoundDate& found) const {
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

std::optional<int> DateText::shift_at(std::size_t at,
                                      std::string_view place,
                                      std::size_t& end) const {
  const auto match = words_.shifts.match(tokens_, at);
  if (!match || match.value(1) != place) {
    return std::nullopt;
  }
  end = at + match.length;
  return to_int_signed(match.value());
}

std::optional<int> DateText::shift_before(std::size_t end) const {
  const auto match = words_.shifts.match_before(tokens_, end);
  if (!match || match.value(1) != "before") {
    return std::nullopt;
  }
  return to_int_signed(match.value());
}

}  // namespace byline::annotate
