#include "extract/frame_match.hpp"

#include "extract/sentence_tree.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

using knowledge::CompiledFrame;
using knowledge::Rule;
using knowledge::SlotSpec;

constexpr double tree_confidence = 0.95;
constexpr std::size_t none = no_token;

/// Who does what to whom around one verb, as tokens.
struct Arguments {
  std::size_t subject = none;
  std::size_t object = none;
};

/// Reads the arguments of a verb from its tree.
class VerbReader {
 public:
  VerbReader(const SentenceView& view, const SentenceTree& tree)
      : view_(view),
        tree_(tree) {}

  [[nodiscard]] Arguments read(std::size_t verb, std::uint16_t bits) const {
    Arguments result;
    const bool participle = (bits & knowledge::form_participle) != 0;
    const bool passive = tree_.child(verb, Relation::passive_subject) != none ||
                         tree_.child(verb, Relation::agent) != none ||
                         (participle && has_by(verb) && !has_object(verb));
    result.subject = passive ? agent(verb) : tree_.child(verb, Relation::nsubj);
    result.object = passive ? tree_.child(verb, Relation::passive_subject) : object(verb);
    for (std::size_t* argument : {&result.subject, &result.object}) {
      *argument = tree_.without_relative(verb, *argument);
    }
    std::size_t& open = passive ? result.object : result.subject;
    if (open == none) {
      open = tree_.shared_subject(verb, passive);
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
  /// A preposition tells that a tree is wrong: "passou |por| Acme", not the "a" of "viu a
  /// Acme", which is an article as well.
  [[nodiscard]] std::size_t object(std::size_t verb) const {
    const std::size_t found = tree_.child(verb, Relation::obj);
    const std::size_t mark = found == none ? none : tree_.child(found, Relation::case_);
    return mark == none || view_.in_set(mark, "article") ? found : none;
  }
  [[nodiscard]] bool has_by(std::size_t verb) const {
    return tree_.child_with_case(verb, Relation::obl, "by") != none;
  }
  [[nodiscard]] std::size_t agent(std::size_t verb) const {
    const std::size_t found = tree_.child(verb, Relation::agent);
    return found != none ? found : tree_.child_with_case(verb, Relation::obl, "by");
  }

  const SentenceView& view_;
  const SentenceTree& tree_;
};

Arguments nominal_arguments(const SentenceView& view,
                            const SentenceTree& tree,
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
          if (can_be_read(i, bits)) {
            add(i, bits, VerbReader{view_, tree_}.read(i, bits), "tree-verb");
          }
        }
      } else if (tag == Tag::noun &&
                 view_.match_forms(i, frame_.nouns, knowledge::form_any) > 0) {
        add(i, 0, nominal_arguments(view_, tree_, i), "tree-noun");
      }
    }
    return std::move(matches_);
  }

 private:
  /// "was found by a court" is no passive of "found", whose participle is "founded".
  [[nodiscard]] bool can_be_read(std::size_t verb, std::uint16_t bits) const {
    const bool passive = tree_.child(verb, Relation::passive_subject) != none ||
                         tree_.child(verb, Relation::agent) != none;
    return bits == 0 || !passive || (bits & knowledge::form_participle) != 0;
  }

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
  SentenceTree tree_;
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
