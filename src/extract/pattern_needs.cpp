#include "extract/pattern_needs.hpp"

#include "extract/pattern_match.hpp"

#include <algorithm>
#include <span>

namespace byline::extract {
namespace {

using knowledge::Instruction;
using knowledge::Need;
using knowledge::Op;

bool is_slot(const Instruction& code) {
  return code.op == Op::slot || code.op == Op::bound_slot;
}

}  // namespace

bool is_one_group(const knowledge::Program& program) {
  return program.code.size() == 2 && program.code.front().op == Op::forms;
}

bool is_one_block(const knowledge::Program& program) {
  return program.code.size() == 2 && program.code.front().op == Op::set;
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

std::size_t PatternNeeds::standing(const Need& need) const {
  const Instruction& code = program_.code[need.instruction];
  const auto place = [this](std::uint32_t test, const auto& any, const auto& passes) {
    return view_.memo().tests().place(test, any, passes);
  };
  const auto maybe = [] { return true; };
  const FormHits& hits = view_.memo().forms();
  switch (code.op) {
    case Op::word:
      return place(need.test, maybe, [&](std::size_t token) {
        return view_.match_word(token, program_.words[code.a]) > 0;
      });
    case Op::forms: {
      const knowledge::FormGroup& group = *program_.groups[code.a];
      const std::span<const FormHit> stands = hits.of(group.number);
      return place(
          need.test,
          [&] { return !stands.empty(); },
          [&](std::size_t token) {
            return stands[token].tokens > 0 &&
                   view_.match_forms(token, group, code.mask) > 0;
          });
    }
    case Op::set:
      return place(need.test, maybe, [&](std::size_t token) {
        return !known_ends(view_, *program_.sets[code.a], token).empty();
      });
    case Op::tag:
      return place(need.test, maybe, [&](std::size_t token) {
        return view_.has_tag(token, program_.words[code.a]);
      });
    default:
      return place(
          binding_->tests[code.a],
          [&] {
            return std::ranges::any_of(
                binding_->words[code.a], [&](const knowledge::Program& words) {
                  return !is_one_group(words) || hits.any(words.groups.front()->number);
                });
          },
          [&](std::size_t token) { return words_stand(binding_->words[code.a], token); });
  }
}

std::size_t PatternNeeds::filled(const knowledge::SlotSpec& slot) const {
  return view_.memo().filled().place(
      static_cast<std::uint32_t>(slot.fill_key),
      [&] { return !view_.units().empty(); },
      [&](std::size_t token) {
        return view_.may_begin_unit(token, slot.loose) && is_fillable(view_, slot, token);
      });
}

bool PatternNeeds::is_filled(const Instruction& slot, std::size_t token) const {
  return is_fillable(view_, slot_of(slot), token);
}

std::size_t PatternNeeds::end_below(const Need& need, std::size_t end) const {
  const Instruction& code = program_.code[need.instruction];
  if (!is_slot(code)) {
    return view_.memo().tests().end_below(standing(need), end);
  }
  if (takes_only_mentions(view_, slot_of(code))) {
    return view_.memo().filled().end_below(filled(slot_of(code)), end);
  }
  // not all tokens: what "text" takes from one is long
  while (end > 0 && !is_filled(code, end - 1)) {
    --end;
  }
  return end;
}

/// From the last element to the first, each as far right as it can be before the next.
std::size_t PatternNeeds::limit(bool with_slots) const {
  std::size_t limit = view_.size();
  std::size_t first = limit;
  for (auto need = program_.needs.rbegin(); need != program_.needs.rend(); ++need) {
    const Instruction& code = program_.code[need->instruction];
    if (is_slot(code) && (!with_slots || is_below(code))) {
      continue;
    }
    // A mention that no word stands for takes no token.
    const std::size_t at =
        end_below(*need, is_slot(code) ? std::min(limit + 1, view_.size()) : limit);
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
  const Need& need = program_.needs.front();
  const Instruction& first = program_.code[need.instruction];
  if (!is_slot(first)) {
    return view_.memo().tests().has(standing(need), token);
  }
  return is_below(first) ||
         (takes_only_mentions(view_, slot_of(first))
              ? view_.memo().filled().has(filled(slot_of(first)), token)
              : is_filled(first, token));
}

/// A list below the sentence may fill the slot: it takes none of the sentence's tokens.
bool PatternNeeds::is_below(const Instruction& slot) const {
  return introduces_list(view_) && is_filled(slot, view_.size());
}

}  // namespace byline::extract
