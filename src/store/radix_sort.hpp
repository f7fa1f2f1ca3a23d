#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::store {

/// One stable pass: orders `from` by `digit(value)`, below 2^11, into `to`. Returns false
/// and does nothing if all digits are the same.
template <class T, class Digit>
bool radix_pass(const std::vector<T>& from, std::vector<T>& to, const Digit& digit) {
  std::array<std::size_t, 2048> starts{};
  for (const T& value : from) {
    ++starts[digit(value)];
  }
  if (!from.empty() && starts[digit(from.front())] == from.size()) {
    return false;
  }
  std::size_t sum = 0;
  for (std::size_t& start : starts) {
    const std::size_t count = start;
    start = sum;
    sum += count;
  }
  to.resize(from.size());
  for (const T& value : from) {
    to[starts[digit(value)]++] = value;
  }
  return true;
}

/// Stable sort by a 32-bit key, least significant digit first; `spare` is room to work
/// in.
template <class T, class Key>
void radix_sort(std::vector<T>& values, std::vector<T>& spare, const Key& key) {
  constexpr std::size_t few = 512;
  if (values.size() < few) {
    std::stable_sort(values.begin(), values.end(), [&](const T& a, const T& b) {
      return key(a) < key(b);
    });
    return;
  }
  for (unsigned shift = 0; shift < 32; shift += 11) {
    if (radix_pass(values, spare, [&](const T& value) {
          return (key(value) >> shift) & 2047U;
        })) {
      values.swap(spare);
    }
  }
}

}  // namespace byline::store
