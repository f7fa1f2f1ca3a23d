#include "extract/frame_match.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

using knowledge::CompiledFrame;
using knowledge::Rule;
using knowledge::SlotSpec;

constexpr double tree_confidence = 0.95;
constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Arrows of one sentence's tree.
class Tree {
 public:
  explicit Tree(const SentenceView& view) : view_(view), children_(view.size()) {
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::int32_t head = view.token(i).head;
      if (head >= 0 && static_cast<std::size_t>(head) < view.size()) {
        children_[static_cast<std::size_t>(head)].push_back(i);
      }
    }
  }

  [[nodiscard]] std::size_t head(std::size_t i) const {
    const std::int32_t head = view_.token(i).head;
    return head >= 0 && static_cast<std::size_t>(head) < view_.size()
               ? static_cast<std::size_t>(head)
               : none;
  }
  [[nodiscard]] const std::vector<std::size_t>& children(std::size_t i) const {
    return children_[i];
  }
  [[nodiscard]] std::size_t child(std::size_t i, Relation relation) const {
    for (const std::size_t c : children_[i]) {
      if (view_.token(c).relation == relation) {
        return c;
      }
    }
    return none;
  }
  /// A dependent of `relation` whose preposition is in set `cases`.
  [[nodiscard]] std::size_t child_with_case(std::size_t i,
                                            Relation relation,
                                            const std::string& cases) const {
    for (const std::size_t c : children_[i]) {
      const std::size_t word = child(c, Relation::case_);
      if (view_.token(c).relation == relation && word != none &&
          view_.in_set(word, cases)) {
        return c;
      }
    }
    return none;
  }

 private:
  const SentenceView& view_;
  std::vector<std::vector<std::size_t>> children_;
};

/// Fillers of `slot` around the noun at `token`: its unit, an apposition, what it is
/// joined with.
std::vector<Filler> fillers_at(const SentenceView& view,
                               const Tree& tree,
                               const SlotSpec& slot,
                               std::size_t token,
                               std::size_t depth = 0) {
  std::vector<Filler> fillers;
  if (token == none || depth > 12) {
    return fillers;
  }
  const Unit* unit = view.unit_at(token);
  for (const std::size_t child : tree.children(token)) {
    const Relation relation = view.token(child).relation;
    const bool inner = relation == Relation::appos || relation == Relation::flat;
    if (unit == nullptr && inner && view.unit_at(child) != nullptr) {
      unit = view.unit_at(child);
    }
  }
  if (unit == nullptr) {
    return fillers;
  }
  if (const auto filler = fit_mention(view, slot, *unit)) {
    fillers.push_back(*filler);
  }
  for (const std::size_t child : tree.children(token)) {
    if (!slot.single && view.token(child).relation == Relation::conj) {
      for (Filler& more : fillers_at(view, tree, slot, child, depth + 1)) {
        fillers.push_back(std::move(more));
      }
    }
  }
  return fillers;
}

/// Who does what to whom around one verb, as tokens.
struct Arguments {
  std::size_t subject = none;
  std::size_t object = none;
};

/// Reads the arguments of a verb from its tree.
class VerbReader {
 public:
  VerbReader(const SentenceView& view, const Tree& tree) : view_(view), tree_(tree) {}

  [[nodiscard]] Arguments read(std::size_t verb, std::uint16_t bits) const {
    Arguments result;
    const bool participle = (bits & knowledge::form_participle) != 0;
    const bool passive = tree_.child(verb, Relation::passive_subject) != none ||
                         tree_.child(verb, Relation::agent) != none ||
                         (participle && has_by(verb) && !has_object(verb));
    result.subject = passive ? agent(verb) : tree_.child(verb, Relation::nsubj);
    result.object = passive ? tree_.child(verb, Relation::passive_subject)
                            : tree_.child(verb, Relation::obj);
    resolve_relative(verb, result);
    std::size_t& open = passive ? result.object : result.subject;
    if (open == none) {
      open = inherited(verb, passive);
    }
    const bool bare_participle =
        participle && (bits & knowledge::form_gerund) == 0 && !passive &&
        view_.token(verb).relation == Relation::acl && result.object == none &&
        tree_.child(verb, Relation::nsubj) == none;
    if (bare_participle) {  // "a startup acquired in 2019"
      result.object = tree_.head(verb);
      result.subject = none;
    }
    return result;
  }

 private:
  [[nodiscard]] bool has_object(std::size_t verb) const {
    return tree_.child(verb, Relation::obj) != none;
  }
  [[nodiscard]] bool has_by(std::size_t verb) const {
    return tree_.child_with_case(verb, Relation::obl, "by") != none;
  }
  [[nodiscard]] std::size_t agent(std::size_t verb) const {
    const std::size_t found = tree_.child(verb, Relation::agent);
    return found != none ? found : tree_.child_with_case(verb, Relation::obl, "by");
  }

