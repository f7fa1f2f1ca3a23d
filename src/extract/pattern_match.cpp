#include "extract/pattern_match.hpp"

#include "extract/far_predicates.hpp"
#include "extract/pattern_needs.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace byline::extract {
namespace {

using knowledge::Binding;
using knowledge::Instruction;
using knowledge::Op;
using knowledge::Program;
using knowledge::TriggerUse;

constexpr std::size_t aside_tokens = 18;

/// Marks of (instruction, token) pairs that a pattern run has tried. Rounds only grow, so
/// the marks of earlier runs need no clearing. Pairs are numbered from where the run
/// begins: there are as many marks as it comes far, not as the sentence is long.
struct TriedPairs {
  /// False if the pair was tried in this round.
  bool mark(std::size_t pair) {
    if (pair >= round_of.size()) {
      round_of.resize(std::max(pair + 1, 2 * round_of.size()));
    }
    return std::exchange(round_of[pair], round) != round;
  }

  std::vector<std::uint32_t> round_of;
  std::uint32_t round = 0;
};

/// Marks that no run of this thread uses now; runs nest.
thread_local std::vector<TriedPairs> spare_pairs;

TriedPairs take_tried() {
  if (spare_pairs.empty()) {
    return {};
  }
  TriedPairs taken = std::move(spare_pairs.back());
  spare_pairs.pop_back();
  return taken;
}

void give_back(TriedPairs tried) {
  constexpr std::size_t most = 1U << 20U;  // those of an endless sentence are not kept
  if (tried.round_of.size() <= most && tried.round < UINT32_MAX / 2) {
    spare_pairs.push_back(std::move(tried));
  }
}

/// Runs a program from one token. A pair (instruction, token) that failed is not tried
/// again: no later element looks back, so it would fail again.
class Runner {
 public:
  Runner(const SentenceView& view,
         const Program& program,
         const Binding* binding,
         PartialMatch* partial)
      : view_(view),
        program_(program),
        binding_(binding),
        partial_(partial),
        tried_(take_tried()) {}
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  Runner(Runner&&) = delete;
  Runner& operator=(Runner&&) = delete;
  ~Runner() { give_back(std::move(tried_)); }

  /// With `far` the first slot holds its subject, and what follows is read there.
  std::optional<Match> run(std::size_t begin, const FarPredicate* far = nullptr) {
    begin_ = begin;
    far_ = far;
    skipped_ = {};
    ++tried_.round;
    captures_.clear();
    trigger_.clear();
    texts_.clear();
    forms_.clear();
    if (!step(0, begin)) {
      return std::nullopt;
    }
    return result();
  }

  /// The ends of all matches of words from `begin`, in the order in which they are found.
  std::vector<BlockEnd> ends(std::size_t begin) {
    std::vector<BlockEnd> all;
    ends_ = &all;
    run(begin);
    ends_ = nullptr;
    return all;
  }

 private:
  /// The first match is the one, unless all ends are wanted.
  bool matched(std::size_t at) {
    end_ = at;
    if (ends_ != nullptr) {
      ends_->push_back({at, trigger_, forms_});
    }
    return ends_ == nullptr;
  }

  struct Opened {
    std::size_t capture = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Match result() const {
    Match match;
    match.tokens = {begin_, end_};
    match.skipped = skipped_;
    match.forms = forms_;
    for (const auto& [capture, fill] : captures_) {
      match.captures.push_back({name_of(capture), fill->fillers});
    }
    for (const Opened& text : texts_) {
      if (text.end > text.begin) {
        Filler filler;
        filler.tokens = {text.begin, text.end};
        filler.span = view_.span_of(text.begin, text.end);
        match.captures.push_back({name_of(text.capture), {filler}});
      }
    }
    const bool anchored = std::ranges::any_of(
        trigger_, [](const auto& t) { return t.second == TriggerUse::anchor; });
    for (const auto& [token, use] : trigger_) {
      if (!anchored || use == TriggerUse::anchor) {
        match.trigger.push_back(token);
      }
    }
    std::ranges::sort(match.trigger);
    return match;
  }

  /// Constructions name their captures after places.
  const std::string& name_of(std::size_t capture) const {
    const std::string& name = program_.captures[capture];
    if (binding_ == nullptr) {
      return name;
    }
    if (name == "SUBJECT") {
      return binding_->subject.name;
    }
    if (name == "OBJECT") {
      return binding_->object.name;
    }
    return name == "TITLE" ? binding_->title : name;
  }

