#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/name_forms.hpp"
#include "extract/pattern_match.hpp"
#include "extract/slot_kinds.hpp"
#include "extract/slot_text.hpp"
#include "extract/slot_values.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace byline::extract {
namespace {

using knowledge::SlotSpec;

constexpr double guessed = 0.8;
/// More than what the model takes a name of two words for (class_settling.cpp).
constexpr double surely = 2.0;

/// A class whose things a capitalized word may well name; people and places are known by
/// their names' shape.
bool may_guess(const SentenceView& view, const std::string& type) {
  const auto kind = view.context().ontology.kind_of(type);
  return kind && (*kind == EntityKind::organization || *kind == EntityKind::work ||
                  *kind == EntityKind::occasion);
}

/// How many kinds of things the slot takes.
std::size_t count_kinds(const SentenceView& view, const SlotSpec& slot) {
  std::set<EntityKind> kinds;
  for (const std::string& type : slot.types) {
    if (const auto kind = view.context().ontology.kind_of(type)) {
      kinds.insert(*kind);
    }
  }
  return std::max<std::size_t>(1, kinds.size());
}

bool class_fits(const SentenceView& view, const Entity& entity, const std::string& type) {
  const auto& ontology = view.context().ontology;
  for (const std::string& name : entity.classes) {
    if (ontology.is_a(name, type)) {
      return true;
    }
  }
  // a guessed class is right about the kind at best: product or project?
  return !entity.in_lexicon && (!entity.class_from_text || entity.class_is_guess) &&
         entity.kind == EntityKind::work && ontology.kind_of(type) == EntityKind::work;
}

/// "Acme (|ACME3|)": four letters and a number are what shares are traded under.
bool is_ticker(std::string_view word) {
  constexpr std::size_t letters = 4;
  return word.size() > letters && word.size() <= letters + 2 &&
         std::ranges::all_of(word.substr(0, letters),
                             [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::ranges::all_of(word.substr(letters),
                             [](char c) { return c >= '0' && c <= '9'; });
}

/// "Acme (|USA|)": letters in brackets that are known to name something else.
bool names_other(const SentenceView& view, std::size_t begin) {
  const Unit* own = view.unit_at(begin);
  if (own == nullptr || begin < 2) {
    return false;
  }
  const auto entity_of = [&](const Unit& unit) {
    return view.facts().mentions[unit.mention].entity;
  };
  return view.facts().entities[entity_of(*own)].in_lexicon &&
         std::ranges::any_of(view.units(), [&](const Unit& unit) {
           return unit.end + 1 == begin && entity_of(unit) != entity_of(*own);
         });
}

bool unit_starts(const SentenceView& view,
                 const SlotSpec& slot,
                 const Unit& unit,
                 std::size_t begin) {
  if (begin >= unit.begin && begin <= unit.first) {
    return true;
  }
  if (!slot.loose || begin > unit.begin || unit.begin - begin > Unit::skipped) {
    return false;
  }
  for (std::size_t i = begin; i < unit.begin; ++i) {
    if (view.is_punctuation(i) || view.unit_at(i) != nullptr) {
      return false;
    }
  }
  return true;
}

/// "runs on Acme's |SkyBox|": what stands behind its owner, where the owner does not fit.
void fill_owned(const SentenceView& view,
                const SlotSpec& slot,
                const Unit& owner,
                std::vector<SlotFill>& fills) {
  if (owner.end >= view.size() || !view.in_set(owner.end, "possessive_ending")) {
    return;
  }
  for (const Unit& unit : view.units()) {
    if (unit.first != owner.end + 1) {
      continue;
    }
    if (const auto filler = fit_mention(view, slot, unit)) {
      const SlotFill one{{*filler}, unit.long_end};
      fills.push_back(slot.list ? extend_list(view, slot, one) : one);
    }
  }
}

void fill_mention(const SentenceView& view,
                  const SlotSpec& slot,
                  std::size_t begin,
                  std::vector<SlotFill>& fills) {
  for (const Unit& unit : view.units()) {
    if (!unit_starts(view, slot, unit, begin)) {
      continue;
    }
    const auto filler = fit_mention(view, slot, unit);
    if (!filler) {
      fill_owned(view, slot, unit, fills);
      continue;
    }
    for (const std::size_t end : {unit.long_end, unit.end}) {
      const SlotFill one{{*filler}, end};
      if (slot.list) {
        SlotFill all = extend_list(view, slot, one);
        if (all.fillers.size() > 1) {
          fills.push_back(std::move(all));
        }
      }
      fills.push_back(one);
      if (unit.end == unit.long_end) {
        break;
      }
    }
  }
}

bool is_verb(const SentenceView& view, std::size_t i) {
  const Tag tag = view.token(i).tag;
  if (tag != Tag::unknown) {
    return tag == Tag::verb || tag == Tag::aux;
  }
  // without accents "é" (is) and "e" (and) are one word
  return view.in_set(i, "be") && !view.in_set(i, "and_word");
}

/// "while |Acme|, Zeta and |Oriva| come in": the unit is one more subject of the verb
/// behind it, with what stands at `first`.
bool shares_verb(const SentenceView& view, const Unit& unit, std::size_t first) {
  const auto is_head = [&](std::size_t i, std::size_t begin, std::size_t end) {
    const std::int32_t head = view.token(i).head;
    return head < static_cast<std::int32_t>(begin) ||
           head >= static_cast<std::int32_t>(end);
  };
  const Unit* subject = view.unit_at(first);
  if (subject == nullptr) {
    return false;
  }
  std::size_t top = subject->first;
  while (top + 1 < subject->end && !is_head(top, subject->first, subject->end)) {
    ++top;
  }
  if (!is_subject(view.token(top).relation) ||
      view.token(top).head < static_cast<std::int32_t>(unit.end)) {
    return false;
  }
  for (std::size_t i = unit.first; i < unit.end; ++i) {
    if (view.token(i).relation == Relation::conj &&
        view.token(i).head == static_cast<std::int32_t>(top)) {
      return true;
    }
  }
  return false;
}

/// "Acme bought Zeta, and Blue Harbor sold …": behind a verb, what begins a clause of its
/// own is no member of a list.
bool starts_clause(const SentenceView& view, const Unit& unit, std::size_t list_begin) {
  if (shares_verb(view, unit, list_begin) || unit.end >= view.size() ||
      !is_verb(view, unit.end) || view.in_set(unit.end, "participle_like")) {
    return false;
  }
  for (std::size_t i = 0; i < list_begin; ++i) {
    if (is_verb(view, i)) {
      return true;
    }
  }
  return false;
}

/// "Indonesian", "Brazilian": of a country, not a name of a thing.
bool is_adjective(const SentenceView& view, const Unit& unit) {
  for (std::size_t i = unit.first; i < unit.end; ++i) {
    if (view.token(i).tag != Tag::adj) {
      return false;
    }
  }
  return true;
}

/// "its smaller rival", "seu fundador": belongs to the noun behind it.
bool is_possessive(const SentenceView& view, const Unit& unit) {
  return unit.end == unit.first + 1 && view.in_set(unit.first, "owner") &&
         unit.end < view.size() &&
         (in_phrase(view, unit.end) || view.unit_at(unit.end) != nullptr);
}

}  // namespace

std::optional<Filler> fit_mention(const SentenceView& view,
                                  const SlotSpec& slot,
                                  const Unit& unit) {
  const Mention& mention = view.facts().mentions[unit.mention];
  const bool name = mention.form == MentionForm::name;
  if (slot.argument && mention.form == MentionForm::pronoun &&
      is_possessive(view, unit)) {
    return std::nullopt;
  }
  if ((slot.name_only && !name) || (slot.anaphor_only && name)) {
    return std::nullopt;
  }
  const Entity& entity = view.facts().entities[mention.entity];
  Filler filler;
  filler.kind = FillerKind::mention;
  filler.index = unit.mention;
  filler.tokens = {unit.first, unit.end};
  filler.span = mention.span;
  if (has_type(slot, "entity") ||
      (has_type(slot, "topic") && entity.kind == EntityKind::topic)) {
    return filler;
  }
  const bool open = entity.classes.empty() || entity.class_is_guess;
  for (const std::string& type : slot.types) {
    if (class_fits(view, entity, type)) {
      if (entity.class_is_guess) {
        filler.guess = entity.classes.front();
        filler.guess_weight =
            count_kinds(view, slot) == 1 ? (slot.sure ? surely : 1.0) : 0.0;
      }
      return filler;
    }
  }
  for (const std::string& type : slot.types) {
    if (!slot.known_only && open && name && !is_adjective(view, unit) &&
        type.find(':') != std::string::npos && (slot.guess || may_guess(view, type))) {
      filler.factor = guessed;
      filler.guess = type;
      // "a project, product or language" tells the kind more than the class
      const auto kinds = static_cast<double>(count_kinds(view, slot));
      const double same_kind = static_cast<double>(slot.types.size()) / kinds;
      filler.guess_weight = slot.sure ? surely : std::min(1.0, 1.9 / same_kind) / kinds;
      filler.against_class = entity.class_is_guess;
      return filler;
    }
  }
  return std::nullopt;
}

/// The unit right behind `owner`, or behind its possessive ending; null if there is none.
const Unit* unit_behind_owner(const SentenceView& view, const Unit& owner) {
  for (const Unit& unit : view.units()) {
    const bool adjacent = unit.first == owner.end;
    const bool possessed = unit.first == owner.end + 1 && owner.end < view.size() &&
                           view.in_set(owner.end, "possessive_ending");
    if (adjacent || possessed) {
      return &unit;
    }
  }
  return nullptr;
}

/// "o Sage | da Acme |, o Aurora": behind the owner of a list's member if a separator
/// follows, else `at`.
std::size_t behind_owner_phrase(const SentenceView& view, std::size_t at) {
  const std::size_t of = at < view.size() ? view.match_set(at, "of") : at;
  if (of <= at) {
    return at;
  }
  for (const Unit& unit : view.units()) {
    if (of >= unit.begin && of <= unit.first) {
      return separator_end(view, unit.end) > 0 ? unit.end : at;
    }
  }
  return at;
}

/// "Ana Lima|, who heads Acme|, and Omar Haddad", "Zeta|, now part of Acme|, and Oriva":
/// behind a clause about a member, if the list goes on, or `at`.
std::size_t behind_relative_clause(const SentenceView& view, std::size_t at) {
  constexpr std::size_t longest = 16;
  const auto opens = [&](std::size_t i) {
    const Tag tag = view.token(i).tag;
    return view.in_set(i, "relative_pronoun") || tag == Tag::adv || tag == Tag::verb;
  };
  if (at + 1 >= view.size() || view.token(at).folded != "," || !opens(at + 1)) {
    return at;
  }
  for (std::size_t i = at + 3; i + 1 < view.size() && i < at + longest; ++i) {
    if (view.token(i).folded == ",") {
      const bool joins = view.token(i + 1).tag == Tag::cconj && i + 2 < view.size();
      const Unit* next = view.unit_at(joins ? i + 2 : i + 1);
      // "led by Ana Lima, who is its head, and |counts| Acme": no member behind "and"
      return next != nullptr &&
                     (!joins || next->first == i + 2 || view.token(i + 2).tag == Tag::det)
                 ? i
                 : at;
    }
  }
  return at;
}

/// "Siemens |Healthineers|, Acme and": behind a second half of a member that is nothing
/// by itself, or `at`.
std::size_t behind_unknown_half(const SentenceView& view, std::size_t at) {
  const Unit* next = view.unit_at(at);
  if (next == nullptr || next->first != at) {
    return at;
  }
  const Mention& mention = view.facts().mentions[next->mention];
  const Entity& entity = view.facts().entities[mention.entity];
  return mention.form == MentionForm::name && entity.classes.empty() &&
                 separator_end(view, next->end) > 0
             ? next->end
             : at;
}

/// Whether a figure stands right behind the list as one stands before it, and a comma
/// behind its first member.
bool begins_gapped_clause(const SentenceView& view,
                          const SlotFill& first,
                          const SlotFill& all) {
  if (!view.begins_figure(all.end) || first.end >= view.size() ||
      view.token(first.end).folded != ",") {
    return false;
  }
  for (std::size_t i = 0; i < first.fillers.front().tokens.first; ++i) {
    if (view.begins_figure(i)) {
      return true;
    }
  }
  return false;
}

/// "Acme's |SkyBox|": of an owner and what it owns the second is a member of the list.
SlotFill without_owner(const SentenceView& view, const SlotSpec& slot, SlotFill first) {
  if (first.end >= view.size() || !view.in_set(first.end, "possessive_ending")) {
    return first;
  }
  for (const Unit& unit : view.units()) {
    if (unit.first == first.end + 1) {
      auto filler = fit_mention(view, slot, unit);
      return filler ? SlotFill{{*filler}, unit.long_end} : first;
    }
  }
  return first;
}

SlotFill extend_list(const SentenceView& view, const SlotSpec& slot, SlotFill first) {
  constexpr std::size_t most = 60;
  first = without_owner(view, slot, std::move(first));
  const SlotFill single = first;
  SlotFill all = std::move(first);
  bool joined = false;
  while (all.fillers.size() < most) {
    std::size_t from = all.end;
    if (from < view.size() && view.token(from).folded == "(") {
      std::size_t close = from + 1;
      while (close < view.size() && close < from + 6 && view.token(close).folded != ")") {
        ++close;
      }
      if (close < view.size() && view.token(close).folded == ")") {
        from = close + 1;
      }
    }
    from = behind_owner_phrase(view, behind_unknown_half(view, from));
    from = behind_relative_clause(view, from);
    const std::size_t separator = separator_end(view, from);
    const bool bare = separator > 0 && view.token(separator - 1).folded == ",";
    if (separator == 0 || (joined && bare)) {
      break;  // "by A and B, C grew": "and" was before the last member
    }
    std::size_t begin = separator;
    if (const std::size_t link = view.match_set(begin, "list_link"); link > begin) {
      begin = link;
    }
    // "Ana Lima and |her| former student Omar Haddad"
    if (const Unit* owner = view.unit_at(begin);
        owner != nullptr && owner->first == begin && is_possessive(view, *owner)) {
      begin = owner->end;
    }
    const Unit* next = nullptr;
    for (const Unit& unit : view.units()) {
      if (begin >= unit.begin && begin <= unit.first) {
        next = &unit;
        break;
      }
    }
    auto filler = next == nullptr ? std::nullopt : fit_mention(view, slot, *next);
    const bool owns = next != nullptr && next->end < view.size() &&
                      view.in_set(next->end, "possessive_ending");
    if (const Unit* owned = owns ? unit_behind_owner(view, *next) : nullptr;
        owned != nullptr && fit_mention(view, slot, *owned)) {
      next = owned;  // "Acme and Oriva's |Zeta| unit"
      filler = fit_mention(view, slot, *owned);
    }
    if (next != nullptr && !filler) {
      // "…, Acme SkyBox and Zeta's Aurora": a member may stand behind its owner's name
      if (const Unit* owned = unit_behind_owner(view, *next); owned != nullptr) {
        next = owned;
        filler = fit_mention(view, slot, *owned);
      }
    }
    if (!filler && view.match_set(begin, "list_rest") > begin) {
      joined = true;  // "A, B and others"
    }
    // "A, B and large parts of": the list ends with something that is no member
    joined |= !filler && separator == from + 1 && !bare && all.fillers.size() > 1 &&
              separator < view.size() && !is_verb(view, separator);
    // "…, A, B, C and D grew": the fourth is one more member
    constexpr std::size_t plain_list = 3;
    if (!filler || (all.fillers.size() < plain_list &&
                    starts_clause(view, *next, single.fillers.front().tokens.first))) {
      break;
    }
    joined |= !bare;
    all.fillers.push_back(*filler);
    all.end = next->long_end;
  }
  // "40 percent of Acme, Zeta and Oriva 15 percent": the verb of the clause behind the
  // comma is left out
  if (begins_gapped_clause(view, single, all)) {
    return single;
  }
  // "to the foundation, Acme gave …": two names and a comma are no list
  return joined || all.fillers.size() > 2 ? all : single;
}

namespace {

std::uint16_t known_kinds(const SentenceView& view, const SlotSpec& slot) {
  if (slot.fill_key == 0) {
    return kinds_of(slot);
  }
  std::uint16_t& kinds = view.memo().slot_kinds(slot.fill_key);
  if (kinds == 0) {
    kinds = kinds_of(slot);
  }
  return kinds;
}

bool fits(const SentenceView& view, const SlotSpec& slot, std::size_t unit) {
  std::uint8_t& known = view.memo().fits(slot.fill_key, unit);
  if (known == 0) {
    known = fit_mention(view, slot, view.units()[unit]) ? 2 : 1;
  }
  return known == 2;
}

}  // namespace

bool takes_only_mentions(const SentenceView& view, const SlotSpec& slot) {
  return (known_kinds(view, slot) & takes_others) == 0;
}

namespace {

/// Whether nothing can fill the slot from `begin`: most slots take only mentions or
/// figures, and at most tokens none begins.
bool is_unfillable(const SentenceView& view, const SlotSpec& slot, std::size_t begin) {
  return begin < view.size() && !view.may_begin_unit(begin, slot.loose) &&
         (known_kinds(view, slot) &
          (view.begins_figure(begin) ? takes_beside_units : takes_beside_figures)) == 0;
}

}  // namespace

bool is_fillable(const SentenceView& view, const SlotSpec& slot, std::size_t begin) {
  if (is_unfillable(view, slot, begin)) {
    return false;
  }
  const std::uint16_t kinds = known_kinds(view, slot);
  if ((kinds & (takes_mentions | takes_topics)) != 0 &&
      view.may_begin_unit(begin, slot.loose)) {
    const std::vector<Unit>& units = view.units();
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (unit_starts(view, slot, units[i], begin) && fits(view, slot, i)) {
        return true;
      }
    }
  }
  const bool others = (kinds & takes_others) != 0 || begin >= view.size();
  return others && !known_fills(view, slot, begin).empty();
}

const std::vector<SlotFill>& known_fills(const SentenceView& view,
                                         const SlotSpec& slot,
                                         std::size_t begin) {
  static const std::vector<SlotFill> nothing;
  if (is_unfillable(view, slot, begin)) {
    return nothing;
  }
  auto& fills = view.memo().fills(slot.fill_key, begin);
  if (!fills) {
    fills =
        begin < view.size() ? fill_slot(view, slot, begin) : fill_from_list(view, slot);
  }
  return *fills;
}

std::vector<SlotFill> fill_slot(const SentenceView& view,
                                const SlotSpec& slot,
                                std::size_t begin) {
  std::vector<SlotFill> fills;
  const std::uint16_t kinds = known_kinds(view, slot);
  const auto takes = [kinds](unsigned kind) { return (kinds & kind) != 0; };
  if (takes(takes_mentions | takes_topics) && view.may_begin_unit(begin, slot.loose)) {
    fill_mention(view, slot, begin, fills);
  }
  if (takes(takes_numbers)) {
    fill_number(view, slot, begin, fills);
  }
  if (takes(takes_dates)) {
    fill_date(view, slot, begin, fills);
  }
  if (takes(takes_nations)) {
    fill_nation(view, begin, fills);
  }
  if (takes(takes_class_words)) {
    fill_class(view, slot, begin, fills);
  }
  if (takes(takes_topics) && (fills.empty() || slot.list)) {
    fill_phrase(view, FillerKind::topic, slot.list, begin, fills);
  }
  if (takes(takes_acronyms) && is_acronym(view.token(begin).word) &&
      !is_ticker(view.token(begin).word) && !names_other(view, begin)) {
    fills.push_back({{text_filler(view, begin, begin + 1)}, begin + 1});
  }
  if (takes(takes_phrases)) {
    fill_phrase(view, FillerKind::text, slot.list, begin, fills);
  }
  if (takes(takes_texts)) {
    fill_text(view, slot, begin, fills);
  }
  return fills;
}

}  // namespace byline::extract
