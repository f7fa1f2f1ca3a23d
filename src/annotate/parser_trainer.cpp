#include "annotate/parser_trainer.hpp"

#include "annotate/shuffle.hpp"
#include "annotate/transition_scorer.hpp"

#include <algorithm>
#include <array>

namespace byline::annotate {

namespace {

/// Gold arcs of one tree, for counting what a transition makes unreachable.
class GoldTree {
 public:
  explicit GoldTree(const TrainingTree& tree) : heads_(tree.gold.size()) {
    const auto root = static_cast<std::int32_t>(tree.gold.size());
    dependents_.resize(tree.gold.size() + 1);
    for (std::size_t i = 0; i < tree.gold.size(); ++i) {
      const std::int32_t head = tree.gold[i].head == no_head ? root : tree.gold[i].head;
      heads_[i] = head;
      dependents_[static_cast<std::size_t>(head)].push_back(static_cast<std::int32_t>(i));
    }
  }

  [[nodiscard]] std::int32_t head(std::int32_t node) const {
    return heads_[static_cast<std::size_t>(node)];
  }
  /// Gold dependents of `node` that are still in the buffer.
  [[nodiscard]] int waiting(std::int32_t node, const ParseState& state) const {
    const std::vector<std::int32_t>& list = dependents_[static_cast<std::size_t>(node)];
    const std::int32_t first = state.buffer(0);
    return static_cast<int>(
        std::count_if(list.begin(), list.end(), [first](auto d) { return d >= first; }));
  }
  /// Gold dependents of `node` that are on the stack.
  [[nodiscard]] int stacked(std::int32_t node, const ParseState& state) const {
    int count = 0;
    for (const std::int32_t dependent : dependents_[static_cast<std::size_t>(node)]) {
      count += on_stack(dependent, state) ? 1 : 0;
    }
    return count;
  }
  static bool on_stack(std::int32_t node, const ParseState& state) {
    return node < state.buffer(0) && node != state.root() &&
           state.subtree(node).head == no_node;
  }

  /// Gold arcs that can be built now and cannot after `transition`.
  [[nodiscard]] int cost(Transition transition, const ParseState& state) const {
    const std::int32_t top = state.stack(0);
    const std::int32_t next = state.buffer(0);
    if (transition == Transition::shift) {
      const std::int32_t wanted = head(next);
      return stacked(next, state) + (wanted != top && on_stack(wanted, state) ? 1 : 0);
    }
    const std::int32_t wanted = head(top);
    const int lost = waiting(top, state);
    if (transition == Transition::left) {
      return lost + (wanted > next || wanted == state.stack(1) ? 1 : 0);
    }
    return lost + (wanted >= next ? 1 : 0);
  }

 private:
  std::vector<std::int32_t> heads_;
  std::vector<std::vector<std::int32_t>> dependents_;
};

class Training {
 public:
  Training(std::size_t label_count, const ParserOptions& options, Random& random)
      : transitions_{options.log2_transition_rows, transition_count},
        labels_{options.log2_label_rows, label_count},
        margin_{options.margin},
        label_margin_{options.label_margin},
        random_{random} {}

  void learn(TrainingTree tree, bool explore) {
    const GoldTree gold{tree};
    if (!tree.nodes.empty()) {
      const std::uint8_t told = told_or_not(tree.nodes.front().conventions, random_);
      for (ParseNode& node : tree.nodes) {
        node.conventions = told;
      }
    }
    ParseState state{tree.nodes.size()};
    while (!state.done()) {
      const Transition transition = next(tree, gold, state, explore);
      state.apply(transition,
                  transition == Transition::shift ? std::uint8_t{0}
                                                  : label(tree, gold, state, transition));
    }
    transitions_.tick();
    labels_.tick();
  }

  /// 32 times the averages.
  [[nodiscard]] LinearModel transitions() const { return transitions_.average(32); }
  [[nodiscard]] LinearModel labels() const { return labels_.average(32); }

 private:
  Transition next(const TrainingTree& tree,
                  const GoldTree& gold,
                  const ParseState& state,
                  bool explore) {
    if (const auto only = state.only_transition()) {
      return *only;
    }
    add_transition_features(tree.nodes, state, features_);
    std::array<std::int32_t, 8> scores{};
    transitions_.current().score(features_, scores);
    std::array<int, transition_count> costs{};
    int least = INT32_MAX;
    for (std::size_t i = 0; i < transition_count; ++i) {
      if (state.allows(static_cast<Transition>(i))) {
        costs[i] = gold.cost(static_cast<Transition>(i), state);
        least = std::min(least, costs[i]);
      }
    }
    std::size_t best = transition_count;
    std::size_t right = transition_count;
    std::size_t wrong = transition_count;
    for (std::size_t i = 0; i < transition_count; ++i) {
      if (!state.allows(static_cast<Transition>(i))) {
        continue;
      }
      if (best == transition_count || scores[i] > scores[best]) {
        best = i;
      }
      if (costs[i] == least && (right == transition_count || scores[i] > scores[right])) {
        right = i;
      }
      if (costs[i] != least && (wrong == transition_count || scores[i] > scores[wrong])) {
        wrong = i;
      }
    }
    if (wrong != transition_count && !leads(scores, right, wrong, margin_)) {
      transitions_.update(features_, right, 1);
      transitions_.update(features_, wrong, -1);
    }
    return static_cast<Transition>(explore && random_.below(10) != 0 ? best : right);
  }

  std::uint8_t label(const TrainingTree& tree,
                     const GoldTree& gold,
                     const ParseState& state,
                     Transition transition) {
    const ParseState::Arc arc = state.arc_of(transition);
    add_label_features(tree.nodes, state, arc, features_);
    std::array<std::int32_t, LinearModel::max_classes> scores{};
    labels_.current().score(features_, scores);
    const std::size_t best = best_class(scores, labels_.current().classes());
    if (gold.head(arc.dependent) == arc.head) {
      const std::uint8_t right = tree.gold[static_cast<std::size_t>(arc.dependent)].label;
      const std::size_t wrong = best_rival(scores, 0, labels_.current().classes(), right);
      if (wrong != right && !leads(scores, right, wrong, label_margin_)) {
        labels_.update(features_, right, 1);
        labels_.update(features_, wrong, -1);
      }
    }
    return static_cast<std::uint8_t>(best);
  }

  PerceptronTrainer transitions_;
  PerceptronTrainer labels_;
  int margin_;
  int label_margin_;
  Random& random_;
  FeatureVector features_;
};

}  // namespace

Parser train_parser(const std::vector<TrainingTree>& trees,
                    std::size_t label_count,
                    const ParserOptions& options) {
  Random random{options.seed};
  std::vector<LinearModel> transitions;
  std::vector<LinearModel> labels;
  for (int run = 0; run < options.runs; ++run) {
    Training training{label_count, options, random};
    for (int round = 0; round < options.rounds; ++round) {
      for (const std::size_t number : shuffled(trees.size(), random)) {
        training.learn(trees[number], round > 0);
      }
    }
    transitions.push_back(training.transitions());
    labels.push_back(training.labels());
  }
  const int threshold = options.threshold_percent * 32 / 100;
  return Parser{mean_of(transitions, 4, threshold), mean_of(labels, 4, threshold)};
}

}  // namespace byline::annotate
