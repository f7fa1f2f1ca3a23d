#include "store/text_sort.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace byline::store {

namespace {

/// A text and its next 8 bytes, big-endian, zero behind its end.
struct Item {
  std::uint64_t next = 0;
  std::uint32_t number = 0;
};

constexpr std::size_t word_bytes = sizeof(std::uint64_t);
constexpr std::size_t small = 16;
constexpr std::size_t worth_a_thread = 50'000;

/// Multikey quicksort that compares 8 bytes at a time: all texts of a span agree before
/// `depth`.
class TextSort {
 public:
  explicit TextSort(const TermTable& terms) : terms_(&terms) {}

  void load(std::span<Item> items, std::size_t depth) const {
    for (Item& item : items) {
      const std::string_view text = terms_->text(item.number);
      std::uint64_t word = 0;
      if (depth < text.size()) {
        std::memcpy(
            &word, text.data() + depth, std::min(word_bytes, text.size() - depth));
      }
      item.next = __builtin_bswap64(word);
    }
  }

  void sort(std::span<Item> items, std::size_t depth, bool may_fork) const {
    while (items.size() > small) {
      const std::uint64_t pivot = pivot_of(items);
      const auto middle =
          std::partition(items.begin(), items.end(), [&](const Item& item) {
            return item.next < pivot;
          });
      const auto greater = std::partition(
          middle, items.end(), [&](const Item& item) { return item.next == pivot; });
      const std::span<Item> less(items.begin(), middle);
      const std::span<Item> equal(middle, greater);
      const std::span<Item> more(greater, items.end());
      std::jthread other;
      if (may_fork && std::min(less.size(), more.size()) > worth_a_thread) {
        other = std::jthread([this, less, depth] { sort(less, depth, false); });
        may_fork = false;
      } else {
        sort(less, depth, may_fork);
      }
      sort(more, depth, may_fork);
      items = ended_first(equal, depth + word_bytes);
      depth += word_bytes;
      load(items, depth);
    }
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
      return a.next != b.next ? a.next < b.next
                              : terms_->text(a.number) < terms_->text(b.number);
    });
  }

 private:
  static std::uint64_t pivot_of(std::span<const Item> items) {
    std::array<std::uint64_t, 3> samples = {
        items.front().next, items[items.size() / 2].next, items.back().next};
    std::ranges::sort(samples);
    return samples[1];
  }

  /// Puts the texts that end before `depth` in front, shortest first (they are prefixes
  /// of the others), and returns the others.
  [[nodiscard]] std::span<Item> ended_first(std::span<Item> items,
                                            std::size_t depth) const {
    const auto rest = std::partition(items.begin(), items.end(), [&](const Item& item) {
      return terms_->text(item.number).size() <= depth;
    });
    std::sort(items.begin(), rest, [&](const Item& a, const Item& b) {
      return terms_->text(a.number).size() < terms_->text(b.number).size();
    });
    return {rest, items.end()};
  }

  const TermTable* terms_;
};

}  // namespace

void sort_by_text(std::span<std::uint32_t> numbers, const TermTable& terms) {
  std::vector<Item> items(numbers.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].number = numbers[i];
  }
  const TextSort sorter(terms);
  sorter.load(items, 0);
  sorter.sort(items, 0, true);
  for (std::size_t i = 0; i < items.size(); ++i) {
    numbers[i] = items[i].number;
  }
}

}  // namespace byline::store
