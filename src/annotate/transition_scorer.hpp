#pragma once

#include "annotate/linear_model.hpp"
#include "annotate/parse_state.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace byline::annotate {

/// The features of the next transition.
void add_transition_features(std::span<const ParseNode> nodes,
                             const ParseState& state,
                             FeatureVector& features);

/// Chooses the transitions of one sentence. The sums are those of
/// add_transition_features(), but what a third of the features gives is kept: a node's
/// neighbours in the stack, and their dependents, stay as they are while it is the top,
/// however often; so do the first nodes of the buffer until one is shifted. Borrows its
/// arguments.
class TransitionScorer {
 public:
  TransitionScorer(const LinearModel& model, std::span<const ParseNode> nodes)
      : model_{model},
        nodes_{nodes},
        tops_(nodes.size()) {}

  /// The allowed transition with the best score; two are allowed or more.
  Transition best(const ParseState& state);

 private:
  using Scores = std::array<std::int32_t, 4>;  // LinearModel::stride() of transitions
  struct Top {
    Scores scores{};
    bool known = false;
  };

  Scores score(const ParseState& state);

  const LinearModel& model_;
  std::span<const ParseNode> nodes_;
  FeatureVector features_;
  std::vector<Top> tops_;  ///< by the node that is the top of the stack
  Scores buffer_{};
  std::int32_t buffered_ = no_node;  ///< the first node of the buffer that this is of
};

}  // namespace byline::annotate
