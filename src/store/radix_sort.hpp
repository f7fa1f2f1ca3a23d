#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace byline::store {

inline constexpr unsigned digit_bits = 11;
inline constexpr std::size_t digit_values = std::size_t{1} << digit_bits;
using DigitCounts = std::array<std::size_t, digit_values>;

/// One stable pass: `from` by `digit(value)`, of which there are `counts`, into `to`.
template <class T, class Digit>
void radix_pass(const std::vector<T>& from,
                std::vector<T>& to,
                DigitCounts& counts,
                const Digit& digit) {
  std::size_t sum = 0;
  for (std::size_t& start : counts) {
    sum += std::exchange(start, sum);
  }
  to.resize(from.size());
  for (const T& value : from) {
    to[counts[digit(value)]++] = value;
  }
}

/// Stable sort by a 32-bit key, least significant digit first; `spare` is room to work
/// in. Digits that are the same in all keys cost nothing: ids seldom need all 32 bits.
template <class T, class Key>
void radix_sort(std::vector<T>& values, std::vector<T>& spare, const Key& key) {
  constexpr std::size_t few = 512;
  if (values.size() < few) {
    std::stable_sort(values.begin(), values.end(), [&](const T& a, const T& b) {
      return key(a) < key(b);
    });
    return;
  }
  const auto digit_of = [&](const T& value, unsigned place) {
    return (key(value) >> (place * digit_bits)) % digit_values;
  };
  std::array<DigitCounts, 3> counts{};
  for (const T& value : values) {
    for (unsigned place = 0; place < counts.size(); ++place) {
      ++counts[place][digit_of(value, place)];
    }
  }
  for (unsigned place = 0; place < counts.size(); ++place) {
    const auto digit = [&](const T& value) { return digit_of(value, place); };
    if (counts[place][digit(values.front())] != values.size()) {
      radix_pass(values, spare, counts[place], digit);
      values.swap(spare);
    }
  }
}

}  // namespace byline::store
