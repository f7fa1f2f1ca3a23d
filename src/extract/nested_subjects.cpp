#include "extract/nested_subjects.hpp"

#include <algorithm>
#include <cstdint>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// The mention that the match begins with, or null.
const Unit* first_unit(const SentenceView& view, std::size_t begin) {
  const auto found = std::ranges::find_if(view.units(), [&](const Unit& unit) {
    return unit.begin <= begin && begin <= unit.first && unit.first < unit.end;
  });
  return found == view.units().end() ? nullptr : &*found;
}

/// The first verb behind the mention that the rule names.
std::size_t verb_of(const SentenceView& view, const Match& match, std::size_t behind) {
  const auto found = std::ranges::find_if(match.trigger, [&](std::size_t token) {
    return token >= behind && view.token(token).tag == Tag::verb;
  });
  return found == match.trigger.end() ? none : *found;
}

std::size_t subject_of(const SentenceView& view, std::size_t verb) {
  for (std::size_t i = 0; i < verb; ++i) {
    if (is_subject(view.token(i).relation) &&
        view.token(i).head == static_cast<std::int32_t>(verb)) {
      return i;
    }
  }
  return none;
}

/// "The compiler, code-named |Kite|, is", "The software that runs it, |Kite|, was": what
/// the subject is called.
bool names_subject(const SentenceView& view, const Unit& unit) {
  const bool closed = unit.end < view.size() && view.token(unit.end).folded == ",";
  if (!closed || unit.begin == 0) {
    return false;
  }
  const Token& before = view.token(unit.begin - 1);
  return before.folded == "," || before.tag == Tag::verb || before.tag == Tag::adj;
}

/// Whether a name stands beside `noun` as another word for it, between the tokens.
bool is_named(const SentenceView& view,
              std::size_t noun,
              std::size_t begin,
              std::size_t end) {
  return std::ranges::any_of(view.units(), [&](const Unit& unit) {
    return unit.first >= begin && unit.end <= end && unit.first < unit.end &&
           view.token(unit.first).relation == Relation::appos &&
           view.token(unit.first).head == static_cast<std::int32_t>(noun);
  });
}

}  // namespace

bool is_nested_in_subject(const SentenceView& view, const Match& match) {
  if (!view.has_tree()) {
    return false;
  }
  const Unit* unit = first_unit(view, match.tokens.first);
  const std::size_t verb = unit == nullptr ? none : verb_of(view, match, unit->end);
  const std::size_t subject = verb == none ? none : subject_of(view, verb);
  if (subject == none || subject >= unit->first || names_subject(view, *unit)) {
    return false;
  }
  bool in_clause = false;
  bool below_nouns = true;
  std::size_t at = unit->first;
  for (std::size_t step = 0; step < view.size() && at != subject; ++step) {
    const Token& word = view.token(at);
    if (word.head < 0) {
      return false;
    }
    in_clause = in_clause || word.relation == Relation::acl;
    below_nouns = below_nouns &&
                  (word.relation == Relation::nmod || word.relation == Relation::flat ||
                   word.relation == Relation::appos);
    at = static_cast<std::size_t>(word.head);
  }
  return at == subject &&
         (in_clause || (below_nouns && is_named(view, subject, unit->end, verb)));
}

}  // namespace byline::extract
