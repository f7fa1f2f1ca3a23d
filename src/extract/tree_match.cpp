#include "extract/tree_match.hpp"

#include "extract/sentence_tree.hpp"

#include <algorithm>
#include <utility>

namespace byline::extract {
namespace {

using knowledge::CompiledTree;
using knowledge::CompiledTreeEdge;
using knowledge::CompiledTreeNode;
using knowledge::Op;
using knowledge::SlotSpec;

constexpr std::size_t most_dependents = 64;

bool wants(const SlotSpec& slot, std::initializer_list<std::string_view> types) {
  return std::ranges::any_of(slot.types, [&](const std::string& type) {
    return std::ranges::find(types, std::string_view{type}) != types.end();
  });
}

bool wants_mention(const SlotSpec& slot) {
  return std::ranges::any_of(slot.types, [](const std::string& type) {
    return type == "entity" || type.find(':') != std::string::npos;
  });
}

/// What fills a slot whose head word is at one token.
class NodeFiller {
 public:
  NodeFiller(const SentenceView& view, const SentenceTree& tree)
      : view_(view),
        tree_(tree) {}

  [[nodiscard]] std::vector<Filler> fill(const SlotSpec& slot, std::size_t token) const {
    std::vector<Filler> fillers;
    if (wants_mention(slot)) {
      fillers = fillers_at(view_, tree_, slot, token);
    }
    if (fillers.empty() && wants(slot, {"date", "period"})) {
      fillers = expression(slot, token, view_.sentence().dates);
    }
    if (fillers.empty() && wants(slot, {"number", "percent", "money"})) {
      fillers = expression(slot, token, view_.sentence().numbers);
    }
    if (fillers.empty() && wants(slot, {"class", "topic", "phrase"})) {
      fillers = phrase(slot, token);
    }
    if (fillers.empty() && wants(slot, {"text"})) {
      fillers = whole_subtree(slot, token);
    }
    std::ranges::sort(fillers, {}, [](const Filler& filler) { return filler.tokens; });
    return fillers;
  }

 private:
  /// Dates and numbers are read as in token patterns, from their first token.
  template <typename Expressions>
  [[nodiscard]] std::vector<Filler> expression(const SlotSpec& slot,
                                               std::size_t token,
                                               const Expressions& all) const {
    for (const auto& one : all) {
      if (!covers(one.tokens, token)) {
        continue;
      }
      for (SlotFill& fill : fill_slot(view_, slot, one.tokens.first)) {
        if (fill.end == one.tokens.end) {
          return std::move(fill.fillers);
        }
      }
    }
    return {};
  }

  /// The expression holds the word or counts it ("5 billion dollars", "300 workers").
  [[nodiscard]] bool covers(const TokenRange& range, std::size_t token) const {
    const auto inside = [&](std::size_t i) { return i >= range.first && i < range.end; };
    return inside(token) ||
           std::ranges::any_of(tree_.children(token), [&](std::size_t c) {
             return view_.token(c).relation == Relation::nummod && inside(c);
           });
  }

  /// The word with the modifiers right before it, as long as a token slot takes them.
  [[nodiscard]] std::vector<Filler> phrase(const SlotSpec& slot,
                                           std::size_t token) const {
    std::size_t begin = token;
    while (begin > 0 && tree_.head(begin - 1) == token && modifies(begin - 1)) {
      --begin;
    }
    for (; begin <= token; ++begin) {
      for (SlotFill& fill : fill_slot(view_, slot, begin)) {
        if (fill.end > token) {
          return std::move(fill.fillers);
        }
      }
    }
    return {};
  }

  [[nodiscard]] bool modifies(std::size_t i) const {
    const Relation relation = view_.token(i).relation;
    return relation == Relation::amod || relation == Relation::compound ||
           relation == Relation::flat;
  }

  [[nodiscard]] std::vector<Filler> whole_subtree(const SlotSpec& slot,
                                                  std::size_t token) const {
    std::size_t first = token;
    std::size_t last = token;
    std::vector<std::size_t> open{token};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      first = std::min(first, at);
      last = std::max(last, at);
      open.insert(open.end(), tree_.children(at).begin(), tree_.children(at).end());
    }
    while (first < token && view_.is_punctuation(first)) {
      ++first;
    }
    while (last > token && view_.is_punctuation(last)) {
      --last;
    }
    if (last + 1 - first > slot.max_tokens) {
      return {};
    }
    Filler filler;
    filler.tokens = {first, last + 1};
    filler.span = view_.span_of(first, last + 1);
    return {filler};
  }

  const SentenceView& view_;
  const SentenceTree& tree_;
};

class TreeMatcher {
 public:
  TreeMatcher(const SentenceView& view, const CompiledTree& pattern, PartialTree* partial)
      : view_(view),
        tree_(view),
        filler_(view, tree_),
        pattern_(pattern),
        partial_(partial) {}

  std::vector<RuleMatch> run() {
    std::vector<RuleMatch> matches;
    for (std::size_t i = 0; i < view_.size(); ++i) {
      head_ = i;
      followed_ = 0;
      RuleMatch found;
      found.rule = pattern_.rule;
      found.construction = "tree";
      found.from_tree = true;
      found.match.tokens = {i, i + 1};
      if (node(pattern_.head, i, found.match) && is_distinct(found.match)) {
        std::ranges::sort(found.match.trigger);
        matches.push_back(std::move(found));
      }
    }
    return matches;
  }

