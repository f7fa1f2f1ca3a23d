#pragma once

#include "extract/filler.hpp"
#include "extract/form_hits.hpp"
#include "extract/lazy_rows.hpp"
#include "extract/set_ends.hpp"
#include "extract/token_sets.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/rules_compiled.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace byline::extract {

/// A predicate of the sentence with a mention between which and it other words stand.
struct FarPredicate {
  std::size_t subject = 0;  ///< index into SentenceView::units()
  std::size_t begin = 0;    ///< its first token: an auxiliary, an adverb or the verb
};

/// What the inflection table says of a matched word.
struct MatchedForm {
  std::size_t token = 0;
  std::uint16_t bits = 0;  ///< of knowledge::FormFeature; 0: nothing is known
};

/// A way in which a block of words stands at a token.
struct BlockEnd {
  std::size_t end = 0;
  std::vector<std::pair<std::size_t, knowledge::TriggerUse>> trigger;
  std::vector<MatchedForm> forms;
};

/// What the many patterns of one sentence ask again and again, kept. Belongs to one view;
/// one thread at a time.
class MatchMemo {
 public:
  MatchMemo(const knowledge::LanguageRules& rules, std::size_t tokens)
      : tokens_(tokens),
        forms_(rules.groups, tokens),
        sets_(rules, tokens),
        block_ends_(rules.blocks, tokens),
        slot_kinds_(rules.fill_keys),
        fills_(rules.fill_keys, tokens + 1),
        fits_(rules.fill_keys, tokens),
        filled_(rules.fill_keys, tokens),
        tests_(rules.tests, tokens) {}

  FormHits& forms() { return forms_; }

  /// Where the sets of the grammar stand.
  SetEnds& sets() { return sets_; }

  /// 0 or 1; 2 at first.
  std::uint8_t& adverb(std::size_t token) {
    if (adverbs_.empty()) {
      adverbs_.resize(tokens_, 2);
    }
    return adverbs_[token];
  }

  /// What kinds of things the slots of a key take (slot_kinds.hpp); 0 at first.
  std::uint16_t& slot_kinds(std::size_t fill_key) { return slot_kinds_[fill_key]; }

  /// What fills the slots of a key from `token`, or at the end of the sentence from the
  /// lines below it; nothing at first. Stays where it is.
  std::optional<std::vector<SlotFill>>& fills(std::size_t fill_key, std::size_t token) {
    return fills_.at(fill_key, token);
  }

  /// Whether a unit of the sentence fits the slots of a key: 1 no, 2 yes; 0 at first.
  std::uint8_t& fits(std::size_t fill_key, std::size_t unit) {
    return fits_.at(fill_key, unit);
  }

  /// Of each token those that hang on it, see sentence_tree.hpp; none at first.
  std::vector<std::vector<std::size_t>>& children() { return children_; }

  /// See far_predicates.hpp; nothing at first.
  std::optional<std::vector<FarPredicate>>& far_predicates() { return far_predicates_; }

  /// What a block of words takes from `token`, the best first; nothing at first. Stays
  /// where it is.
  std::optional<std::vector<BlockEnd>>& block_ends(std::size_t block, std::size_t token) {
    return block_ends_.at(block, token);
  }

  /// By fill key: the tokens from which mentions fill the slots that take nothing else.
  TokenSets& filled() { return filled_; }

  /// The tokens that pass a rule's tests.
  TokenSets& tests() { return tests_; }

  /// Whether the words that rule `rule` wants about it stand in the sentence: 0 or 1; 2
  /// at first.
  std::uint8_t& context(std::size_t rule) {
    if (rule >= contexts_.size()) {
      contexts_.resize(rule + 1, 2);
    }
    return contexts_[rule];
  }

 private:
  std::size_t tokens_;
  FormHits forms_;
  SetEnds sets_;
  std::vector<std::uint8_t> adverbs_;
  LazyRows<std::optional<std::vector<BlockEnd>>> block_ends_;
  std::vector<std::uint16_t> slot_kinds_;                 ///< by key
  LazyRows<std::optional<std::vector<SlotFill>>> fills_;  ///< by key
  LazyRows<std::uint8_t> fits_;                           ///< by key; units are few
  std::optional<std::vector<FarPredicate>> far_predicates_;
  std::vector<std::vector<std::size_t>> children_;
  TokenSets filled_;
  TokenSets tests_;
  std::vector<std::uint8_t> contexts_;  ///< by rule
};

}  // namespace byline::extract
