#include "annotate/transition_scorer.hpp"

#include "annotate/feature_hash.hpp"
#include "annotate/parse_view.hpp"

namespace byline::annotate {

namespace {

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

/// What a feature looks at: nodes of the stack (of the top itself no dependents), nodes
/// of the buffer, or both or more.
enum class Part : std::uint8_t { stack, buffer, rest };

/// Adds the features of one part; the others only count as templates.
template <Part part>
class PartAdder {
 public:
  explicit PartAdder(FeatureVector& features) : features_{features} {}

  void stack(std::uint64_t hash) { add_to<Part::stack>(hash); }
  void buffer(std::uint64_t hash) { add_to<Part::buffer>(hash); }
  void add(std::uint64_t hash) { add_to<Part::rest>(hash); }

 private:
  template <Part of>
  void add_to(std::uint64_t hash) {
    part == of ? features_.add(hash) : features_.skip();
  }

  FeatureVector& features_;
};

/// Adds them all.
class FullAdder {
 public:
  explicit FullAdder(FeatureVector& features) : features_{features} {}

  void stack(std::uint64_t hash) { features_.add(hash); }
  void buffer(std::uint64_t hash) { features_.add(hash); }
  void add(std::uint64_t hash) { features_.add(hash); }

 private:
  FeatureVector& features_;
};

template <typename Adder>
void add_words(const Corner& at, Adder& features) {
  features.add(join(at.t0, join(at.u0, at.t1)));
  features.stack(at.s0.both);
  features.stack(at.s0.word);
  features.stack(at.s1.both);
  features.stack(at.s1.word);
  features.stack(at.s2.both);
  features.buffer(at.b0.both);
  features.buffer(at.b0.word);
  features.buffer(at.b1.both);
  features.buffer(at.b1.word);
  features.buffer(at.b2.both);
  features.stack(at.t0);
  features.buffer(join(at.u0, at.u1));
  features.add(join(at.s0.suffix, at.u0));
  features.add(join(at.b0.suffix, at.t0));
}

template <typename Adder>
void add_pairs(const Corner& at, Adder& features) {
  features.add(join(at.s0.both, at.b0.both));
  features.add(join(at.s0.both, at.b0.word));
  features.add(join(at.s0.word, at.b0.both));
  features.add(join(at.s0.both, at.u0));
  features.add(join(at.t0, at.b0.both));
  features.add(join(at.t0, at.u0));
  features.stack(join(at.s1.both, at.s0.both));
  features.stack(join(at.s1.both, at.t0));
  features.stack(join(at.t1, at.s0.both));
  features.stack(join(at.t1, at.t0));
  features.add(join(at.s1.both, at.u0));
  features.add(join(at.t1, at.b0.both));
  features.add(join(at.s1.both, at.b0.both));
  features.add(join(at.s0.both, at.u1));
  features.buffer(join(at.b0.both, at.u1));
  features.buffer(join(at.u0, at.b1.both));
  features.add(join(at.s0.both, at.b1.both));
}

template <typename Adder>
void add_triples(const Corner& at, Adder& features) {
  const std::uint64_t s0b0 = join(at.t0, at.u0);
  const std::uint64_t s1s0 = join(at.t1, at.t0);
  features.buffer(join(join(at.u0, at.u1), at.u2));
  features.add(join(s0b0, at.u1));
  features.add(join(join(s0b0, at.u1), at.u2));
  features.add(join(s1s0, at.u0));
  features.add(join(join(s1s0, at.u0), at.u1));
  features.stack(join(at.t2, s1s0));
  features.add(join(join(at.t2, s1s0), at.u0));
  features.add(join(join(at.s0.both, at.u0), at.u1));
  features.add(join(join(at.t0, at.b0.both), at.u1));
  features.add(join(join(at.t1, at.s0.both), at.u0));
  features.add(join(join(at.t1, at.t0), at.b0.both));
  features.add(join(join(at.s1.both, at.t0), at.u0));
}

template <typename Adder>
void add_dependents(const ParseView& view, const Corner& at, Adder& features) {
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
  features.stack(join(s1s0, s1_right));
  features.stack(join(s1s0, s1_left));
  features.add(join(s1s0, s0_left));
  features.add(join(s1s0, s0_right));
  features.add(join(join(s1s0, s1_right), at.u0));
  features.add(join(at.s0.word, s0_right));
  features.stack(join(at.s1.word, s1_right));
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
  features.stack(join(at.t0, view.node(at.s1_tree.first_right).both));
}

template <typename Adder>
void add_shape(const ParseState& state, const Corner& at, Adder& features) {
  const std::uint64_t near =
      state.stack(0) < 0 ? 9 : parse_distance(state.stack(0), state.buffer(0));
  const std::uint64_t far =
      state.stack(1) < 0 ? 9 : parse_distance(state.stack(1), state.stack(0));
  features.add(join(at.s0.both, near));
  features.add(join(at.b0.both, near));
  features.add(join(join(at.t0, at.u0), near));
  features.stack(join(join(at.t1, at.t0), far));
  features.stack(join(at.s1.both, far));
  features.add(join(join(at.t1, at.t0), join(at.u0, far)));
  features.add(join(at.s0.both, at.s0_tree.right_count * 16U + at.s0_tree.left_count));
  features.add(join(at.t0, at.s0_tree.right_count));
  features.stack(join(at.s1.both, at.s1_tree.right_count));
  features.add(join(at.b0.both, at.b0_tree.left_count));
  features.add(join(at.u0, at.b0_tree.left_count));
  features.add(join(at.s0.both, at.s0_tree.right_labels));
  features.add(join(at.t0, at.s0_tree.left_labels));
  features.add(join(join(at.t0, at.u0), at.s0_tree.right_labels));
  features.add(join(join(at.t0, at.u0), at.s0_tree.left_labels));
  features.stack(join(at.s1.both, at.s1_tree.right_labels));
  features.stack(join(join(at.t1, at.t0), at.s1_tree.right_labels));
  features.stack(join(join(at.t1, at.t0), at.s1_tree.left_labels));
  features.add(join(join(at.t0, at.u0), at.b0_tree.left_labels));
  features.add(join(at.b0.both, at.b0_tree.left_labels));
}

template <typename Adder>
void add_groups(const ParseView& view, const Corner& at, Adder& features) {
  const ParseNode& b0_case = view.node(at.b0_tree.first_left);
  features.add(join(at.s0.group, at.b0.group));
  features.add(join(at.s0.group, at.u0));
  features.add(join(at.t0, at.b0.group));
  features.stack(join(at.s1.group, at.s0.group));
  features.add(join(at.s1.group, join(at.t0, at.b0.group)));
  features.add(join(at.s1.group, join(at.t0, b0_case.group)));
  features.add(join(at.s0.group, join(at.b0.group, b0_case.word)));
  features.add(join(at.b1.group, join(at.t0, at.u0)));
}

/// What treebanks disagree about.
template <typename Adder>
void add_conventions(const Corner& at, Adder& features) {
  const std::uint64_t whose = at.s0.conventions;
  features.add(join(join(at.t0, at.u0), whose));
  features.add(join(at.s0.word, whose));
  features.add(join(at.s0.word, join(at.b0.word, whose)));
}

Corner corner_of(const ParseView& view, const ParseState& state) {
  const std::int32_t s0 = state.stack(0);
  const std::int32_t s1 = state.stack(1);
  const std::int32_t s2 = state.stack(2);
  const std::int32_t b0 = state.buffer(0);
  const std::int32_t b1 = state.buffer(1);
  const std::int32_t b2 = state.buffer(2);
  return {.s0 = view.node(s0),
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
}

template <typename Adder>
void add_all(const ParseView& view,
             const ParseState& state,
             const Corner& at,
             Adder& features) {
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

/// Writes the scores that the features of `part` give.
template <Part part>
void score_part(const LinearModel& model,
                const ParseView& view,
                const ParseState& state,
                const Corner& at,
                FeatureVector& features,
                std::span<std::int32_t> scores) {
  features.clear();
  PartAdder<part> adder{features};
  add_all(view, state, at, adder);
  model.score(features, scores);
}

}  // namespace

void add_transition_features(std::span<const ParseNode> nodes,
                             const ParseState& state,
                             FeatureVector& features) {
  const ParseView view{nodes, state};
  features.clear();
  FullAdder adder{features};
  add_all(view, state, corner_of(view, state), adder);
}

TransitionScorer::Scores TransitionScorer::score(const ParseState& state) {
  const ParseView view{nodes_, state};
  const Corner at = corner_of(view, state);
  Top& top = tops_[static_cast<std::size_t>(state.stack(0))];
  if (!top.known) {
    score_part<Part::stack>(model_, view, state, at, features_, top.scores);
    top.known = true;
  }
  if (buffered_ != state.buffer(0)) {
    score_part<Part::buffer>(model_, view, state, at, features_, buffer_);
    buffered_ = state.buffer(0);
  }
  Scores scores{};
  score_part<Part::rest>(model_, view, state, at, features_, scores);
  for (std::size_t i = 0; i < transition_count; ++i) {
    scores[i] += top.scores[i] + buffer_[i];
  }
  return scores;
}

Transition TransitionScorer::best(const ParseState& state) {
  const Scores scores = score(state);
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

}  // namespace byline::annotate