  bool step(std::size_t pc, std::size_t at) {
    if (!tried_.mark((at - begin_) * program_.code.size() + pc)) {
      return false;
    }
    const Instruction& code = program_.code[pc];
    switch (code.op) {
      case Op::match: return matched(at);
      case Op::jump: return step(code.a, at);
      case Op::split: return step(code.a, at) || step(code.b, at);
      case Op::start: return holds(view_.only_punctuation(0, at), pc, at);
      case Op::end: return holds(view_.only_punctuation(at, view_.size()), pc, at);
      case Op::inside: return holds(is_inside(program_.words[code.a], at), pc, at);
      case Op::negation:
        return holds(match_words(view_, program_.negations[code.a], at) == 0, pc, at);
      case Op::open: return open(code, pc, at);
      case Op::close: return close(code, pc, at);
      default: return consume(code, pc, at);
    }
  }

  /// An element that takes no token.
  bool holds(bool good, std::size_t pc, std::size_t at) {
    if (!good) {
      note_failure(pc, at);
    }
    return good && step(pc + 1, at);
  }

  bool consume(const Instruction& code, std::size_t pc, std::size_t at) {
    if (code.op == Op::slot) {
      return slot(program_.slots[code.a], code, pc, at);
    }
    if (code.op == Op::bound_slot) {
      return slot(code.a == 0 ? binding_->subject : binding_->object, code, pc, at);
    }
    if (code.op == Op::bound_words) {
      return bound_words(code, pc, at);
    }
    if (code.op == Op::aside) {
      return aside(pc, at);
    }
    if (code.op == Op::set) {
      return block(*program_.sets[code.a], pc, at);
    }
    const std::size_t taken = at < view_.size() ? length(code, at) : 0;
    if (taken == 0) {
      note_failure(pc, at);
      return false;
    }
    const std::size_t before = trigger_.size();
    const std::size_t forms_before = forms_.size();
    if (code.op == Op::forms) {
      forms_.push_back({at, form_bits(*program_.groups[code.a], at)});
    }
    for (std::size_t i = 0; code.trigger != TriggerUse::none && i < taken; ++i) {
      trigger_.emplace_back(at + i, code.trigger);
    }
    if (step(pc + 1, at + taken)) {
      return true;
    }
    trigger_.resize(before);
    forms_.resize(forms_before);
    return false;
  }

  std::uint16_t form_bits(const knowledge::FormGroup& group, std::size_t at) const {
    const auto& forms = group.forms;
    const auto found = forms.find(view_.token(at).folded);
    return found == forms.end() || found->second == knowledge::form_any ? std::uint16_t{0}
                                                                        : found->second;
  }

  std::size_t length(const Instruction& code, std::size_t at) const {
    switch (code.op) {
      case Op::word: return view_.match_word(at, program_.words[code.a]);
      case Op::forms: return view_.match_forms(at, *program_.groups[code.a], code.mask);
      case Op::tag: return tagged(program_.words[code.a], at);
      case Op::any: return 1;
      case Op::gap: return view_.is_barrier(at) ? 0 : 1;
      case Op::adverb: return view_.is_adverb(at) ? 1 : 0;
      default: return 0;
    }
  }

  /// A word with its tag; "open-source" counts as one word.
  std::size_t tagged(const std::string& tag, std::size_t at) const {
    if (!view_.has_tag(at, tag)) {
      return 0;
    }
    const auto glued = [&](std::size_t i) {
      return i < view_.size() && view_.token(i).span.begin == view_.token(i - 1).span.end;
    };
    const bool compound = glued(at + 1) && glued(at + 2) &&
                          view_.token(at + 1).folded == "-" &&
                          view_.unit_at(at + 2) == nullptr;
    return compound ? 3 : 1;
  }

  bool slot(const knowledge::SlotSpec& spec,
            const Instruction& code,
            std::size_t pc,
            std::size_t at) {
    const std::vector<SlotFill>& fills = known_fills(view_, spec, at);
    const bool leaps = far_ != nullptr && captures_.empty();
    for (const SlotFill& fill : fills) {
      if (leaps && !is_far_subject(fill)) {
        continue;
      }
      captures_.emplace_back(code.b, &fill);
      if (leaps) {
        skipped_ = {fill.end, far_->begin};
      }
      if (step(pc + 1, leaps ? far_->begin : fill.end)) {
        return true;
      }
      captures_.pop_back();
    }
    if (fills.empty()) {
      note_failure(pc, at);
    }
    return false;
  }

  /// Whether the predicate further on is about what fills the slot.
  [[nodiscard]] bool is_far_subject(const SlotFill& fill) const {
    const Filler& first = fill.fillers.front();
    const Unit& subject = view_.units()[far_->subject];
    return first.kind == FillerKind::mention && first.index == subject.mention &&
           fill.end < far_->begin;
  }

