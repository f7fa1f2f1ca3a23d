#include "annotate/lexicon.hpp"

#include <cstddef>
#include <utility>

namespace byline::annotate {

Lexicon::Lexicon(std::vector<LexiconEntry> entries) : entries_{std::move(entries)} {
  std::size_t size = 16;
  while (size < entries_.size() * 2) {
    size *= 2;
  }
  slots_.assign(size, 0);
  mask_ = static_cast<std::uint32_t>(size - 1);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::uint32_t slot = entries_[i].key & mask_;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

std::uint32_t Lexicon::key_of(std::uint64_t lower_hash) {
  const auto key = static_cast<std::uint32_t>(lower_hash >> 32U);
  return key == 0 ? 1 : key;
}

void Lexicon::fill(WordFeatures& word) const {
  if (slots_.empty()) {
    return;
  }
  const std::uint32_t key = key_of(word.lower);
  for (std::uint32_t slot = key & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
    const LexiconEntry& entry = entries_[slots_[slot] - 1];
    if (entry.key == key) {
      word.first_tag = entry.first_tag;
      word.second_tag = entry.second_tag;
      word.frequency = entry.frequency;
      word.certain = entry.certain;
      return;
    }
  }
}

}  // namespace byline::annotate
