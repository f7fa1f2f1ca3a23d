#pragma once

#include <cstdint>
#include <string>

namespace byline {

/// Appends `value` in groups of seven bits, lowest first, the top bit set but in the
/// last.
inline void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 128; value >>= 7U) {
    out += static_cast<char>(value | 128U);
  }
  out += static_cast<char>(value);
}

/// Reads what append_varint wrote and moves `at` behind it.
inline std::uint64_t read_varint(const char*& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint64_t>(byte & 127U) << shift;
    if (byte < 128 || shift > 56) {
      return value;
    }
  }
}

}  // namespace byline
