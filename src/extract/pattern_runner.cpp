#include "extract/pattern_runner.hpp"

#include "extract/asides.hpp"
#include "extract/pattern_needs.hpp"

#include <algorithm>

namespace byline::extract {

using knowledge::Instruction;
using knowledge::Op;
using knowledge::Program;
using knowledge::TriggerUse;

std::optional<Match> PatternRunner::run(std::size_t begin, const FarPredicate* far) {
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

std::vector<BlockEnd> PatternRunner::ends(std::size_t begin) {
  std::vector<BlockEnd> all;
  ends_ = &all;
  run(begin);
  ends_ = nullptr;
  return all;
}

bool PatternRunner::matched(std::size_t at) {
  end_ = at;
  if (ends_ != nullptr) {
    ends_->push_back({at, trigger_, forms_});
  }
  return ends_ == nullptr;
}

Match PatternRunner::result() const {
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

const std::string& PatternRunner::name_of(std::size_t capture) const {
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

/// Goes on by itself where an instruction has one way on and leaves nothing to take back.
bool PatternRunner::step(std::size_t pc, std::size_t at) {
  while (tried_.mark((at - begin_) * program_.code.size() + pc)) {
    const Instruction& code = program_.code[pc];
    switch (code.op) {
      case Op::match: return matched(at);
      case Op::jump: pc = code.a; continue;
      case Op::split:
        if (step(code.a, at)) {
          return true;
        }
        pc = code.b;
        continue;
      case Op::open: return open(code, pc, at);
      case Op::close: return close(code, pc, at);
      case Op::start:
      case Op::end:
      case Op::inside:
      case Op::negation:
        if (!holds(code, at)) {
          note_failure(pc, at);
          return false;
        }
        ++pc;
        continue;
      case Op::word:
      case Op::tag:
      case Op::any:
      case Op::gap:
      case Op::adverb:
        if (code.trigger == TriggerUse::none) {
          const std::size_t taken = at < view_.size() ? length(code, at) : 0;
          if (taken == 0) {
            note_failure(pc, at);
            return false;
          }
          ++pc;
          at += taken;
          continue;
        }
        return consume(code, pc, at);
      default: return consume(code, pc, at);
    }
  }
  return false;
}

bool PatternRunner::holds(const Instruction& code, std::size_t at) const {
  switch (code.op) {
    case Op::start: return view_.only_punctuation(0, at);
    case Op::end: return view_.only_punctuation(at, view_.size());
    case Op::inside: return is_inside(program_.words[code.a], at);
    default: return !holds_at(view_, program_.negations[code.a], at);
  }
}

bool PatternRunner::consume(const Instruction& code, std::size_t pc, std::size_t at) {
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

std::uint16_t PatternRunner::form_bits(const knowledge::FormGroup& group,
                                       std::size_t at) const {
  const auto& forms = group.forms;
  const auto found = forms.find(view_.token(at).folded);
  return found == forms.end() || found->second == knowledge::form_any ? std::uint16_t{0}
                                                                      : found->second;
}

std::size_t PatternRunner::length(const Instruction& code, std::size_t at) const {
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

std::size_t PatternRunner::tagged(const std::string& tag, std::size_t at) const {
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

bool PatternRunner::slot(const knowledge::SlotSpec& spec,
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

bool PatternRunner::is_far_subject(const SlotFill& fill) const {
  const Filler& first = fill.fillers.front();
  const Unit& subject = view_.units()[far_->subject];
  return first.kind == FillerKind::mention && first.index == subject.mention &&
         fill.end < far_->begin;
}

bool PatternRunner::block(const knowledge::WordBlock& words,
                          std::size_t pc,
                          std::size_t at) {
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

bool PatternRunner::bound_words(const Instruction& code, std::size_t pc, std::size_t at) {
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

std::size_t PatternRunner::take(const Program& words, TriggerUse use, std::size_t at) {
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

bool PatternRunner::aside(std::size_t pc, std::size_t at) {
  return any_aside_end(view_, at, [&](std::size_t end) { return step(pc + 1, end); });
}

bool PatternRunner::open(const Instruction& code, std::size_t pc, std::size_t at) {
  texts_.push_back({code.b, at, 0});
  if (step(pc + 1, at)) {
    return true;
  }
  texts_.pop_back();
  return false;
}

bool PatternRunner::close(const Instruction& code, std::size_t pc, std::size_t at) {
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

bool PatternRunner::is_inside(const std::string& where, std::size_t at) const {
  const BlockKind kind = view_.sentence().kind;
  if (where == "quote") {
    return view_.in_quotation(at);
  }
  return (where == "title" && kind == BlockKind::title) ||
         (where == "heading" && kind == BlockKind::heading) ||
         (where == "list" && kind == BlockKind::list_item);
}

void PatternRunner::note_failure(std::size_t pc, std::size_t at) {
  if (partial_ != nullptr && at - begin_ > partial_->tokens) {
    *partial_ = {at - begin_, begin_, pc};
  }
}

}  // namespace byline::extract
