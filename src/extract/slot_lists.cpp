#include "extract/slot_lists.hpp"

#include "extract/slot_text.hpp"

namespace byline::extract {
namespace {

using knowledge::SlotSpec;

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
    // ", together with those of Acme, Zeta": others, named behind a preposition
    const bool joined =
        tag == Tag::adv && i + 1 < view.size() && view.token(i + 1).tag == Tag::adp;
    return view.in_set(i, "relative_pronoun") || (tag == Tag::adv && !joined) ||
           tag == Tag::verb;
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

}  // namespace

bool is_possessive(const SentenceView& view, const Unit& unit) {
  return unit.end == unit.first + 1 && view.in_set(unit.first, "owner") &&
         unit.end < view.size() &&
         (in_phrase(view, unit.end) || view.unit_at(unit.end) != nullptr);
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

}  // namespace byline::extract