 private:
  bool node(const CompiledTreeNode& node, std::size_t token, Match& match) {
    if (node.slot && !capture(*node.slot, token, match)) {
      return false;
    }
    std::uint16_t bits = 0;
    if (node.test && !words(*node.test, token, match, bits)) {
      return false;
    }
    return std::ranges::all_of(node.edges, [&](const CompiledTreeEdge& edge) {
      const bool found = follow(edge, token, bits, match);
      if (found) {
        ++followed_;
      } else {
        note_failure(edge);
      }
      return found || (edge.target.slot && edge.target.slot->optional);
    });
  }

  bool capture(const SlotSpec& slot, std::size_t token, Match& match) {
    auto fillers = filler_.fill(slot, token);
    if (fillers.empty()) {
      return false;
    }
    if (slot.single) {
      fillers.resize(1);
    }
    cover(match, fillers.front().tokens);
    cover(match, fillers.back().tokens);
    match.captures.push_back({slot.name, std::move(fillers)});
    return true;
  }

  bool words(const knowledge::Program& test,
             std::size_t token,
             Match& match,
             std::uint16_t& bits) {
    const auto found = match_at(view_, test, token);
    if (!found || found->tokens.end <= token) {
      return false;
    }
    cover(match, found->tokens);
    match.trigger.insert(
        match.trigger.end(), found->trigger.begin(), found->trigger.end());
    match.forms.insert(match.forms.end(), found->forms.begin(), found->forms.end());
    bits = found->forms.empty() ? std::uint16_t{0} : found->forms.front().bits;
    return true;
  }

  static void cover(Match& match, const TokenRange& tokens) {
    match.tokens.first = std::min(match.tokens.first, tokens.first);
    match.tokens.end = std::max(match.tokens.end, tokens.end);
  }

  bool follow(const CompiledTreeEdge& edge,
              std::size_t token,
              std::uint16_t bits,
              Match& match) {
    for (const std::size_t target : targets(edge, token, bits)) {
      if (edge.cases && !has_case(*edge.cases, target)) {
        continue;
      }
      Match attempt = match;
      if (node(edge.target, target, attempt)) {
        match = std::move(attempt);
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::vector<std::size_t> targets(const CompiledTreeEdge& edge,
                                                 std::size_t token,
                                                 std::uint16_t bits) const {
    if (edge.upwards) {
      const bool fits = view_.token(token).relation == edge.relation;
      return fits && tree_.head(token) != no_token
                 ? std::vector<std::size_t>{tree_.head(token)}
                 : std::vector<std::size_t>{};
    }
    std::vector<std::size_t> found;
    for (const std::size_t child : tree_.children(token)) {
      if (is_related(edge.relation, child) && found.size() < most_dependents) {
        found.push_back(tree_.without_relative(token, child));
      }
    }
    if (found.empty()) {
      const std::size_t shared = shared_subject(edge.relation, token, bits);
      if (shared != no_token) {
        found.push_back(shared);
      }
    }
    return found;
  }

  /// The "by" phrase is an agent, too, where the tree calls it an oblique.
  [[nodiscard]] bool is_related(Relation wanted, std::size_t child) const {
    const Relation relation = view_.token(child).relation;
    if (wanted == Relation::agent && relation == Relation::obl) {
      const std::size_t word = tree_.child(child, Relation::case_);
      return word != no_token && view_.in_set(word, "by");
    }
    return relation == wanted || (wanted == Relation::obl && relation == Relation::agent);
  }

  /// The subject that a verb shares with another. A reduced relative clause has a voice
  /// only by its verb's form: "a company founded in 2010" founds nothing.
  [[nodiscard]] std::size_t shared_subject(Relation relation,
                                           std::size_t token,
                                           std::uint16_t bits) const {
    const bool passive = relation == Relation::passive_subject;
    if (relation != Relation::nsubj && !passive) {
      return no_token;
    }
    const bool other_voice =
        tree_.child(token, passive ? Relation::nsubj : Relation::passive_subject) !=
        no_token;
    const bool participle =
        (bits & knowledge::form_participle) != 0 && (bits & knowledge::form_gerund) == 0;
    const bool reduced = view_.token(token).relation == Relation::acl;
    if (other_voice || (reduced && participle != passive)) {
      return no_token;
    }
    return tree_.shared_subject(token, passive);
  }

  [[nodiscard]] bool has_case(const knowledge::Program& cases, std::size_t target) const {
    return std::ranges::any_of(tree_.children(target), [&](std::size_t child) {
      return view_.token(child).relation == Relation::case_ &&
             match_words(view_, cases, child) > child;
    });
  }

  /// Nothing does something to itself: two slots never hold one entity.
  [[nodiscard]] bool is_distinct(const Match& match) const {
    std::vector<std::size_t> entities;
    for (const Capture& capture : match.captures) {
      const Filler& filler = capture.fillers.front();
      if (filler.kind == FillerKind::mention) {
        entities.push_back(view_.facts().mentions[filler.index].entity);
      }
    }
    std::ranges::sort(entities);
    return std::ranges::adjacent_find(entities) == entities.end();
  }

  void note_failure(const CompiledTreeEdge& edge) {
    if (partial_ != nullptr &&
        (partial_->wanted.empty() || followed_ > partial_->edges)) {
      *partial_ = {followed_, head_, edge.text};
    }
  }

  const SentenceView& view_;
  SentenceTree tree_;
  NodeFiller filler_;
  const CompiledTree& pattern_;
  PartialTree* partial_;
  std::size_t head_ = 0;
  std::size_t followed_ = 0;
};

}  // namespace

std::vector<RuleMatch> match_tree(const SentenceView& view,
                                  const CompiledTree& tree,
                                  PartialTree* partial) {
  return view.has_tree() ? TreeMatcher{view, tree, partial}.run()
                         : std::vector<RuleMatch>{};
}

}  // namespace byline::extract
