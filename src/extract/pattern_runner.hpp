#pragma once

#include "extract/far_predicates.hpp"
#include "extract/pattern_match.hpp"
#include "extract/tried_pairs.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace byline::extract {

/// Runs a program from one token. A pair (instruction, token) that failed is not tried
/// again: no later element looks back, so it would fail again.
class PatternRunner {
 public:
  PatternRunner(const SentenceView& view,
                const knowledge::Program& program,
                const knowledge::Binding* binding,
                PartialMatch* partial)
      : view_(view),
        program_(program),
        binding_(binding),
        partial_(partial),
        tried_(take_tried()) {}
  PatternRunner(const PatternRunner&) = delete;
  PatternRunner& operator=(const PatternRunner&) = delete;
  PatternRunner(PatternRunner&&) = delete;
  PatternRunner& operator=(PatternRunner&&) = delete;
  ~PatternRunner() { give_back(std::move(tried_)); }

  /// With `far` the first slot holds its subject, and what follows is read there.
  std::optional<Match> run(std::size_t begin, const FarPredicate* far = nullptr);

  /// The ends of all matches of words from `begin`, in the order in which they are found.
  std::vector<BlockEnd> ends(std::size_t begin);

 private:
  /// The first match is the one, unless all ends are wanted.
  bool matched(std::size_t at);

  struct Opened {
    std::size_t capture = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Match result() const;

  /// Constructions name their captures after places.
  const std::string& name_of(std::size_t capture) const;

  bool step(std::size_t pc, std::size_t at);

  /// An element that takes no token.
  [[nodiscard]] bool holds(const knowledge::Instruction& code, std::size_t at) const;

  bool consume(const knowledge::Instruction& code, std::size_t pc, std::size_t at);

  std::uint16_t form_bits(const knowledge::FormGroup& group, std::size_t at) const;

  std::size_t length(const knowledge::Instruction& code, std::size_t at) const;

  /// A word with its tag; "open-source" counts as one word.
  std::size_t tagged(const std::string& tag, std::size_t at) const;

  bool slot(const knowledge::SlotSpec& spec,
            const knowledge::Instruction& code,
            std::size_t pc,
            std::size_t at);

  /// Whether the predicate further on is about what fills the slot.
  [[nodiscard]] bool is_far_subject(const SlotFill& fill) const;

  bool block(const knowledge::WordBlock& words, std::size_t pc, std::size_t at);

  /// Words of the frame; verbs and nouns are the trigger.
  bool bound_words(const knowledge::Instruction& code, std::size_t pc, std::size_t at);

  /// Notes what `words` takes at `at`; its end, or 0.
  std::size_t take(const knowledge::Program& words,
                   knowledge::TriggerUse use,
                   std::size_t at);

  bool aside(std::size_t pc, std::size_t at);

  bool open(const knowledge::Instruction& code, std::size_t pc, std::size_t at);

  bool close(const knowledge::Instruction& code, std::size_t pc, std::size_t at);

  bool is_inside(const std::string& where, std::size_t at) const;

  void note_failure(std::size_t pc, std::size_t at);

  const SentenceView& view_;
  const knowledge::Program& program_;
  const knowledge::Binding* binding_;
  PartialMatch* partial_;
  const FarPredicate* far_ = nullptr;
  TokenRange skipped_;
  TriedPairs tried_;
  std::vector<std::pair<std::size_t, const SlotFill*>> captures_;  ///< the view's
  std::vector<Opened> texts_;
  std::vector<std::pair<std::size_t, knowledge::TriggerUse>> trigger_;
  std::vector<MatchedForm> forms_;
  std::vector<BlockEnd>* ends_ = nullptr;  ///< gets all of them, if they are wanted
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace byline::extract
