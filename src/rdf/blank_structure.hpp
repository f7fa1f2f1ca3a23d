#pragma once

#include "rdf/quad.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// What a dataset looks like when the names of its blank nodes are forgotten: the part of
/// the comparison of datasets that looks at one of them.
namespace byline::rdf {

using Colour = std::uint64_t;
using Node = std::size_t;  ///< index of a blank node of one dataset
using Colours = std::map<Node, Colour>;

/// Mixes two 64-bit values (the finaliser of SplitMix64).
constexpr Colour mix(Colour a, Colour b) {
  Colour x = a * 0x9E3779B97F4A7C15ULL + b + 0x632BE59BD9B4E019ULL;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

inline constexpr std::size_t positions = 4;
inline constexpr Node no_node = static_cast<Node>(-1);

/// A quad whose blank nodes are numbers and whose other terms are hashes.
struct Pattern {
  std::array<Node, positions> nodes{no_node, no_node, no_node, no_node};
  std::array<Colour, positions> terms{};
};

/// The quads of a dataset that hold blank nodes.
class BlankPart {
 public:
  explicit BlankPart(const std::vector<Quad>& quads);

  /// Splits the patterns by the blank nodes they share; in order of their first node.
  [[nodiscard]] std::vector<std::vector<Pattern>> components() const;
  [[nodiscard]] const std::string& label(Node node) const { return *labels_[node]; }

 private:
  Node node_of(const std::string& label);

  std::vector<Pattern> patterns_;
  std::map<std::string, Node> numbers_;
  std::vector<const std::string*> labels_;
};

/// All nodes of `patterns`, alike.
Colours plain_colours(const std::vector<Pattern>& patterns);

/// One step: a node's new colour depends on its old one and on what its quads look like.
Colours refine_once(const std::vector<Pattern>& patterns, const Colours& old);

struct Refined {
  Colours colours;
  std::size_t steps = 0;
};

/// Refines until no class of equal colour splits any more.
Refined refine(const std::vector<Pattern>& patterns, Colours colours);

/// The colours without their nodes, sorted.
std::vector<Colour> sorted_values(const Colours& colours);

}  // namespace byline::rdf
