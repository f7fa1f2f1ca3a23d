#include "extract/slot_values.hpp"

#include "base/characters.hpp"
#include "extract/slot_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace byline::extract {

using knowledge::SlotSpec;

namespace {

/// The years between the two ends of a period; nothing if a date has one.
std::optional<long> years_of(const DateExpression& date) {
  if (date.value.empty() || date.end_value.empty()) {
    return std::nullopt;
  }
  return std::atol(date.end_value.c_str()) - std::atol(date.value.c_str());
}

/// The class word at `at` and the tokens it takes.
std::size_t class_word(const SentenceView& view, std::size_t at, std::string& name) {
  const knowledge::WordTable& table = view.context().tables.table("class_words");
  std::size_t best = 0;
  std::string phrase;
  const std::size_t most =
      table.may_begin(view.token(at).folded) ? table.longest_words : 0;
  for (std::size_t i = at; i < view.size() && i < at + most; ++i) {
    phrase += (i == at ? "" : " ") + view.token(i).folded;
    if (table.has(phrase)) {
      name = std::string{table.value(phrase)};
      best = i + 1 - at;
    }
  }
  if (best == 0 && !view.lemma(at).empty() && table.has(view.lemma(at))) {
    name = std::string{table.value(view.lemma(at))};
    best = 1;
  }
  return best;
}

/// "por 45 milhões": millions of nothing that is named are money.
bool may_be_money(const SentenceView& view, const NumberExpression& number) {
  constexpr std::size_t digits = 7;  // of a million
  const std::size_t end = number.tokens.end;
  if (!number.unit.empty() || number.value.find('.') < digits ||
      number.value.size() < digits || number.tokens.first + 1 >= end) {
    return false;
  }
  if (end >= view.size()) {
    return true;
  }
  const Tag tag = view.token(end).tag;
  return tag != Tag::noun && tag != Tag::adj && tag != Tag::propn &&
         !view.in_set(end, "of");
}

}  // namespace

void fill_number(const SentenceView& view,
                 const SlotSpec& slot,
                 std::size_t begin,
                 std::vector<SlotFill>& fills) {
  const auto& numbers = view.sentence().numbers;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const NumberExpression& number = numbers[i];
    const bool percent = number.unit == "%";
    const bool money =
        !number.unit.empty() && !percent && is_upper(first_code_point(number.unit));
    const bool fits = has_type(slot, "number") ||
                      (percent && has_type(slot, "percent")) ||
                      ((money || may_be_money(view, number)) && has_type(slot, "money"));
    if (number.tokens.first == begin && fits) {
      Filler filler = text_filler(view, number.tokens.first, number.tokens.end);
      filler.kind = FillerKind::number;
      filler.index = i;
      filler.span = number.span;
      fills.push_back({{filler}, number.tokens.end});
    }
  }
}

void fill_date(const SentenceView& view,
               const SlotSpec& slot,
               std::size_t begin,
               std::vector<SlotFill>& fills) {
  const bool any_date = has_type(slot, "date");
  const auto& dates = view.sentence().dates;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    if (dates[i].tokens.first != begin || dates[i].value.empty()) {
      continue;
    }
    const auto years = years_of(dates[i]);
    if (any_date || (years && *years >= static_cast<long>(slot.min_years))) {
      Filler filler = text_filler(view, dates[i].tokens.first, dates[i].tokens.end);
      filler.kind = FillerKind::date;
      filler.index = i;
      filler.span = dates[i].span;
      fills.push_back({{filler}, dates[i].tokens.end});
    }
  }
}

void fill_class(const SentenceView& view,
                const SlotSpec& slot,
                std::size_t begin,
                std::vector<SlotFill>& fills) {
  constexpr std::size_t longest = 12;
  SlotFill best;
  for (std::size_t i = begin; i < view.size() && i < begin + longest;) {
    std::string name;
    const std::size_t taken =
        view.token(i).tag == Tag::verb ? 0 : class_word(view, i, name);
    if (taken > 0 && name.find(':') != std::string::npos) {
      Filler filler = text_filler(view, i, i + taken);
      filler.kind = FillerKind::class_word;
      filler.class_name = name;
      best = {{filler}, i + taken};
      i += taken;
      continue;
    }
    const bool stays = slot.loose && (in_phrase(view, i) || view.in_set(i, "and_word") ||
                                      view.is_adverb(i) || view.unit_at(i) != nullptr ||
                                      view.token(i).folded == "-" ||
                                      (view.token(i).folded == "," && i > begin));
    if (!stays) {
      break;
    }
    ++i;
  }
  if (best.end > 0) {
    fills.push_back(best);
  }
}

void fill_nation(const SentenceView& view,
                 std::size_t begin,
                 std::vector<SlotFill>& fills) {
  const knowledge::WordTable& table = view.context().tables.table("demonyms");
  std::string phrase;
  const std::size_t most =
      table.may_begin(view.token(begin).folded) ? table.longest_words : 0;
  for (std::size_t end = begin + 1; end <= view.size() && end <= begin + most; ++end) {
    phrase += (phrase.empty() ? "" : " ") + view.token(end - 1).folded;
    if (table.has(phrase)) {
      Filler filler = text_filler(view, begin, end);
      filler.kind = FillerKind::nation;
      filler.class_name = table.value(phrase);
      fills.insert(fills.begin(), {{std::move(filler)}, end});
    }
  }
}

}  // namespace byline::extract