  bool block(const knowledge::WordBlock& words, std::size_t pc, std::size_t at) {
    const std::vector<BlockEnd>& ends = known_ends(view_, words, at);
    const std::size_t before = trigger_.size();
    const std::size_t forms_before = forms_.size();
    for (const BlockEnd& end : ends) {
      trigger_.insert(trigger_.end(), end.trigger.begin(), end.trigger.end());
      forms_.insert(forms_.end(), end.forms.begin(), end.forms.end());
      if (step(pc + 1, end.end)) {
        return true;
      }
      trigger_.resize(before);
      forms_.resize(forms_before);
    }
    if (ends.empty()) {
      note_failure(pc, at);
    }
    return false;
  }

  /// Words of the frame; verbs and nouns are the trigger.
  bool bound_words(const Instruction& code, std::size_t pc, std::size_t at) {
    for (const Program& words : binding_->words[code.a]) {
      const std::size_t before = trigger_.size();
      const std::size_t forms_before = forms_.size();
      const std::size_t end = at < view_.size() ? take(words, code.trigger, at) : 0;
      if (end > at && step(pc + 1, end)) {
        return true;
      }
      trigger_.resize(before);
      forms_.resize(forms_before);
    }
    note_failure(pc, at);
    return false;
  }

  /// Notes what `words` takes at `at`; its end, or 0.
  std::size_t take(const Program& words, TriggerUse use, std::size_t at) {
    if (is_one_group(words)) {
      const Instruction& group = words.code.front();
      const std::size_t taken = view_.match_forms(at, *words.groups[group.a], group.mask);
      if (taken == 0) {
        return 0;
      }
      forms_.push_back({at, form_bits(*words.groups[group.a], at)});
      for (std::size_t i = 0; use != TriggerUse::none && i < taken; ++i) {
        trigger_.emplace_back(at + i, use);
      }
      return at + taken;
    }
    const auto match = match_at(view_, words, at);
    if (!match) {
      return 0;
    }
    forms_.insert(forms_.end(), match->forms.begin(), match->forms.end());
    for (const std::size_t token : match->trigger) {
      trigger_.emplace_back(token, use);
    }
    return match->tokens.end;
  }

  /// "the founder of Acme, Ana Lima |, announced": the comma before the name wants
  /// another behind it.
  [[nodiscard]] bool ends_apposition(std::size_t at) const {
    return std::ranges::any_of(view_.units(), [&](const Unit& unit) {
      return unit.end == at && unit.first > 0 &&
             view_.token(unit.first - 1).folded == ",";
    });
  }

  /// "the founder of Acme |, Ana Lima,| announced": the name is who did it.
  [[nodiscard]] bool is_name(std::size_t begin, std::size_t end) const {
    return std::ranges::any_of(view_.units(), [&](const Unit& unit) {
      return unit.end == end && unit.begin <= begin && begin <= unit.first;
    });
  }

  /// "the board, said it trusts Ana Lima|, who …": the clause behind the comma is about
  /// the person right before it.
  [[nodiscard]] bool speaks_of_person(std::size_t comma) const {
    return comma + 1 < view_.size() && view_.in_set(comma + 1, "relative_pronoun") &&
           std::ranges::any_of(view_.units(), [&](const Unit& unit) {
             const Mention& mention = view_.facts().mentions[unit.mention];
             return unit.end == comma && unit.end > unit.first &&
                    view_.facts().entities[mention.entity].kind == EntityKind::person;
           });
  }

