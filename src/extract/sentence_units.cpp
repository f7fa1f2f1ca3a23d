// The units of a sentence: its mentions with the words that belong to them.
#include "base/characters.hpp"
#include "extract/quoted_titles.hpp"
#include "extract/sentence_view.hpp"

#include <algorithm>
#include <array>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool is_lower_word(std::string_view text) {
  return is_lower(first_code_point(text));
}

}  // namespace

void SentenceView::mark_unit_begins() {
  unit_begins_.assign(size(), 0);
  for (const NumberExpression& number : sentence_->numbers) {
    unit_begins_[number.tokens.first] |= figure_begin;
  }
  for (const DateExpression& date : sentence_->dates) {
    unit_begins_[date.tokens.first] |= figure_begin;
  }
  for (const Unit& unit : units_) {
    for (std::size_t i = unit.begin; i <= unit.first && i < size(); ++i) {
      unit_begins_[i] |= strict_begin | loose_begin;
    }
    for (std::size_t i = unit.begin - std::min(unit.begin, Unit::skipped);
         i < unit.begin && i < size();
         ++i) {
      unit_begins_[i] |= loose_begin;
    }
  }
}

bool SentenceView::may_modify(std::size_t i) const {
  if (is_punctuation(i)) {
    return false;
  }
  if (unit_of_token_[i] != none) {
    // "the artificial intelligence company Acme": a topic only describes
    const Mention& mention = facts_->mentions[units_[unit_of_token_[i]].mention];
    return facts_->entities[mention.entity].kind == EntityKind::topic &&
           is_lower_word(token(i).word);
  }
  if (in_set(i, "article")) {
    return true;
  }
  if (has_tags_) {
    switch (token(i).tag) {
      case Tag::adj:
      case Tag::det:
      case Tag::noun:
      case Tag::num:
      case Tag::propn:
      case Tag::adv:
      case Tag::x: return true;
      case Tag::verb: return token(i).relation == Relation::amod;
      case Tag::cconj: return joins_modifiers(i);
      default: return false;
    }
  }
  return !has_tag(i, "adp") && !has_tag(i, "aux") && !has_tag(i, "pron") &&
         !has_tag(i, "cconj") && !in_set(i, "possessive_ending");
}

/// Between a name and its class word: "Kite web | framework", not "Zeta and the |
/// airline".
bool SentenceView::may_describe(std::size_t i) const {
  static constexpr std::array<SetName, 5> others{
      "article", "and_word", "preposition", "auxiliary", "pronoun"};
  const Tag tag = token(i).tag;
  return tag != Tag::verb && tag != Tag::adv &&
         std::ranges::none_of(others, [&](const SetName& set) { return in_set(i, set); });
}

/// "new and independent", "popular and widely used".
bool SentenceView::joins_modifiers(std::size_t i) const {
  const auto modifies = [this](std::size_t k) {
    return has_tag(k, "adj") || token(k).tag == Tag::adv;
  };
  return i > 0 && i + 1 < size() && modifies(i - 1) && modifies(i + 1);
}

void SentenceView::add_unit(std::size_t index) {
  constexpr std::size_t longest = 6;
  Unit& unit = units_[index];
  const Mention& mention = facts_->mentions[unit.mention];
  unit.first = unit.begin = mention.first_token;
  unit.end = unit.long_end = mention.end_token;
  take_quotation_marks(index);
  // "ex-Acme": what a hyphen joins to the name does not describe it
  const bool joined = unit.begin == unit.first && unit.begin > 0 &&
                      in_compound(unit.begin - 1) && token(unit.begin - 1).folded == "-";
  const bool bare = joined || mention.form == MentionForm::pronoun;
  // "found that Acme", "said in person that the project": begins a clause
  const bool named = mention.form == MentionForm::name;
  const auto opens_clause = [&](std::size_t i) {
    return in_set(i, "that_word") && (named || in_set(i + 1, "article"));
  };
  while (!bare && unit.begin > 0 && unit.first - unit.begin < longest &&
         !opens_clause(unit.begin - 1) &&
         !(in_set(unit.begin, "article") && !in_set(unit.begin - 1, "article")) &&
         !ends_date_phrase(unit.begin - 1) &&
         (may_modify(unit.begin - 1) || in_compound(unit.begin - 1))) {
    --unit.begin;
  }
  // "to | Hamburg-based Elbe": the place belongs to the phrase
  if (unit.begin > 0 && unit.begin < unit.first && token(unit.begin).folded == "-" &&
      unit_of_token_[unit.begin - 1] != none) {
    unit.begin =
        facts_->mentions[units_[unit_of_token_[unit.begin - 1]].mention].first_token;
  }
  take_place(unit);
  take_owner_place(unit);
  if (!bare && unit.begin < unit.first && mention.form == MentionForm::name) {
    take_described(unit);
  }
  // "Kite |4.0|, released last week": the version belongs to the name
  if (named && is_version(unit.end) &&
      facts_->entities[mention.entity].kind == EntityKind::work) {
    unit.long_end = unit.end + 1;
  }
  const knowledge::WordTable& classes = context_->tables.table("class_words");
  for (std::size_t i = unit.end; named && i < size() && i < unit.end + 3; ++i) {
    if (is_punctuation(i) || unit_of_token_[i] != none || !is_lower_word(token(i).word) ||
        !may_describe(i)) {
      break;
    }
    const auto kind = context_->ontology.kind_of(classes.value(token(i).folded));
    const EntityKind own = facts_->entities[mention.entity].kind;
    // "the Kite framework" is Kite; "the Kite port" is no place, and nothing behind a
    // person's name belongs to it ("named Ana Lima chief |technology| officer")
    if (kind && own != EntityKind::person &&
        (*kind == own || own == EntityKind::topic || *kind == EntityKind::topic)) {
      unit.long_end = i + 1;
    }
  }
}

