#pragma once

#include "annotate/parser.hpp"
#include "annotate/word_features.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace byline::annotate {

/// Words [first, end) that the parser takes as one node: a word, or a name.
struct NodeWords {
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t type = 0;  ///< index in name_types, or name_types.size() if it is not known
  [[nodiscard]] bool is_name() const { return end - first > 1; }
  auto operator<=>(const NodeWords&) const = default;
};

/// All words of a sentence as nodes: the `names` of two words or more, and the single
/// words between them. Names that overlap an earlier one are left out; `names` in order.
std::vector<NodeWords> group_names(std::size_t words, std::span<const NodeWords> names);

/// What the parser sees of a group, and of a word inside a name, whose own tree it builds
/// first.
ParseNode node_of(std::span<const WordFeatures> words, const NodeWords& group);
ParseNode inner_node(const WordFeatures& word);

/// Parses the groups, then the words inside each name; every word gets an attachment.
std::vector<Attachment> parse_groups(const Parser& parser,
                                     std::span<const WordFeatures> words,
                                     std::span<const NodeWords> groups);

/// The gold tree over `groups`, and the gold trees inside its names. A name whose words
/// are no subtree is first split into its words in `groups`.
struct GroupedTree {
  std::vector<NodeWords> groups;
  std::vector<Attachment> gold;                ///< one a group
  std::vector<std::vector<Attachment>> inner;  ///< one a name, in order
};
GroupedTree group_gold(std::span<const Attachment> gold,
                       std::span<const NodeWords> groups);

}  // namespace byline::annotate
