#include "extract/pattern_needs.hpp"

#include "extract/pattern_match.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

using knowledge::Instruction;
using knowledge::Op;

bool is_slot(const Instruction& code) {
  return code.op == Op::slot || code.op == Op::bound_slot;
}

}  // namespace

bool is_one_group(const knowledge::Program& program) {
  return program.code.size() == 2 && program.code.front().op == Op::forms;
}

PatternNeeds::PatternNeeds(const SentenceView& view,
                           const knowledge::Program& program,
                           const knowledge::Binding* binding)
    : view_(view),
      program_(program),
      binding_(binding) {}

const knowledge::SlotSpec& PatternNeeds::slot_of(const Instruction& code) const {
  if (code.op == Op::slot) {
    return program_.slots[code.a];
  }
  return code.a == 0 ? binding_->subject : binding_->object;
}

bool PatternNeeds::words_stand(const std::vector<knowledge::Program>& words,
                               std::size_t token) const {
  return std::ranges::any_of(words, [&](const knowledge::Program& program) {
    return !is_one_group(program) ||  // a phrase: seen when it is its turn
           view_.match_forms(token, *program.groups.front(), program.code.front().mask) >
               0;
  });
}

bool PatternNeeds::stands(const Instruction& code, std::size_t token) const {
  switch (code.op) {
    case Op::word: return view_.match_word(token, program_.words[code.a]) > 0;
    case Op::forms:
      return view_.match_forms(token, *program_.groups[code.a], code.mask) > 0;
    case Op::tag: return view_.has_tag(token, program_.words[code.a]);
    case Op::bound_words: return words_stand(binding_->words[code.a], token);
    default: return !known_fills(view_, slot_of(code), token).empty();
  }
}

/// From the last element to the first, each as far right as it can be before the next.
std::size_t PatternNeeds::limit(bool with_slots) const {
  std::size_t limit = view_.size();
  std::size_t first = limit;
  for (auto need = program_.needs.rbegin(); need != program_.needs.rend(); ++need) {
    const Instruction& code = program_.code[*need];
    if (is_slot(code) && (!with_slots || is_below(code))) {
      continue;
    }
    // A mention that no word stands for takes no token.
    std::size_t at = is_slot(code) ? std::min(limit + 1, view_.size()) : limit;
    while (at > 0 && !stands(code, at - 1)) {
      --at;
    }
    if (at == 0) {
      return 0;
    }
    first = at;
    limit = at - 1;
  }
  return first;
}

std::size_t PatternNeeds::begin_limit() const {
  // words are looked up faster than slots are filled
  return limit(false) == 0 ? 0 : limit(true);
}

bool PatternNeeds::may_begin(std::size_t token) const {
  if (!program_.begins_with_need) {
    return true;
  }
  const Instruction& first = program_.code[program_.needs.front()];
  return (is_slot(first) && is_below(first)) || stands(first, token);
}

/// A list below the sentence may fill the slot: it takes none of the sentence's tokens.
bool PatternNeeds::is_below(const Instruction& slot) const {
  return !known_fills(view_, slot_of(slot), view_.size()).empty();
}

}  // namespace byline::extract
