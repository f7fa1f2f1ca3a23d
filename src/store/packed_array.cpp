#include "store/packed_array.hpp"

#include <algorithm>
#include <bit>

namespace byline::store {

namespace {

constexpr std::size_t padding = 8;

void append_word(std::string& out, std::uint64_t word) {
  char bytes[sizeof word];
  std::memcpy(bytes, &word, sizeof word);
  out.append(bytes, sizeof word);
}

}  // namespace

ArrayRef pack(std::span<const std::uint32_t> values, std::string& out) {
  out.resize((out.size() + 7) / 8 * 8);
  ArrayRef ref{out.size(), values.size(), 0, 0};
  if (!values.empty()) {
    const auto [least, most] = std::ranges::minmax(values);
    ref.base = least;
    ref.width = static_cast<std::uint32_t>(std::bit_width(most - least));
  }
  std::uint64_t word = 0;
  std::uint32_t filled = 0;
  for (const std::uint32_t value : values) {
    const std::uint64_t distance = value - ref.base;
    word |= distance << filled;
    filled += ref.width;
    if (filled >= 64) {
      append_word(out, word);
      filled -= 64;
      word = filled == 0 ? 0 : distance >> (ref.width - filled);
    }
  }
  append_word(out, word);
  out.append(padding, '\0');
  return ref;
}

}  // namespace byline::store
