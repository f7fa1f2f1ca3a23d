#pragma once

#include "annotate/parse_state.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace byline::annotate {

/// Looks at nodes of a half-built tree; missing ones are all zero.
class ParseView {
 public:
  ParseView(std::span<const ParseNode> nodes, const ParseState& state)
      : nodes_{nodes},
        state_{state} {}

  [[nodiscard]] const ParseNode& node(std::int32_t number) const {
    static const ParseNode absent{};
    return number < 0 || number >= static_cast<std::int32_t>(nodes_.size())
               ? absent
               : nodes_[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] const ParseState::Subtree& subtree(std::int32_t number) const {
    static const ParseState::Subtree none{};
    return number < 0 ? none : state_.subtree(number);
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

/// How far apart two nodes are, in nine steps.
inline std::uint64_t parse_distance(std::int32_t from, std::int32_t to) {
  const std::int32_t size = from < to ? to - from : from - to;
  return size <= 4 ? size : size <= 6 ? 5 : size <= 10 ? 6 : size <= 20 ? 7 : 8;
}

}  // namespace byline::annotate
