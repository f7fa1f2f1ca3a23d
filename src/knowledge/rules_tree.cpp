#include "knowledge/rules_tree.hpp"

#include "knowledge/rules_expand.hpp"

#include <map>

namespace byline::knowledge {
namespace {

const std::map<std::string, Relation, std::less<>>& relations() {
  static const std::map<std::string, Relation, std::less<>> names{
      {"acl", Relation::acl},
      {"advcl", Relation::advcl},
      {"advmod", Relation::advmod},
      {"agent", Relation::agent},
      {"amod", Relation::amod},
      {"appos", Relation::appos},
      {"aux", Relation::aux},
      {"case", Relation::case_},
      {"ccomp", Relation::ccomp},
      {"compound", Relation::compound},
      {"conj", Relation::conj},
      {"cop", Relation::cop},
      {"csubj", Relation::csubj},
      {"det", Relation::det},
      {"flat", Relation::flat},
      {"iobj", Relation::iobj},
      {"mark", Relation::mark},
      {"nmod", Relation::nmod},
      {"nsubj", Relation::nsubj},
      {"nummod", Relation::nummod},
      {"obj", Relation::obj},
      {"obl", Relation::obl},
      {"parataxis", Relation::parataxis},
      {"passive_subject", Relation::passive_subject},
      {"xcomp", Relation::xcomp}};
  return names;
}

std::string print_slot(const SlotSpec& slot) {
  std::string text = slot.name + (slot.optional ? "?:" : ":");
  for (const std::string& type : slot.types) {
    text += (&type == &slot.types.front() ? " " : " | ") + type;
  }
  return text;
}

std::string print_words(const Pattern& pattern) {
  std::string text;
  for (const Pattern& part : pattern.parts) {
    text += text.empty() ? "" : pattern.kind == PatternKind::alternatives ? "|" : " ";
    text += part.parts.empty() ? print_words(part) : "(" + print_words(part) + ")";
  }
  switch (pattern.kind) {
    case PatternKind::word: return "\"" + pattern.text + "\"";
    case PatternKind::lemma:
      return "~" + pattern.text + (pattern.feature.empty() ? "" : "." + pattern.feature);
    case PatternKind::set: return "@" + pattern.text;
    case PatternKind::tag: return "#" + pattern.text;
    case PatternKind::any: return "any";
    default: return text;
  }
}

std::string print_edge(const TreeEdge& edge) {
  std::string text = edge.upwards ? "<-" : "-";
  text += edge.relation;
  for (const std::string& word : edge.cases) {
    text += (&word == &edge.cases.front() ? "(\"" : " | \"") + word + "\"";
  }
  text += edge.cases.empty() ? "" : ")";
  text += edge.upwards ? "- " : "-> ";
  return text + (edge.target.slot ? print_slot(*edge.target.slot)
                                  : print_words(edge.target.test));
}

bool has_words(const Pattern& pattern) {
  return !pattern.parts.empty() || pattern.kind != PatternKind::sequence;
}

CompiledTreeNode compile_node(const TreeNode& node, const CompileContext& context) {
  CompiledTreeNode result;
  result.slot = node.slot;
  if (has_words(node.test)) {
    result.test = compile(node.test, context);
  }
  for (const TreeEdge& edge : node.edges) {
    CompiledTreeEdge compiled;
    compiled.relation = relations().at(edge.relation);
    compiled.upwards = edge.upwards;
    if (!edge.cases.empty()) {
      compiled.cases = compile(words_pattern(edge.cases, node.test.place), context);
    }
    compiled.target = compile_node(edge.target, context);
    compiled.text = print_edge(edge);
    result.edges.push_back(std::move(compiled));
  }
  return result;
}

}  // namespace

const std::vector<std::string>& tree_relation_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [name, relation] : relations()) {
      all.push_back(name);
    }
    return all;
  }();
  return names;
}

CompiledTree compile_tree(const TreeClause& clause,
                          std::size_t rule,
                          const CompileContext& context) {
  CompiledTree result;
  result.rule = rule;
  result.head = compile_node(clause.head, context);
  if (result.head.test) {
    result.keys = result.head.test->keys;
  }
  return result;
}

std::string describe(const TreeNode& node) {
  std::string text = node.slot ? print_slot(*node.slot) : print_words(node.test);
  for (const TreeEdge& edge : node.edges) {
    text += " " + print_edge(edge) + "[" + describe(edge.target) + "]";
  }
  return text;
}

}  // namespace byline::knowledge