  /// "which", "that", "que" stand for the noun that the clause hangs on.
  void resolve_relative(std::size_t verb, Arguments& arguments) const {
    if (view_.token(verb).relation != Relation::acl) {
      return;
    }
    for (std::size_t* argument : {&arguments.subject, &arguments.object}) {
      if (*argument != none && view_.in_set(*argument, "relative_pronoun")) {
        *argument = tree_.head(verb);
      }
    }
  }

  /// The argument that a verb without one shares with the word it hangs on.
  [[nodiscard]] std::size_t inherited(std::size_t verb, bool passive) const {
    std::size_t from = verb;
    for (int steps = 0; steps < 4; ++steps) {
      const Relation relation = view_.token(from).relation;
      const std::size_t head = tree_.head(from);
      if (head == none) {
        return none;
      }
      if (relation == Relation::acl) {
        return head;
      }
      const bool shares = relation == Relation::conj || relation == Relation::xcomp ||
                          relation == Relation::advcl;
      if (!shares) {
        return none;
      }
      const std::size_t own = tree_.child(head, Relation::nsubj);
      const std::size_t other = tree_.child(head, Relation::passive_subject);
      if (own != none || other != none) {
        const bool same_voice = relation != Relation::conj || !passive || other != none;
        return same_voice ? (own != none ? own : other) : none;
      }
      from = head;
    }
    return none;
  }

  const SentenceView& view_;
  const Tree& tree_;
};

Arguments nominal_arguments(const SentenceView& view,
                            const Tree& tree,
                            std::size_t noun) {
  Arguments result;
  result.object = tree.child_with_case(noun, Relation::nmod, "of");
  result.subject = tree.child_with_case(noun, Relation::nmod, "by");
  for (const std::size_t child : tree.children(noun)) {
    const std::size_t mark = tree.child(child, Relation::case_);
    const bool owner = view.token(child).relation == Relation::nmod && mark != none &&
                       view.in_set(mark, "possessive_mark");
    if (owner && result.subject == none) {
      result.subject = child;
    }
  }
  return result;
}

/// Matches one frame at its triggers.
class FrameMatcher {
 public:
  FrameMatcher(const SentenceView& view, const CompiledFrame& frame)
      : view_(view),
        tree_(view),
        frame_(frame),
        rule_(view.context().rules.source.rules[frame.rule]) {}

  std::vector<RuleMatch> run() {
    for (std::size_t i = 0; i < view_.size(); ++i) {
      const Tag tag = view_.token(i).tag;
      if (tag == Tag::verb || tag == Tag::aux || tag == Tag::adj) {
        if (const std::size_t taken =
                view_.match_forms(i, frame_.verbs, knowledge::form_any);
            taken > 0) {
          const auto found = frame_.verbs.forms.find(view_.token(i).folded);
          const std::uint16_t bits =
              found == frame_.verbs.forms.end() ? std::uint16_t{0} : found->second;
          add(i, bits, VerbReader{view_, tree_}.read(i, bits), "tree-verb");
        }
      } else if (tag == Tag::noun &&
                 view_.match_forms(i, frame_.nouns, knowledge::form_any) > 0) {
        add(i, 0, nominal_arguments(view_, tree_, i), "tree-noun");
      }
    }
    return std::move(matches_);
  }

 private:
  /// False: the rule wants this argument and it is not there.
  bool capture(const std::optional<SlotSpec>& slot, std::size_t token, Match& match) {
    if (!slot) {
      return true;
    }
    auto fillers = fillers_at(view_, tree_, *slot, token);
    if (fillers.empty()) {
      return slot->optional;
    }
    std::ranges::sort(fillers, {}, [](const Filler& f) { return f.tokens; });
    match.tokens.first = std::min(match.tokens.first, fillers.front().tokens.first);
    match.tokens.end = std::max(match.tokens.end, fillers.back().tokens.end);
    match.captures.push_back({slot->name, std::move(fillers)});
    return true;
  }

  void add(std::size_t trigger,
           std::uint16_t bits,
           const Arguments& arguments,
           const std::string& construction) {
    RuleMatch found;
    found.rule = frame_.rule;
    found.construction = construction;
    found.confidence = tree_confidence;
    found.from_tree = true;
    found.match.tokens = {trigger, trigger + 1};
    found.match.trigger = {trigger};
    found.match.forms = {{trigger, bits}};
    if (capture(rule_.subject, arguments.subject, found.match) &&
        capture(rule_.object, arguments.object, found.match) &&
        !found.match.captures.empty()) {
      matches_.push_back(std::move(found));
    }
  }

  const SentenceView& view_;
  Tree tree_;
  const CompiledFrame& frame_;
  const Rule& rule_;
  std::vector<RuleMatch> matches_;
};

}  // namespace

std::vector<RuleMatch> match_frame_trees(const SentenceView& view,
                                         const CompiledFrame& frame) {
  const Rule& rule = view.context().rules.source.rules[frame.rule];
  if (!view.has_tree() || rule.kind != knowledge::RuleKind::frame) {
    return {};
  }
  return FrameMatcher{view, frame}.run();
}

}  // namespace byline::extract
