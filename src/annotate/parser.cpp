#include "annotate/parser.hpp"

#include "annotate/feature_hash.hpp"

#include <algorithm>
#include <array>

namespace byline::annotate {

namespace {

/// In the order of `Relation`.
constexpr std::array<std::string_view, 40> relation_names = {
    "",       "acl",      "advcl", "advmod",     "amod",       "appos", "aux",
    "case",   "cc",       "ccomp", "clf",        "compound",   "conj",  "cop",
    "csubj",  "dep",      "det",   "discourse",  "dislocated", "expl",  "fixed",
    "flat",   "goeswith", "iobj",  "list",       "mark",       "nmod",  "nsubj",
    "nummod", "obj",      "obl",   "orphan",     "parataxis",  "punct", "reparandum",
    "root",   "vocative", "xcomp", "nsubj:pass", "obl:agent"};

const ParseNode absent{};
const ParseState::Subtree no_subtree{};

/// Looks at nodes of a half-built tree; missing ones are all zero.
class View {
 public:
  View(std::span<const ParseNode> nodes, const ParseState& state)
      : nodes_{nodes},
        state_{state} {}

  [[nodiscard]] const ParseNode& node(std::int32_t number) const {
    return number < 0 || number >= static_cast<std::int32_t>(nodes_.size())
               ? absent
               : nodes_[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] const ParseState::Subtree& subtree(std::int32_t number) const {
    return number < 0 ? no_subtree : state_.subtree(number);
  }
  /// Tag and label of a dependent.
  [[nodiscard]] std::uint64_t edge(std::int32_t number) const {
    return number < 0 ? 0
                      : (std::uint64_t{node(number).tag} << 8U) +
                            state_.subtree(number).label + 1;
  }
  [[nodiscard]] std::uint64_t tag(std::int32_t number) const {
    return number < 0 ? 255 : node(number).tag;
  }

 private:
  std::span<const ParseNode> nodes_;
  const ParseState& state_;
};

std::uint64_t distance(std::int32_t from, std::int32_t to) {
  const std::int32_t size = from < to ? to - from : from - to;
  return size <= 4 ? size : size <= 6 ? 5 : size <= 10 ? 6 : size <= 20 ? 7 : 8;
}

/// The nodes that transition features look at.
struct Corner {
  const ParseNode& s0;
  const ParseNode& s1;
  const ParseNode& s2;
  const ParseNode& b0;
  const ParseNode& b1;
  const ParseNode& b2;
  const ParseState::Subtree& s0_tree;
  const ParseState::Subtree& s1_tree;
  const ParseState::Subtree& b0_tree;
  std::uint64_t t0;  ///< tags of s0, s1, s2, b0, b1, b2
  std::uint64_t t1;
  std::uint64_t t2;
  std::uint64_t u0;
  std::uint64_t u1;
  std::uint64_t u2;
};

void add_words(const Corner& at, FeatureVector& features) {
  features.add(join(at.t0, join(at.u0, at.t1)));
  features.add(at.s0.both);
  features.add(at.s0.word);
  features.add(at.s1.both);
  features.add(at.s1.word);
  features.add(at.s2.both);
  features.add(at.b0.both);
  features.add(at.b0.word);
  features.add(at.b1.both);
  features.add(at.b1.word);
  features.add(at.b2.both);
  features.add(at.t0);
  features.add(join(at.u0, at.u1));
  features.add(join(at.s0.suffix, at.u0));
  features.add(join(at.b0.suffix, at.t0));
}

void add_pairs(const Corner& at, FeatureVector& features) {
  features.add(join(at.s0.both, at.b0.both));
  features.add(join(at.s0.both, at.b0.word));
  features.add(join(at.s0.word, at.b0.both));
  features.add(join(at.s0.both, at.u0));
  features.add(join(at.t0, at.b0.both));
  features.add(join(at.t0, at.u0));
  features.add(join(at.s1.both, at.s0.both));
  features.add(join(at.s1.both, at.t0));
  features.add(join(at.t1, at.s0.both));
  features.add(join(at.t1, at.t0));
  features.add(join(at.s1.both, at.u0));
  features.add(join(at.t1, at.b0.both));
  features.add(join(at.s1.both, at.b0.both));
  features.add(join(at.s0.both, at.u1));
  features.add(join(at.b0.both, at.u1));
  features.add(join(at.u0, at.b1.both));
  features.add(join(at.s0.both, at.b1.both));
}

void add_triples(const Corner& at, FeatureVector& features) {
  const std::uint64_t s0b0 = join(at.t0, at.u0);
  const std::uint64_t s1s0 = join(at.t1, at.t0);
  features.add(join(join(at.u0, at.u1), at.u2));
  features.add(join(s0b0, at.u1));
  features.add(join(join(s0b0, at.u1), at.u2));
  features.add(join(s1s0, at.u0));
  features.add(join(join(s1s0, at.u0), at.u1));
  features.add(join(at.t2, s1s0));
  features.add(join(join(at.t2, s1s0), at.u0));
  features.add(join(join(at.s0.both, at.u0), at.u1));
  features.add(join(join(at.t0, at.b0.both), at.u1));
  features.add(join(join(at.t1, at.s0.both), at.u0));
  features.add(join(join(at.t1, at.t0), at.b0.both));
  features.add(join(join(at.s1.both, at.t0), at.u0));
}

void add_dependents(const View& view, const Corner& at, FeatureVector& features) {
  const std::uint64_t s0_left = view.edge(at.s0_tree.first_left);
  const std::uint64_t s0_right = view.edge(at.s0_tree.first_right);
  const std::uint64_t s1_left = view.edge(at.s1_tree.first_left);
  const std::uint64_t s1_right = view.edge(at.s1_tree.first_right);
  const std::uint64_t b0_left = view.edge(at.b0_tree.first_left);
  const std::uint64_t b0_second = view.edge(at.b0_tree.second_left);
  const std::uint64_t s0_second = view.edge(at.s0_tree.second_right);
  const std::uint64_t s0b0 = join(at.t0, at.u0);
  const std::uint64_t s1s0 = join(at.t1, at.t0);
  features.add(join(s0b0, s0_left));
  features.add(join(s0b0, s0_right));
  features.add(join(s0b0, b0_left));
  features.add(join(s0b0, join(b0_left, b0_second)));
  features.add(join(s0b0, join(s0_right, s0_second)));
  features.add(join(s0b0, join(s0_left, s0_right)));
  features.add(join(s1s0, s1_right));
  features.add(join(s1s0, s1_left));
  features.add(join(s1s0, s0_left));
  features.add(join(s1s0, s0_right));
  features.add(join(join(s1s0, s1_right), at.u0));
  features.add(join(at.s0.word, s0_right));
  features.add(join(at.s1.word, s1_right));
  features.add(join(at.b0.word, b0_left));
  const std::uint64_t b0_case = view.node(at.b0_tree.first_left).word;
  const std::uint64_t s0_case = view.node(at.s0_tree.first_left).word;
  features.add(join(at.s0.word, b0_case));
  features.add(join(join(at.t0, at.u0), b0_case));
  features.add(join(at.s1.word, b0_case));
  features.add(join(s1s0, join(b0_case, at.u0)));
  features.add(join(at.s1.word, join(at.t0, b0_case)));
  features.add(join(at.s1.word, s0_case));
  features.add(join(s1s0, s0_case));
  features.add(join(at.s1.word, join(s0_case, at.s0.word)));
  features.add(join(at.s0.word, join(b0_case, at.b0.word)));
  features.add(join(at.u0, view.node(at.s0_tree.first_right).both));
  features.add(join(at.t0, view.node(at.s1_tree.first_right).both));
}

void add_shape(const ParseState& state, const Corner& at, FeatureVector& features) {
  const std::uint64_t near =
      state.stack(0) < 0 ? 9 : distance(state.stack(0), state.buffer(0));
  const std::uint64_t far =
      state.stack(1) < 0 ? 9 : distance(state.stack(1), state.stack(0));
  features.add(join(at.s0.both, near));
  features.add(join(at.b0.both, near));
  features.add(join(join(at.t0, at.u0), near));
  features.add(join(join(at.t1, at.t0), far));
  features.add(join(at.s1.both, far));
  features.add(join(join(at.t1, at.t0), join(at.u0, far)));
  features.add(join(at.s0.both, at.s0_tree.right_count * 16U + at.s0_tree.left_count));
  features.add(join(at.t0, at.s0_tree.right_count));
  features.add(join(at.s1.both, at.s1_tree.right_count));
  features.add(join(at.b0.both, at.b0_tree.left_count));
  features.add(join(at.u0, at.b0_tree.left_count));
  features.add(join(at.s0.both, at.s0_tree.right_labels));
  features.add(join(at.t0, at.s0_tree.left_labels));
  features.add(join(join(at.t0, at.u0), at.s0_tree.right_labels));
  features.add(join(join(at.t0, at.u0), at.s0_tree.left_labels));
  features.add(join(at.s1.both, at.s1_tree.right_labels));
  features.add(join(join(at.t1, at.t0), at.s1_tree.right_labels));
  features.add(join(join(at.t1, at.t0), at.s1_tree.left_labels));
  features.add(join(join(at.t0, at.u0), at.b0_tree.left_labels));
  features.add(join(at.b0.both, at.b0_tree.left_labels));
}

void add_groups(const View& view, const Corner& at, FeatureVector& features) {
  const ParseNode& b0_case = view.node(at.b0_tree.first_left);
  features.add(join(at.s0.group, at.b0.group));
  features.add(join(at.s0.group, at.u0));
  features.add(join(at.t0, at.b0.group));
  features.add(join(at.s1.group, at.s0.group));
  features.add(join(at.s1.group, join(at.t0, at.b0.group)));
  features.add(join(at.s1.group, join(at.t0, b0_case.group)));
  features.add(join(at.s0.group, join(at.b0.group, b0_case.word)));
  features.add(join(at.b1.group, join(at.t0, at.u0)));
}

/// What treebanks disagree about.
void add_conventions(const Corner& at, FeatureVector& features) {
  const std::uint64_t whose = at.s0.conventions;
  features.add(join(join(at.t0, at.u0), whose));
  features.add(join(at.s0.word, whose));
  features.add(join(at.s0.word, join(at.b0.word, whose)));
}

}  // namespace

std::uint8_t LabelSet::add(std::string_view name) {
  names_.emplace_back(name);
  relations_.push_back(relation_from_name(name));
  return static_cast<std::uint8_t>(names_.size() - 1);
}

std::string_view relation_name(Relation relation) {
  return relation_names[static_cast<std::size_t>(relation)];
}

Relation relation_from_name(std::string_view name) {
  for (const std::string_view tried : {name, name.substr(0, name.find(':'))}) {
    const auto* found =
        std::find(relation_names.begin() + 1, relation_names.end(), tried);
    if (found != relation_names.end()) {
      return static_cast<Relation>(found - relation_names.begin());
    }
  }
  return Relation::dep;
}

void add_transition_features(std::span<const ParseNode> nodes,
                             const ParseState& state,
                             FeatureVector& features) {
  const View view{nodes, state};
  const std::int32_t s0 = state.stack(0);
  const std::int32_t s1 = state.stack(1);
  const std::int32_t s2 = state.stack(2);
  const std::int32_t b0 = state.buffer(0);
  const std::int32_t b1 = state.buffer(1);
  const std::int32_t b2 = state.buffer(2);
  const Corner at{.s0 = view.node(s0),
                  .s1 = view.node(s1),
                  .s2 = view.node(s2),
                  .b0 = view.node(b0),
                  .b1 = view.node(b1),
                  .b2 = view.node(b2),
                  .s0_tree = view.subtree(s0),
                  .s1_tree = view.subtree(s1),
                  .b0_tree = view.subtree(b0),
                  .t0 = view.tag(s0),
                  .t1 = view.tag(s1),
                  .t2 = view.tag(s2),
                  .u0 = view.tag(b0),
                  .u1 = view.tag(b1),
                  .u2 = view.tag(b2)};
  features.clear();
  add_words(at, features);
  add_pairs(at, features);
  add_triples(at, features);
  add_dependents(view, at, features);
  add_shape(state, at, features);
  add_groups(view, at, features);
  if (at.s0.conventions != 0) {
    add_conventions(at, features);
  }
}

void add_label_features(std::span<const ParseNode> nodes,
                        const ParseState& state,
                        const ParseState::Arc& arc,
                        FeatureVector& features) {
  const View view{nodes, state};
  const ParseNode& head = view.node(arc.head);
  const ParseNode& node = view.node(arc.dependent);
  const ParseState::Subtree& head_tree = view.subtree(arc.head);
  const ParseState::Subtree& tree = view.subtree(arc.dependent);
  const std::uint64_t side = arc.dependent < arc.head ? 1 : 2;
  const std::uint64_t head_tag =
      arc.head == state.root() ? 254 : join(view.tag(arc.head), side);
  const std::uint64_t tags = join(head_tag, node.tag);
  const std::uint64_t marker = view.node(tree.first_left).word;
  const std::uint64_t marker2 = view.node(tree.second_left).word;
  const std::uint64_t siblings =
      side == 1 ? head_tree.left_labels : head_tree.right_labels;
  const std::uint64_t far = distance(arc.head, arc.dependent);
  features.clear();
  features.add(join(side, join(head.group, node.group)));
  features.add(join(head_tag, node.group));
  features.add(join(side, join(node.tag, head.group)));
  features.add(join(join(side, node.group), marker));
  features.add(join(join(side, join(head.group, node.group)), marker));
  features.add(tags);
  features.add(join(side, head.word));
  features.add(join(side, node.word));
  features.add(join(head_tag, node.word));
  features.add(join(side, join(node.tag, head.word)));
  features.add(join(side, join(head.word, node.word)));
  features.add(join(tags, far));
  features.add(join(join(node.tag, head.word), far));
  features.add(join(tags, marker));
  features.add(join(join(side, head.word), marker));
  features.add(join(join(side, node.word), marker));
  features.add(join(tags, marker2));
  features.add(join(tags, siblings));
  features.add(join(join(side, head.word), siblings));
  features.add(join(tags, head_tree.left_labels));
  features.add(join(tags, join(head_tree.left_labels, head_tree.right_labels)));
  features.add(join(tags, tree.left_labels));
  features.add(join(tags, tree.right_labels));
  features.add(join(tags, join(tree.left_labels, tree.right_labels)));
  features.add(join(side, join(node.both, tree.left_labels)));
  features.add(
      join(tags, view.edge(side == 1 ? head_tree.first_left : head_tree.first_right)));
  features.add(join(tags, view.edge(head_tree.first_left)));
  features.add(join(tags, view.edge(tree.first_left)));
  features.add(join(tags, view.edge(tree.first_right)));
  features.add(join(tags, view.node(arc.dependent - 1).tag));
  features.add(join(tags, view.node(arc.dependent + 1).tag));
  features.add(join(tags, view.node(arc.dependent - 1).word));
  features.add(join(tags, view.node(arc.head - 1).tag));
  features.add(join(tags, view.node(arc.head + 1).tag));
  features.add(join(side, join(head.suffix, node.tag)));
  features.add(join(head_tag, node.suffix));
  features.add(join(side, join(head.suffix, node.suffix)));
  features.add(join(tags, view.node(head_tree.first_right).word));
  if (node.conventions != 0) {
    const std::uint64_t whose = node.conventions;
    features.add(join(tags, whose));
    features.add(join(tags, join(marker, whose)));
    features.add(join(join(side, head.word), whose));
    features.add(join(join(side, node.word), whose));
  }
}

Transition choose_transition(const LinearModel& model,
                             const FeatureVector& features,
                             const ParseState& state) {
  std::array<std::int32_t, 8> scores{};
  model.score(features, scores);
  auto best = Transition::shift;
  bool found = false;
  for (std::size_t i = 0; i < transition_count; ++i) {
    const auto transition = static_cast<Transition>(i);
    if (state.allows(transition) &&
        (!found || scores[i] > scores[static_cast<std::size_t>(best)])) {
      best = transition;
      found = true;
    }
  }
  return best;
}

Transition Parser::next_transition(std::span<const ParseNode> nodes,
                                   const ParseState& state,
                                   FeatureVector& features) const {
  if (const auto only = state.only_transition()) {
    return *only;
  }
  add_transition_features(nodes, state, features);
  return choose_transition(transitions_, features, state);
}

std::vector<Attachment> Parser::parse(std::span<const ParseNode> nodes) const {
  ParseState state{nodes.size()};
  FeatureVector features;
  std::array<std::int32_t, LinearModel::max_classes> scores{};
  while (!state.done()) {
    const Transition transition = next_transition(nodes, state, features);
    std::uint8_t label = 0;
    if (transition != Transition::shift) {
      add_label_features(nodes, state, state.arc_of(transition), features);
      labels_.score(features, scores);
      label = static_cast<std::uint8_t>(best_class(scores, labels_.classes()));
    }
    state.apply(transition, label);
  }
  std::vector<Attachment> tree(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const ParseState::Subtree& subtree = state.subtree(static_cast<std::int32_t>(i));
    tree[i] = {subtree.head == state.root() ? no_head : subtree.head, subtree.label};
  }
  return tree;
}

}  // namespace byline::annotate