  bool aside(std::size_t pc, std::size_t at) {
    if (at >= view_.size()) {
      return false;
    }
    const std::string& open = view_.token(at).folded;
    const bool bracket = open == "(";
    const bool dash = open == "-" || open == "–" || open == "—";
    if (open != "," && !bracket && !dash) {
      return false;
    }
    if (open == "," && ends_apposition(at) && step(pc + 1, at + 1)) {
      return true;
    }
    for (std::size_t i = at + 2; i < view_.size() && i <= at + aside_tokens; ++i) {
      const std::string& word = view_.token(i).folded;
      if (view_.is_barrier(i)) {
        return false;
      }
      if ((bracket && word == ")") || (!bracket && word == open)) {
        if (open == "," && is_name(at + 1, i)) {
          return false;
        }
        if (open == "," && speaks_of_person(i)) {
          continue;
        }
        if (step(pc + 1, i + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  bool open(const Instruction& code, std::size_t pc, std::size_t at) {
    texts_.push_back({code.b, at, 0});
    if (step(pc + 1, at)) {
      return true;
    }
    texts_.pop_back();
    return false;
  }

  bool close(const Instruction& code, std::size_t pc, std::size_t at) {
    for (auto it = texts_.rbegin(); it != texts_.rend(); ++it) {
      if (it->capture == code.b) {
        const std::size_t before = it->end;
        it->end = at;
        if (step(pc + 1, at)) {
          return true;
        }
        it->end = before;
        return false;
      }
    }
    return false;
  }

  bool is_inside(const std::string& where, std::size_t at) const {
    const BlockKind kind = view_.sentence().kind;
    if (where == "quote") {
      return view_.in_quotation(at);
    }
    return (where == "title" && kind == BlockKind::title) ||
           (where == "heading" && kind == BlockKind::heading) ||
           (where == "list" && kind == BlockKind::list_item);
  }

  void note_failure(std::size_t pc, std::size_t at) {
    if (partial_ != nullptr && at - begin_ > partial_->tokens) {
      *partial_ = {at - begin_, begin_, pc};
    }
  }

  const SentenceView& view_;
  const Program& program_;
  const Binding* binding_;
  PartialMatch* partial_;
  const FarPredicate* far_ = nullptr;
  TokenRange skipped_;
  TriedPairs tried_;
  std::vector<std::pair<std::size_t, const SlotFill*>> captures_;  ///< the view's
  std::vector<Opened> texts_;
  std::vector<std::pair<std::size_t, TriggerUse>> trigger_;
  std::vector<MatchedForm> forms_;
  std::vector<BlockEnd>* ends_ = nullptr;  ///< gets all of them, if they are wanted
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace

const Capture* Match::find(const std::string& slot) const {
  const auto found = std::ranges::find(captures, slot, &Capture::slot);
  return found == captures.end() ? nullptr : &*found;
}

namespace {

/// "Acme opened in 1998 and has its seat in Cork": what a rule says of "Acme has its
/// seat" holds here, too.
void add_far_matches(const SentenceView& view,
                     const PatternNeeds& needs,
                     const Binding* binding,
                     Runner& runner,
                     std::vector<Match>& matches) {
  for (const FarPredicate& far : far_predicates(view)) {
    const std::size_t begin = view.units()[far.subject].begin;
    // behind an owner's place a verb may stand for a noun ("Acme |supplies| chief")
    if (binding != nullptr && view.token(far.begin).tag != Tag::aux) {
      continue;
    }
    if (needs.may_begin(begin)) {
      if (auto match = runner.run(begin, &far); match && match->skipped.end > 0) {
        matches.push_back(std::move(*match));
      }
    }
  }
}

std::vector<Match> run_all(const SentenceView& view,
                           const Program& program,
                           const Binding* binding,
                           PartialMatch* partial) {
  std::vector<Match> matches;
  const PatternNeeds needs{view, program, binding};
  const std::size_t end = partial == nullptr ? needs.begin_limit() : view.size();
  if (end == 0) {
    return matches;
  }
  Runner runner{view, program, binding, partial};
  for (std::size_t begin = 0; begin < end;) {
    if (partial == nullptr && !needs.may_begin(begin)) {
      ++begin;
      continue;
    }
    auto match = runner.run(begin);
    if (match && match->tokens.end > begin) {
      begin = std::max(
          begin + 1,
          match->trigger.empty() ? match->tokens.end : match->trigger.back() + 1);
      matches.push_back(std::move(*match));
    } else {
      ++begin;
    }
  }
  if (partial == nullptr) {
    add_far_matches(view, needs, binding, runner, matches);
  }
  return matches;
}

}  // namespace

std::vector<Match> match_all(const SentenceView& view,
                             const Program& program,
                             PartialMatch* partial) {
  return run_all(view, program, nullptr, partial);
}

std::vector<Match> match_all(const SentenceView& view,
                             const knowledge::BoundProgram& bound,
                             PartialMatch* partial) {
  return run_all(view, *bound.program, bound.binding.get(), partial);
}

std::optional<Match> match_at(const SentenceView& view,
                              const Program& program,
                              std::size_t begin) {
  return Runner{view, program, nullptr, nullptr}.run(begin);
}

std::size_t match_words(const SentenceView& view,
                        const Program& program,
                        std::size_t begin) {
  if (is_one_group(program)) {
    const std::size_t taken =
        begin < view.size()
            ? view.match_forms(begin, *program.groups.front(), program.code.front().mask)
            : 0;
    return taken == 0 ? 0 : begin + taken;
  }
  if (is_one_block(program)) {
    const auto& ends = known_ends(view, *program.sets.front(), begin);
    return ends.empty() ? 0 : ends.front().end;
  }
  const auto match = match_at(view, program, begin);
  return match ? match->tokens.end : 0;
}

const std::vector<BlockEnd>& known_ends(const SentenceView& view,
                                        const knowledge::WordBlock& block,
                                        std::size_t begin) {
  static const std::vector<BlockEnd> nothing;
  if (!view.may_begin(begin, *block.beginnings)) {
    return nothing;
  }
  if (auto& known = view.memo().block_ends(block.number, begin)) {
    return *known;
  }
  std::vector<BlockEnd> ends = Runner{view, block.program, nullptr, nullptr}.ends(begin);
  auto& known = view.memo().block_ends(block.number, begin);
  known = std::move(ends);
  return *known;
}

}  // namespace byline::extract
