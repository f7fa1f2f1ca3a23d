#pragma once

#include "base/text_hash.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// Numbers texts in the order in which they come, from 0. For tables that are asked for
/// every word: what says that a text is not there, as most are not, lies in one place,
/// where a std::unordered_map follows pointers and hashes the texts that it meets.
class TextNumbers {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  /// The number of `text`, or none.
  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    return slots_.empty() ? none : slots_[slot_of(text)].number;
  }

  /// The number of `text`: the next one if it was not there.
  std::uint32_t add(std::string_view text) {
    if (2 * texts_.size() >= slots_.size()) {
      grow();
    }
    Slot& slot = slots_[slot_of(text)];
    if (slot.number == none) {
      slot = {tag_of(hash_text(text)), static_cast<std::uint32_t>(texts_.size())};
      texts_.emplace_back(text);
    }
    return slot.number;
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;  ///< another part of the hash: tells most texts apart
    std::uint32_t number = none;
  };

  static std::uint32_t tag_of(std::size_t hash) {
    return static_cast<std::uint32_t>(hash >> 32U);
  }

  /// Where `text` is, or would be.
  [[nodiscard]] std::size_t slot_of(std::string_view text) const {
    const std::size_t hash = hash_text(text);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].number != none &&
           (slots_[at].tag != tag_of(hash) || texts_[slots_[at].number] != text)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  void grow() {
    slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), {});
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      slots_[slot_of(texts_[i])] = {tag_of(hash_text(texts_[i])),
                                    static_cast<std::uint32_t>(i)};
    }
  }

  std::vector<Slot> slots_;  ///< a power of two; at least half of them free
  std::vector<std::string> texts_;
};

}  // namespace byline
