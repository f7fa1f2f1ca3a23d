#pragma once

#include "extract/frame_match.hpp"
#include "extract/sentence_view.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace byline::extract {

/// Whether the token fills a slot of the match.
[[nodiscard]] bool is_taken(const Match& match, std::size_t token);

/// The words that carry a claim: of its verb group, and what the match holds outside its
/// slots.
class ClaimWords {
 public:
  ClaimWords(const SentenceView& view, const RuleMatch& found);

  [[nodiscard]] bool any(const SetName& set) const;
  [[nodiscard]] std::size_t trigger() const { return trigger_; }
  [[nodiscard]] std::size_t first() const;
  [[nodiscard]] std::size_t group_begin() const { return group_begin_; }

 private:
  /// Walks left over auxiliaries, adverbs, negations and the verbs that govern the
  /// trigger ("does not plan to buy").
  void add_verb_group(std::size_t trigger);

  /// "|instead of| donating", "|em vez de| doar": a phrase that ends where the verb group
  /// begins, or in it.
  void add_negating_phrase(std::size_t group, std::size_t trigger);
  void add_tree_group(std::size_t trigger);

  void add_modifiers(std::size_t trigger);

  /// "in May" is no "may".
  [[nodiscard]] bool in_date(std::size_t token) const;

  /// Between a subject and its predicate further on.
  [[nodiscard]] bool is_skipped(std::size_t token) const;

  /// Between commas or brackets before the trigger: another clause.
  [[nodiscard]] bool in_aside(std::size_t token) const;

  const SentenceView& view_;
  const Match& match_;
  std::vector<std::size_t> words_;
  std::size_t trigger_ = 0;
  std::size_t group_begin_ = 0;
};

}  // namespace byline::extract
