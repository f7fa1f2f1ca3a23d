#include "extract/asides.hpp"

#include <algorithm>
#include <string>

namespace byline::extract {
namespace {

constexpr std::size_t aside_tokens = 20;

/// "the founder of Acme, Ana Lima |, announced": the comma before the name wants
/// another behind it.
bool ends_apposition(const SentenceView& view, std::size_t at) {
  return std::ranges::any_of(view.units(), [&](const Unit& unit) {
    return unit.end == at && unit.begin > 0 && view.token(unit.begin - 1).folded == ",";
  });
}

/// "the founder of Acme |, Ana Lima,| announced": the name is who did it.
bool is_name(const SentenceView& view, std::size_t begin, std::size_t end) {
  return std::ranges::any_of(view.units(), [&](const Unit& unit) {
    return unit.end == end && unit.begin <= begin && begin <= unit.first;
  });
}

/// "the board, said it trusts Ana Lima|, who …", "founded Acme|, which …": the clause
/// behind the comma is about the name right before it.
bool speaks_of_name(const SentenceView& view, std::size_t comma) {
  if (comma + 1 >= view.size() || !view.in_set(comma + 1, "relative_pronoun")) {
    return false;
  }
  const bool of_thing = view.in_set(comma + 1, "relative_of_things");
  return std::ranges::any_of(view.units(), [&](const Unit& unit) {
    const Mention& mention = view.facts().mentions[unit.mention];
    const EntityKind kind = view.facts().entities[mention.entity].kind;
    return unit.end == comma && unit.end > unit.first &&
           (kind == EntityKind::person || (of_thing && kind != EntityKind::place));
  });
}

/// "Ana Lima, whose latest book, Aurora|, has sold": the clause that begins behind the
/// first comma has not had its verb yet.
bool lacks_verb(const SentenceView& view, std::size_t begin, std::size_t end) {
  if (!view.has_tree() || !view.in_set(begin, "clause_boundary")) {
    return false;
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (view.token(i).tag == Tag::verb || view.token(i).tag == Tag::aux) {
      return false;
    }
  }
  return true;
}

/// "Ana Lima, a nurse, |founded| Acme, …": the predicate of a subject before `at` is in
/// no aside.
bool is_predicate_of_subject(const SentenceView& view, std::size_t verb, std::size_t at) {
  if (view.token(verb).relation != Relation::root ||
      view.in_set(at + 1, "clause_boundary")) {
    return false;  // "Acme, whose partners include Zeta, …" begins with a clause
  }
  for (std::size_t i = 0; i < at; ++i) {
    if (is_subject(view.token(i).relation) &&
        view.token(i).head == static_cast<std::int32_t>(verb)) {
      return true;
    }
  }
  return false;
}

/// "Acme opened in Porto, |and moved in 2022|, after": the next predicate of a subject
/// before it.
bool begins_predicate(const SentenceView& view, std::size_t at) {
  std::size_t verb = at + 1;
  while (verb < view.size() && view.token(verb).tag == Tag::adv) {
    ++verb;
  }
  return verb < view.size() && view.token(at).tag == Tag::cconj &&
         (view.token(verb).tag == Tag::verb || view.token(verb).tag == Tag::aux);
}

/// "whose members are Acme|, Zeta and Oriva,| has": names and what joins them go on with
/// a list, they are not told about the first.
bool is_list(const SentenceView& view, std::size_t begin, std::size_t end) {
  bool joined = false;
  bool named = false;
  for (std::size_t i = begin; i < end; ++i) {
    const Tag tag = view.token(i).tag;
    named = named || view.unit_at(i) != nullptr;
    if (tag == Tag::cconj) {
      joined = true;
    } else if (tag != Tag::det && tag != Tag::adp && view.unit_at(i) == nullptr &&
               view.token(i).folded != ",") {
      return false;
    }
  }
  return joined && named;
}

/// "|once| it is listed": a word from `begin` on that makes a clause hang on another.
bool has_mark(const SentenceView& view, std::size_t verb, std::size_t begin) {
  for (std::size_t i = begin; i < verb; ++i) {
    if (view.token(i).relation == Relation::mark &&
        view.token(i).head == static_cast<std::int32_t>(verb)) {
      return true;
    }
  }
  return false;
}

/// "at Harbor College, |Acme is based in Cork|, employs": what stands between the commas
/// is a clause with a subject of its own, and nothing says that it hangs on another.
bool is_clause(const SentenceView& view, std::size_t begin, std::size_t end) {
  if (view.in_set(begin, "clause_boundary")) {
    return false;
  }
  for (std::size_t i = begin; i < end; ++i) {
    const auto verb = static_cast<std::size_t>(view.token(i).head);
    // "|said Ana Lima|, head of Acme": with the verb first
    const bool inverted =
        verb == begin && view.token(begin).tag == Tag::verb &&
        view.context().tables.table("say_verbs").has(view.token(begin).folded);
    if (!is_subject(view.token(i).relation) || (verb <= i && !inverted) || verb >= end ||
        view.unit_at(i) == nullptr) {
      continue;
    }
    if (inverted) {
      return true;
    }
    const Relation relation = view.token(verb).relation;
    const bool clause = relation == Relation::root || relation == Relation::advcl ||
                        relation == Relation::conj;
    if (clause && !has_mark(view, verb, begin)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool any_aside_end(const SentenceView& view,
                   std::size_t at,
                   const std::function<bool(std::size_t)>& takes) {
  if (at >= view.size()) {
    return false;
  }
  const std::string& open = view.token(at).folded;
  const bool bracket = open == "(";
  const bool dash = open == "-" || open == "–" || open == "—";
  if (open != "," && !bracket && !dash) {
    return false;
  }
  if (open == "," && ends_apposition(view, at) && takes(at + 1)) {
    return true;
  }
  if (open == "," && begins_predicate(view, at + 1)) {
    return false;
  }
  for (std::size_t i = at + 2; i < view.size() && i <= at + aside_tokens; ++i) {
    const std::string& word = view.token(i).folded;
    if (view.is_barrier(i) || (open == "," && is_predicate_of_subject(view, i, at))) {
      return false;
    }
    if ((bracket && word == ")") || (!bracket && word == open)) {
      if (open == "," && (is_name(view, at + 1, i) || is_clause(view, at + 1, i) ||
                          is_list(view, at + 1, i))) {
        return false;
      }
      if (open == "," && lacks_verb(view, at + 1, i)) {
        continue;
      }
      if (open == "," && speaks_of_name(view, i)) {
        continue;
      }
      if (takes(i + 1)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace byline::extract
