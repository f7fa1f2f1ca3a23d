#pragma once

#include "annotate/word_features.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace byline::annotate {

/// What the parser sees of one node: a word, or a name of several words as one.
struct ParseNode {
  std::uint64_t word = 0;  ///< its identity for the lexicon
  std::uint64_t both = 0;  ///< word and tag
  std::uint64_t suffix = 0;
  std::uint64_t group = 0;       ///< its class; where it has none, its identity
  std::uint8_t tag = 0;          ///< fine tag, see TagSet
  std::uint8_t conventions = 0;  ///< see WordFeatures
};

ParseNode node_of(const WordFeatures& word);

/// The transitions of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez, Satta 2011).
enum class Transition : std::uint8_t {
  shift,  ///< moves the first node of the buffer to the stack
  left,   ///< makes the top of the stack a dependent of the first of the buffer
  right   ///< makes the top of the stack a dependent of the node below it
};

inline constexpr std::size_t transition_count = 3;
inline constexpr std::int32_t no_node = -1;

/// A half-built tree. The root is an artificial node behind the last word, so that
/// exactly one word hangs on it.
class ParseState {
 public:
  /// What is known of a node's dependents so far.
  struct Subtree {
    std::int32_t head = no_node;
    std::int32_t first_left = no_node;   ///< outermost dependent on the left
    std::int32_t second_left = no_node;  ///< the one attached before it
    std::int32_t first_right = no_node;  ///< outermost dependent on the right
    std::int32_t second_right = no_node;
    std::uint64_t left_labels = 0;  ///< bit set
    std::uint64_t right_labels = 0;
    std::uint8_t left_count = 0;  ///< stops at 255
    std::uint8_t right_count = 0;
    std::uint8_t label = 0;  ///< of the arc to `head`
  };

  /// Begins with all `words` nodes in the buffer.
  explicit ParseState(std::size_t words);

  [[nodiscard]] bool done() const;
  [[nodiscard]] bool allows(Transition transition) const;
  /// The transition that is allowed, if there is just one.
  [[nodiscard]] std::optional<Transition> only_transition() const;
  /// Applies an allowed transition; arcs get `label` (< 64).
  void apply(Transition transition, std::uint8_t label);
  /// Head and dependent of the arc that `left` or `right` would make.
  struct Arc {
    std::int32_t head = no_node;
    std::int32_t dependent = no_node;
  };
  [[nodiscard]] Arc arc_of(Transition transition) const;

  /// The node `depth` below the top of the stack, or no_node.
  [[nodiscard]] std::int32_t stack(std::size_t depth) const {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : no_node;
  }
  /// The node `ahead` of the first of the buffer; root() is its last; or no_node.
  [[nodiscard]] std::int32_t buffer(std::size_t ahead) const {
    const std::int32_t node = next_ + static_cast<std::int32_t>(ahead);
    return node <= root() ? node : no_node;
  }
  [[nodiscard]] std::int32_t root() const {
    return static_cast<std::int32_t>(nodes_.size()) - 1;
  }
  [[nodiscard]] std::size_t stack_size() const { return stack_.size(); }
  [[nodiscard]] const Subtree& subtree(std::int32_t node) const {
    return nodes_[static_cast<std::size_t>(node)];
  }
  /// Gives the arc to `node`'s head its final label (without touching label sets).
  void relabel(std::int32_t node, std::uint8_t label) {
    nodes_[static_cast<std::size_t>(node)].label = label;
  }

 private:
  void attach(const Arc& arc, std::uint8_t label);

  std::vector<Subtree> nodes_;  ///< the words, then the root
  std::vector<std::int32_t> stack_;
  std::int32_t next_ = 0;
};

}  // namespace byline::annotate
