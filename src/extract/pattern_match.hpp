#pragma once

#include "extract/filler.hpp"
#include "extract/sentence_view.hpp"
#include "knowledge/rules_program.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace byline::extract {

struct Capture {
  std::string slot;
  std::vector<Filler> fillers;
};

/// One way that a pattern matches.
struct Match {
  TokenRange tokens;
  std::vector<Capture> captures;
  std::vector<MatchedForm> forms;
  std::vector<std::size_t> trigger;  ///< tokens, sorted
  TokenRange skipped;  ///< between a subject and its predicate: not read; mostly empty

  [[nodiscard]] const Capture* find(const std::string& slot) const;
};

/// How far a pattern came at its best place (for `rules explain`).
struct PartialMatch {
  std::size_t tokens = 0;  ///< matched
  std::size_t begin = 0;
  std::size_t instruction = 0;  ///< the element that failed
};

/// Matches of `program` in the sentence, from left to right; each begins behind the one
/// before it. What begins with a mention is also tried with each predicate that this
/// mention is the subject of further on (far_predicates.hpp). Linear in tokens times
/// instructions: no (instruction, token) pair is tried twice from one start.
std::vector<Match> match_all(const SentenceView& view,
                             const knowledge::Program& program,
                             PartialMatch* partial = nullptr);

std::vector<Match> match_all(const SentenceView& view,
                             const knowledge::BoundProgram& bound,
                             PartialMatch* partial = nullptr);

/// The match that begins at token `begin`.
std::optional<Match> match_at(const SentenceView& view,
                              const knowledge::Program& program,
                              std::size_t begin);

/// Whether a pattern without slots matches at `begin`, be it without a word: `not (not
/// …)` at the start of a sentence.
bool holds_at(const SentenceView& view,
              const knowledge::Program& program,
              std::size_t begin);

/// End of a pattern without slots at `begin`; 0 if it does not match.
std::size_t match_words(const SentenceView& view,
                        const knowledge::Program& program,
                        std::size_t begin);

/// All ways in which a block of words stands at token `begin`, the best first. What it
/// gives lives as long as the view.
const std::vector<BlockEnd>& known_ends(const SentenceView& view,
                                        const knowledge::WordBlock& block,
                                        std::size_t begin);

/// All ways in which a compiled slot can be filled from token `begin`, the best first; at
/// the end of the sentence, from the list below it. What it gives lives as long as the
/// view.
const std::vector<SlotFill>& known_fills(const SentenceView& view,
                                         const knowledge::SlotSpec& slot,
                                         std::size_t begin);

/// Whether known_fills() gives any. Nearly all slots of nearly all patterns are only
/// asked this.
bool is_fillable(const SentenceView& view,
                 const knowledge::SlotSpec& slot,
                 std::size_t begin);

/// Whether nothing but mentions of entities fills the slot.
bool takes_only_mentions(const SentenceView& view, const knowledge::SlotSpec& slot);

/// Whether the sentence ends with a colon: lines below it may fill slots.
bool introduces_list(const SentenceView& view);

/// What a text list at the end of a sentence with a colon holds: the short lines that
/// follow it ("It adheres to two principles:" / "Stay open" / "Be fair").
std::vector<SlotFill> fill_from_list(const SentenceView& view,
                                     const knowledge::SlotSpec& slot);

/// All ways in which a slot can be filled from token `begin`, the best first.
std::vector<SlotFill> fill_slot(const SentenceView& view,
                                const knowledge::SlotSpec& slot,
                                std::size_t begin);

/// Whether the entity of a mention may fill the slot, with its factor.
std::optional<Filler> fit_mention(const SentenceView& view,
                                  const knowledge::SlotSpec& slot,
                                  const Unit& unit);

}  // namespace byline::extract