/// "4.0", "1.31.2"
bool SentenceView::is_version(std::size_t i) const {
  if (i >= size() || unit_of_token_[i] != none) {
    return false;
  }
  const std::string& word = token(i).folded;
  return word.find('.') != std::string::npos && is_digit(first_code_point(word)) &&
         word.find_first_not_of("0123456789.") == std::string::npos;
}

/// "In |2019| Acme bought": a date with a preposition is a phrase of its own.
bool SentenceView::ends_date_phrase(std::size_t i) const {
  const auto& dates = sentence_->dates;  // in text order, apart
  const auto date = std::ranges::lower_bound(
      dates, i + 1, {}, [](const DateExpression& d) { return d.tokens.end; });
  return date != dates.end() && date->tokens.end == i + 1 && date->tokens.first > 0 &&
         token(date->tokens.first - 1).tag == Tag::adp;
}

/// `|"The Salt Road"|`: the marks around a title belong to it.
void SentenceView::take_quotation_marks(std::size_t index) {
  Unit& unit = units_[index];
  if (unit.first == 0 || unit.end == unit.first || unit.end >= size() ||
      !is_quotation_mark(token(unit.first - 1)) || !is_quotation_mark(token(unit.end))) {
    return;
  }
  unit_of_token_[unit.first - 1] = unit_of_token_[unit.end] = index;
  --unit.begin;
  unit.long_end = ++unit.end;
}

/// The hyphen or the second half of a compound before a name: "the start-up | Kite",
/// "Lisbon-based | Kite".
bool SentenceView::in_compound(std::size_t i) const {
  const auto joins = [this](std::size_t k) {
    return k > 0 && k + 1 < size() && token(k).folded == "-" &&
           token(k - 1).span.end == token(k).span.begin &&
           token(k).span.end == token(k + 1).span.begin;
  };
  return joins(i) || (i > 0 && joins(i - 1) && is_lower_word(token(i).word));
}

/// "|the Singapore state fund| Zeta": a place before the nouns that describe a name
/// belongs to its noun phrase, behind an article.
void SentenceView::take_place(Unit& unit) const {
  if (unit.begin == unit.first || unit.begin < 2 ||
      unit_of_token_[unit.begin - 1] == none || !has_tag(unit.begin, "noun") ||
      facts_->mentions[unit.mention].form != MentionForm::name) {
    return;
  }
  const Unit& place = units_[unit_of_token_[unit.begin - 1]];
  const Mention& mention = facts_->mentions[place.mention];
  const EntityKind own = facts_->entities[facts_->mentions[unit.mention].entity].kind;
  const std::size_t first = mention.first_token;
  if (facts_->entities[mention.entity].kind == EntityKind::place &&
      own != EntityKind::place && mention.form == MentionForm::name && first > 0 &&
      in_set(first - 1, "article")) {
    unit.begin = first - 1;
  }
}

/// "Japan's | Okada": the country before the name belongs to its noun phrase.
void SentenceView::take_owner_place(Unit& unit) const {
  if (unit.begin != unit.first || unit.begin < 2 ||
      !in_set(unit.begin - 1, "possessive_ending") ||
      unit_of_token_[unit.begin - 2] == none ||
      facts_->mentions[unit.mention].form != MentionForm::name) {
    return;
  }
  const auto kind_of = [this](std::size_t mention) {
    return facts_->entities[facts_->mentions[mention].entity].kind;
  };
  const Unit& owner = units_[unit_of_token_[unit.begin - 2]];
  const EntityKind own = kind_of(unit.mention);
  if (kind_of(owner.mention) == EntityKind::place && own != EntityKind::place) {
    unit.begin = facts_->mentions[owner.mention].first_token;
  }
}

/// "o |serviço de mensagens| Pombo": where class words come first, what the thing is for
/// stands between, without an article: "a fábrica da Zeta" is no Zeta.
void SentenceView::take_described(Unit& unit) const {
  if (!context_->tables.table("name_order").has("head first")) {
    return;
  }
  constexpr std::size_t longest = 4;
  std::size_t begin = unit.first;
  const auto takes = [&](std::size_t i) {
    return !is_punctuation(i) && unit_of_token_[i] == none &&
           is_lower_word(token(i).word) && (has_tag(i, "noun") || has_tag(i, "adj")) &&
           !in_set(i, "article");
  };
  while (begin > 0 && unit.first - begin < longest && takes(begin - 1)) {
    --begin;
  }
  if (begin == unit.first || begin != unit.begin || begin < 2 ||
      !in_set(begin - 1, "of")) {
    return;
  }
  const EntityKind own = facts_->entities[facts_->mentions[unit.mention].entity].kind;
  const knowledge::WordTable& classes = context_->tables.table("class_words");
  std::size_t head = begin - 1;
  for (std::size_t i = head; i > 0 && head - i < 3 && takes(i - 1); --i) {
    if (context_->ontology.kind_of(classes.value(token(i - 1).folded)) == own) {
      for (unit.begin = i - 1; unit.begin > 0 && unit.first - unit.begin < 2 * longest &&
                               may_modify(unit.begin - 1) &&
                               !has_tag(unit.begin - 1, "noun");) {
        --unit.begin;
      }
      return;
    }
  }
}

const Unit* SentenceView::unit_at(std::size_t i) const {
  return i < unit_of_token_.size() && unit_of_token_[i] != none
             ? &units_[unit_of_token_[i]]
             : nullptr;
}

}  // namespace byline::extract
