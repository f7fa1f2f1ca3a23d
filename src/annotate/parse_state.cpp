#include "annotate/parse_state.hpp"

#include "annotate/feature_hash.hpp"

#include <cassert>

namespace byline::annotate {

ParseNode node_of(const WordFeatures& word) {
  return {.word = word.lemma != 0 ? word.lemma : word.identity(),
          .both = join(word.identity(), word.tag),
          .suffix = word.suffixes[2] != 0 ? word.suffixes[2] : word.lower,
          .group = word.word_class != 0 ? join(word.word_class, 7) : word.identity(),
          .tag = word.tag,
          .conventions = word.conventions};
}

ParseState::ParseState(std::size_t words) : nodes_(words + 1) {
  stack_.reserve(words);
}

bool ParseState::done() const {
  return stack_.empty() && next_ == root();
}

bool ParseState::allows(Transition transition) const {
  switch (transition) {
    case Transition::shift: return next_ < root();
    case Transition::left:
      return !stack_.empty() && (next_ < root() || stack_.size() == 1);
    case Transition::right: return stack_.size() >= 2;
  }
  return false;
}

std::optional<Transition> ParseState::only_transition() const {
  if (next_ < root()) {
    return stack_.empty() ? std::optional{Transition::shift} : std::nullopt;
  }
  return stack_.size() == 1 ? Transition::left : Transition::right;
}

ParseState::Arc ParseState::arc_of(Transition transition) const {
  switch (transition) {
    case Transition::left: return {next_, stack(0)};
    case Transition::right: return {stack(1), stack(0)};
    case Transition::shift: break;
  }
  return {};
}

void ParseState::attach(const Arc& arc, std::uint8_t label) {
  Subtree& head = nodes_[static_cast<std::size_t>(arc.head)];
  Subtree& dependent = nodes_[static_cast<std::size_t>(arc.dependent)];
  dependent.head = arc.head;
  dependent.label = label;
  if (arc.dependent < arc.head) {
    head.second_left = head.first_left;
    head.first_left = arc.dependent;
    head.left_labels |= std::uint64_t{1} << label;
    head.left_count = head.left_count == UINT8_MAX ? UINT8_MAX : head.left_count + 1;
  } else {
    head.second_right = head.first_right;
    head.first_right = arc.dependent;
    head.right_labels |= std::uint64_t{1} << label;
    head.right_count = head.right_count == UINT8_MAX ? UINT8_MAX : head.right_count + 1;
  }
}

void ParseState::apply(Transition transition, std::uint8_t label) {
  assert(allows(transition));
  if (transition == Transition::shift) {
    stack_.push_back(next_);
    ++next_;
    return;
  }
  attach(arc_of(transition), label);
  stack_.pop_back();
}

}  // namespace byline::annotate
