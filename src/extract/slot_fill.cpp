#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/name_forms.hpp"
#include "extract/pattern_match.hpp"
#include "extract/slot_kinds.hpp"
#include "extract/slot_lists.hpp"
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

/// "Indonesian", "Brazilian": of a country, not a name of a thing.
bool is_adjective(const SentenceView& view, const Unit& unit) {
  for (std::size_t i = unit.first; i < unit.end; ++i) {
    if (view.token(i).tag != Tag::adj) {
      return false;
    }
  }
  return true;
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
