#pragma once

#include "extract/filler.hpp"
#include "knowledge/rules_program.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace byline::extract {

/// How a group of words stands at a token.
struct FormHit {
  std::uint16_t bits = 0;   ///< features of the form; 0: it does not stand there
  std::uint8_t tokens = 0;  ///< that it takes
  bool by_lemma = false;    ///< the model's lemma says so: the features are unknown
  bool known = false;       ///< false: nobody asked yet
};

/// Marks of (instruction, token) pairs that a pattern run has tried. Rounds only grow, so
/// the marks of earlier runs need no clearing.
struct TriedPairs {
  std::vector<std::uint32_t> round_of;
  std::uint32_t round = 0;
};

/// What the many patterns of one sentence ask again and again, kept. Belongs to one view;
/// one thread at a time.
class MatchMemo {
 public:
  explicit MatchMemo(std::size_t tokens) : tokens_(tokens) {}

  FormHit& forms(const knowledge::FormGroup& group, std::size_t token) {
    auto& hits = forms_[&group];
    if (hits.empty()) {
      hits.resize(tokens_);
    }
    return hits[token];
  }

  static constexpr std::uint32_t unknown = UINT32_MAX;
  /// The token behind the word set at `token`, 0 if it does not stand there; `unknown` at
  /// first.
  std::uint32_t& set_end(const std::string& name, std::size_t token) {
    auto& ends = sets_[name];
    if (ends.empty()) {
      ends.resize(tokens_, unknown);
    }
    return ends[token];
  }

  /// 0 or 1; 2 at first.
  std::uint8_t& adverb(std::size_t token) {
    if (adverbs_.empty()) {
      adverbs_.resize(tokens_, 2);
    }
    return adverbs_[token];
  }

  /// What fills the slots of a key from `token`; nothing at first. Stays where it is.
  std::optional<std::vector<SlotFill>>& fills(std::size_t fill_key, std::size_t token) {
    auto& fills = fills_[fill_key];
    if (fills.empty()) {
      fills.resize(tokens_);
    }
    return fills[token];
  }

  /// Whether anything fills the slots of a key; nothing at first.
  std::optional<bool>& can_fill(std::size_t fill_key) { return can_fill_[fill_key]; }

  /// Scratch memory for one run; runs nest.
  TriedPairs take_tried() {
    if (tried_.empty()) {
      return {};
    }
    TriedPairs taken = std::move(tried_.back());
    tried_.pop_back();
    return taken;
  }
  void give_back(TriedPairs tried) { tried_.push_back(std::move(tried)); }

 private:
  std::size_t tokens_;
  std::unordered_map<const knowledge::FormGroup*, std::vector<FormHit>> forms_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> sets_;
  std::vector<std::uint8_t> adverbs_;
  std::unordered_map<std::size_t, std::vector<std::optional<std::vector<SlotFill>>>>
      fills_;
  std::unordered_map<std::size_t, std::optional<bool>> can_fill_;
  std::vector<TriedPairs> tried_;
};

}  // namespace byline::extract
