#include "extract/frame_match.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

using knowledge::CompiledOblique;

constexpr std::size_t reach = 28;       ///< tokens behind the core
constexpr std::size_t front_reach = 8;  ///< tokens of a fronted part

bool is_taken(const Match& match, std::size_t token) {
  return std::ranges::any_of(match.captures, [&](const Capture& capture) {
    return std::ranges::any_of(capture.fillers, [&](const Filler& filler) {
      return token >= filler.tokens.first && token < filler.tokens.end;
    });
  });
}

/// Tries to read the part at token `at`.
std::optional<SlotFill> oblique_at(const SentenceView& view,
                                   const CompiledOblique& oblique,
                                   const Match& match,
                                   std::size_t at) {
  if (oblique.bare && !is_taken(match, at)) {
    auto fills = fill_slot(view, oblique.slot, at);
    if (!fills.empty()) {
      return std::move(fills.front());
    }
  }
  const std::size_t behind = match_words(view, oblique.preposition, at);
  if (behind == 0 || behind >= view.size() || is_taken(match, behind)) {
    return std::nullopt;
  }
  knowledge::SlotSpec slot = oblique.slot;
  slot.list = !slot.single;
  auto fills = fill_slot(view, slot, behind);
  // "comprou |a polaca Zeta|": what looks like a preposition is the object's article
  if (fills.empty() || std::ranges::any_of(fills.front().fillers, [&](const Filler& f) {
        return f.tokens.first < f.tokens.end && is_taken(match, f.tokens.end - 1);
      })) {
    return std::nullopt;
  }
  return std::move(fills.front());
}

/// Where the clause of the core ends: its prepositional parts stand before that.
bool ends_clause(const SentenceView& view, std::size_t at) {
  if (view.is_barrier(at) || view.in_set(at, "clause_boundary")) {
    return true;
  }
  const bool behind_comma = at > 0 && view.token(at - 1).folded == ",";
  const Tag tag = view.token(at).tag;
  return behind_comma &&
         (tag == Tag::verb || tag == Tag::aux || view.in_set(at, "and_word"));
}

/// "Zeta, a |firm| for payments founded": whether the participle describes what is named.
bool describes_name(const SentenceView& view, std::int32_t participle) {
  constexpr int most_steps = 3;
  std::int32_t noun = view.token(static_cast<std::size_t>(participle)).head;
  for (int steps = 0; steps < most_steps && noun >= 0; ++steps) {
    const auto at = static_cast<std::size_t>(noun);
    if (view.unit_at(at) != nullptr || view.token(at).relation == Relation::appos) {
      return true;
    }
    if (view.token(at).relation != Relation::nmod) {
      return false;
    }
    noun = view.token(at).head;
  }
  return false;
}

/// "the purchase of Zeta, a firm |founded| in 2020": whether the tree gives the date to a
/// participle between token `begin` and the date that tells of something named.
bool is_of_participle(const SentenceView& view, std::size_t begin, const SlotFill& fill) {
  const Filler& filler = fill.fillers.front();
  if (filler.kind != FillerKind::date) {
    return false;
  }
  const std::size_t at = filler.tokens.first;
  const std::int32_t head = view.token(at).head;
  if (head < static_cast<std::int32_t>(begin) || head >= static_cast<std::int32_t>(at)) {
    return false;
  }
  const Token& verb = view.token(static_cast<std::size_t>(head));
  return verb.tag == Tag::verb && verb.relation == Relation::acl &&
         describes_name(view, head);
}

bool bind(const SentenceView& view,
          const CompiledOblique& oblique,
          Match& match,
          std::size_t begin,
          std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (auto fill = oblique_at(view, oblique, match, at);
        fill && !is_of_participle(view, begin, *fill)) {
      match.tokens.end = std::max(match.tokens.end, fill->end);
      match.captures.push_back({oblique.slot.name, std::move(fill->fillers)});
      return true;
    }
  }
  return false;
}

bool has_verb(const SentenceView& view, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (view.token(i).tag == Tag::verb) {
      return true;
    }
  }
  return false;
}

/// "In 2012 Acme, |which Ana Lima| founded, closed": a clause begins that goes on to
/// `end`; what stands in front tells nothing of it.
bool opens_clause(const SentenceView& view, std::size_t begin, std::size_t end) {
  bool open = false;
  for (std::size_t i = begin; i < end; ++i) {
    open = view.in_set(i, "clause_boundary") || (open && view.token(i).folded != ",");
  }
  return open;
}

bool has_boundary(const SentenceView& view, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (view.in_set(i, "clause_boundary")) {
      return true;
    }
  }
  return false;
}

/// "Acme, which was founded in 1983, named …": the year is that of another verb.
bool has_other_verb(const SentenceView& view, std::size_t begin, std::size_t end) {
  return has_boundary(view, begin, end) || has_verb(view, begin, end);
}

}  // namespace

