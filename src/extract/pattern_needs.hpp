#pragma once

#include "extract/sentence_view.hpp"
#include "knowledge/rules_program.hpp"

#include <cstddef>
#include <vector>

namespace byline::extract {

/// Whether `program` is one group of words and nothing else: no need of a run. Most word
/// sets and words of frames are.
bool is_one_group(const knowledge::Program& program);

/// The same for one block of words.
bool is_one_block(const knowledge::Program& program);

/// The elements that no match of a pattern can do without, in their order: tells where it
/// is of no use to try the pattern. Borrows its arguments.
class PatternNeeds {
 public:
  PatternNeeds(const SentenceView& view,
               const knowledge::Program& program,
               const knowledge::Binding* binding);

  /// Matches begin before this token; 0: there are none.
  [[nodiscard]] std::size_t begin_limit() const;
  /// Whether the element that a match begins with stands at `token`.
  [[nodiscard]] bool may_begin(std::size_t token) const;

 private:
  /// Of a need for words or a tag: where the set of tokens is kept that it takes.
  [[nodiscard]] std::size_t standing(const knowledge::Need& need) const;
  [[nodiscard]] bool is_filled(const knowledge::Instruction& slot,
                               std::size_t token) const;
  /// Of a slot for mentions alone: where the set of tokens is kept from which it is
  /// filled.
  [[nodiscard]] std::size_t filled(const knowledge::SlotSpec& slot) const;
  /// One more than the last token below `end` where the element stands; 0: nowhere.
  [[nodiscard]] std::size_t end_below(const knowledge::Need& need, std::size_t end) const;
  [[nodiscard]] bool is_below(const knowledge::Instruction& slot) const;
  [[nodiscard]] bool words_stand(const std::vector<knowledge::Program>& words,
                                 std::size_t token) const;
  [[nodiscard]] std::size_t limit(bool with_slots) const;
  [[nodiscard]] const knowledge::SlotSpec& slot_of(
      const knowledge::Instruction& code) const;

  const SentenceView& view_;
  const knowledge::Program& program_;
  const knowledge::Binding* binding_;
};

}  // namespace byline::extract
