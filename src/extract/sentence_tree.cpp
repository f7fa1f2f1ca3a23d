#include "extract/sentence_tree.hpp"

#include <utility>

namespace byline::extract {

namespace {

std::size_t head_of(const SentenceView& view, std::size_t i) {
  const std::int32_t head = view.token(i).head;
  return head >= 0 && static_cast<std::size_t>(head) < view.size()
             ? static_cast<std::size_t>(head)
             : no_token;
}

const std::vector<std::vector<std::size_t>>& children_of(const SentenceView& view) {
  auto& children = view.memo().children();
  if (children.empty()) {
    children.resize(view.size());
    for (std::size_t i = 0; i < view.size(); ++i) {
      if (const std::size_t above = head_of(view, i); above != no_token) {
        children[above].push_back(i);
      }
    }
  }
  return children;
}

}  // namespace

SentenceTree::SentenceTree(const SentenceView& view)
    : view_(view),
      children_(children_of(view)) {}

std::size_t SentenceTree::head(std::size_t i) const {
  return head_of(view_, i);
}

std::size_t SentenceTree::child(std::size_t i, Relation relation) const {
  for (const std::size_t c : children_[i]) {
    if (view_.token(c).relation == relation) {
      return c;
    }
  }
  return no_token;
}

std::size_t SentenceTree::child_with_case(std::size_t i,
                                          Relation relation,
                                          const SetName& cases) const {
  for (const std::size_t c : children_[i]) {
    const std::size_t word = child(c, Relation::case_);
    if (view_.token(c).relation == relation && word != no_token &&
        view_.in_set(word, cases)) {
      return c;
    }
  }
  return no_token;
}

bool SentenceTree::is_infinitive(std::size_t token) const {
  return !view_.lemma(token).empty() && view_.lemma(token) == view_.token(token).folded;
}

bool SentenceTree::is_person(std::size_t token) const {
  const Unit* unit = view_.unit_at(token);
  const auto& facts = view_.facts();
  return unit != nullptr &&
         facts.entities[facts.mentions[unit->mention].entity].kind == EntityKind::person;
}

std::size_t SentenceTree::told_to(std::size_t above, std::size_t verb) const {
  const Relation relation = view_.token(verb).relation;
  const std::size_t object = child(above, Relation::obj);
  const bool told = (relation == Relation::xcomp || relation == Relation::advcl) &&
                    object != no_token && object > above && object < verb &&
                    is_person(object);
  return told ? object : no_token;
}

std::size_t SentenceTree::shared_subject(std::size_t verb, bool passive) const {
  std::size_t from = verb;
  for (int steps = 0; steps < 4; ++steps) {
    const Relation relation = view_.token(from).relation;
    const std::size_t above = head(from);
    if (above == no_token) {
      return no_token;
    }
    if (relation == Relation::acl) {
      return above;
    }
    // "will use Kite, |installed| in Cork, and |work| with Acme": what the tree joins to
    // a participle is no infinitive
    const bool joined =
        relation == Relation::conj || child(from, Relation::cc) != no_token;
    if (joined && view_.token(above).relation == Relation::acl && is_infinitive(from) &&
        !is_infinitive(above)) {
      return no_token;
    }
    const bool shares = relation == Relation::conj || relation == Relation::xcomp ||
                        relation == Relation::advcl;
    if (!shares) {
      return no_token;
    }
    const std::size_t own = child(above, Relation::nsubj);
    const std::size_t other = child(above, Relation::passive_subject);
    if (const std::size_t told = told_to(above, from); told != no_token) {
      return told;
    }
    if (own != no_token || other != no_token) {
      const bool same_voice = relation != Relation::conj || !passive || other != no_token;
      return same_voice ? (own != no_token ? own : other) : no_token;
    }
    from = above;
  }
  return no_token;
}

std::size_t SentenceTree::without_relative(std::size_t verb, std::size_t argument) const {
  const bool relative = argument != no_token &&
                        view_.token(verb).relation == Relation::acl &&
                        view_.in_set(argument, "relative_pronoun") &&
                        may_stand_for(view_, argument, head(verb));
  return relative ? head(verb) : argument;
}

namespace {

/// What stands at `token`: its own name or the one in its apposition, "the brewer
/// |Acme|".
const Unit* named_at(const SentenceView& view,
                     const SentenceTree& tree,
                     std::size_t token) {
  const Unit* unit = view.unit_at(token);
  for (const std::size_t child : tree.children(token)) {
    const Relation relation = view.token(child).relation;
    const bool inner = relation == Relation::appos || relation == Relation::flat;
    if (unit == nullptr && inner) {
      unit = view.unit_at(child);
    }
  }
  return unit;
}

/// "sued Zeta; |Kestrel| sued Oriva": no list, whatever the tree says.
bool has_semicolon(const SentenceView& view, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (view.token(i).folded == ";") {
      return true;
    }
  }
  return false;
}

}  // namespace

bool may_stand_for(const SentenceView& view, std::size_t pronoun, std::size_t noun) {
  const Unit* unit = noun == no_token ? nullptr : view.unit_at(noun);
  if (unit == nullptr || !view.in_set(pronoun, "relative_of_things")) {
    return true;
  }
  const Mention& mention = view.facts().mentions[unit->mention];
  return view.facts().entities[mention.entity].kind != EntityKind::person;
}

std::vector<Filler> fillers_at(const SentenceView& view,
                               const SentenceTree& tree,
                               const knowledge::SlotSpec& slot,
                               std::size_t token,
                               std::size_t depth) {
  constexpr std::size_t deepest = 12;
  std::vector<Filler> fillers;
  if (token == no_token || depth > deepest) {
    return fillers;
  }
  const Unit* unit = named_at(view, tree, token);
  // "Acme, |a brewer| that bought Zeta": whom the noun describes
  if (unit == nullptr && view.token(token).relation == Relation::appos) {
    const std::size_t described = tree.head(token);
    unit = described == no_token ? nullptr : view.unit_at(described);
    if (unit != nullptr) {
      if (const auto filler = fit_mention(view, slot, *unit)) {
        fillers.push_back(*filler);
      }
      return fillers;
    }
  }
  if (unit == nullptr) {
    return fillers;
  }
  if (const auto filler = fit_mention(view, slot, *unit)) {
    fillers.push_back(*filler);
  } else if (depth == 0) {
    return fillers;  // "bought by Ana Lima, and Acme …": no Acme in place of her
  }
  for (const std::size_t child : tree.children(token)) {
    if (!slot.single && view.token(child).relation == Relation::conj &&
        !has_semicolon(view, token, child)) {
      for (Filler& more : fillers_at(view, tree, slot, child, depth + 1)) {
        fillers.push_back(std::move(more));
      }
    }
  }
  return fillers;
}

}  // namespace byline::extract
