#pragma once

#include "knowledge/rules.hpp"
#include "knowledge/rules_program.hpp"
#include "model/sentence.hpp"

#include <optional>
#include <string>
#include <vector>

/// Tree patterns ready to match (docs/rules.md, section 8).
namespace byline::knowledge {

struct CompiledTreeEdge;

/// A word of the tree: what it must be, and what hangs on it.
struct CompiledTreeNode {
  std::optional<SlotSpec> slot;  ///< the word is the head of what fills it
  std::optional<Program> test;   ///< words; none: any word
  std::vector<CompiledTreeEdge> edges;
};

struct CompiledTreeEdge {
  Relation relation = Relation::unknown;
  bool upwards = false;  ///< the target governs
  std::optional<Program> cases;
  CompiledTreeNode target;
  std::string text;  ///< as its author would write it, without what hangs on it
};

/// One `tree` clause of a rule in one language.
struct CompiledTree {
  std::size_t rule = 0;  ///< index into RuleSet::rules
  CompiledTreeNode head;
  std::vector<std::string> keys;  ///< one of these must stand in the sentence; sorted;
                                  ///< empty: no such words
};

/// Names of relations that a pattern may use, sorted.
const std::vector<std::string>& tree_relation_names();

/// Compiles the clause for the context's language. Throws RuleSyntaxError.
CompiledTree compile_tree(const TreeClause& clause,
                          std::size_t rule,
                          const CompileContext& context);

/// A tree pattern as text: equal for clauses that say the same.
std::string describe(const TreeNode& node);

/// Calls `visit` for the node and everything below it.
template <typename Visit>
void walk_tree(const TreeNode& node, const Visit& visit) {
  visit(node);
  for (const TreeEdge& edge : node.edges) {
    walk_tree(edge.target, visit);
  }
}

}  // namespace byline::knowledge
