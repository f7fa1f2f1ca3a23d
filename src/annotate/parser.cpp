#include "annotate/parser.hpp"

#include "annotate/feature_hash.hpp"
#include "annotate/parse_view.hpp"
#include "annotate/transition_scorer.hpp"

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

void add_label_features(std::span<const ParseNode> nodes,
                        const ParseState& state,
                        const ParseState::Arc& arc,
                        FeatureVector& features) {
  const ParseView view{nodes, state};
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
  const std::uint64_t far = parse_distance(arc.head, arc.dependent);
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

std::vector<Attachment> Parser::parse(std::span<const ParseNode> nodes) const {
  ParseState state{nodes.size()};
  TransitionScorer transitions{transitions_, nodes};
  FeatureVector features;
  std::array<std::int32_t, LinearModel::max_classes> scores{};
  while (!state.done()) {
    const auto only = state.only_transition();
    const Transition transition = only ? *only : transitions.best(state);
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