bool add_obliques(const SentenceView& view,
                  const knowledge::CompiledFrame& frame,
                  Match& match) {
  const std::size_t core_begin = match.tokens.first;
  // from the trigger, so that a part between verb and object is seen as well
  const std::size_t from =
      match.trigger.empty() ? match.tokens.end : match.trigger.back() + 1;
  std::size_t end = from;
  while (end < view.size() && end < match.tokens.end + reach &&
         (end < match.tokens.end || !ends_clause(view, end))) {
    ++end;
  }
  for (const CompiledOblique& oblique : frame.obliques) {
    if (match.find(oblique.slot.name) != nullptr ||
        bind(view, oblique, match, from, end)) {
      continue;
    }
    // "founded in 2023 by Ana Lima, who will join": the year is that of the verb before
    // it
    const std::size_t trigger =
        match.trigger.empty() ? core_begin : match.trigger.front();
    const bool fronted = core_begin <= front_reach && !has_verb(view, 0, core_begin) &&
                         !opens_clause(view, core_begin, trigger);
    const bool may_stand_between =
        oblique.bare && !has_other_verb(view, core_begin, trigger);
    if ((fronted && bind(view, oblique, match, 0, core_begin)) ||
        (may_stand_between && bind(view, oblique, match, core_begin, trigger))) {
      continue;
    }
    if (!oblique.slot.optional) {
      return false;
    }
  }
  return true;
}

namespace {

/// "lawyers for | Acme sued", "com | Acme antes de": what stands behind a preposition is
/// no subject. Where a comma or a relative pronoun follows, it is what they speak of.
/// `last` is the unit that ends a list of subjects.
bool hangs_on_preposition(const SentenceView& view, const Unit& unit, const Unit& last) {
  if (unit.begin == 0 || view.token(unit.begin - 1).tag != Tag::adp) {
    return false;
  }
  const std::size_t next = last.long_end;
  if (&unit != &last) {
    // "founded by Rui Costa and | Ana Lima, who built Kite"
    const std::size_t behind =
        next < view.size() && view.is_punctuation(next) ? next + 1 : next;
    return behind >= view.size() || !view.in_set(behind, "relative_pronoun");
  }
  if (next >= view.size() || view.is_punctuation(next)) {
    return false;
  }
  // "the director of | Acme who sold Zeta": of whoever has the post
  const knowledge::WordTable& posts = view.context().tables.table("role_nouns");
  const bool of_post = unit.begin > 1 && posts.has(view.token(unit.begin - 2).folded);
  return of_post || !view.in_set(next, "relative_pronoun");
}

/// "pilot of the |Navy| R4D aircraft", "member of |Nordland| county council": a name that
/// only describes the noun behind it is not the owner of the post.
bool describes_noun(const SentenceView& view, const Filler& owner) {
  constexpr std::size_t reach_of_noun = 2;
  const std::size_t last = owner.tokens.end - 1;
  const Token& token = view.token(last);
  if (token.head == no_head ||
      (token.relation != Relation::compound && token.relation != Relation::amod)) {
    return false;
  }
  const auto head = static_cast<std::size_t>(token.head);
  return head > last && head <= last + reach_of_noun &&
         view.token(head).tag == Tag::noun && view.unit_at(head) == nullptr;
}

/// Whether a clause of its own lies between the verb and its agent: "was shown in May and
/// is now sold by Acme".
bool crosses_clause(const SentenceView& view, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    // "was named player of the year, an award |sponsored| by Acme"
    const bool participle = i > begin && view.token(i).tag == Tag::verb &&
                            view.token(i).relation == Relation::acl &&
                            view.token(i - 1).tag == Tag::noun;
    if (view.token(i).tag == Tag::aux || participle || view.is_barrier(i)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool arguments_are_whole(const SentenceView& view,
                         const knowledge::Rule& rule,
                         const Match& match) {
  for (const auto& slot : {rule.subject, rule.object}) {
    const Capture* capture = slot ? match.find(slot->name) : nullptr;
    if (capture == nullptr) {
      continue;
    }
    const Filler& first = capture->fillers.front();
    const Filler& last = capture->fillers.back();
    const std::size_t next = last.tokens.end;
    const Unit* unit = view.unit_at(last.tokens.first);
    const std::size_t trigger = match.trigger.empty() ? 0 : match.trigger.front();
    const bool verb = rule.kind == knowledge::RuleKind::frame && !match.trigger.empty();
    if (verb && first.tokens.end <= trigger && view.token(trigger).tag != Tag::noun &&
        view.unit_at(first.tokens.first) != nullptr &&
        hangs_on_preposition(
            view,
            *view.unit_at(first.tokens.first),
            unit != nullptr ? *unit : *view.unit_at(first.tokens.first))) {
      return false;
    }
    if (verb && first.tokens.first > trigger &&
        crosses_clause(view, trigger + 1, first.tokens.first)) {
      return false;
    }
    // "bought 40 Petrels": what is counted is no single thing
    if (verb && first.tokens.first > trigger + 1 &&
        view.token(first.tokens.first - 1).tag == Tag::num &&
        first.kind == FillerKind::mention) {
      return false;
    }
    const bool owner = next + 1 < view.size() && view.in_set(next, "possessive_ending");
    if (verb && owner && first.tokens.first > trigger) {
      return false;  // "succeeded Acme's founder"
    }
    if (next >= view.size() || (unit != nullptr && unit->long_end > unit->end) ||
        std::ranges::binary_search(match.trigger, next)) {
      continue;
    }
    const bool in_title = rule.kind == knowledge::RuleKind::role;
    if (in_title && first.tokens.first > trigger && describes_noun(view, last)) {
      return false;
    }
    if (view.token(next).tag == Tag::noun && !in_title && view.unit_at(next) == nullptr &&
        view.in_set(next, "head_follows") == false) {
      return false;
    }
  }
  return true;
}

}  // namespace byline::extract
