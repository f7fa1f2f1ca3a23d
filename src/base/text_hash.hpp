#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace byline {

/// A hash of short texts for tables in memory: each word of a text is looked up in some
/// thirty of them, and std::hash is a call of about 60 instructions. Differs from machine
/// to machine: nothing that is written may depend on it.
inline std::size_t hash_text(std::string_view text) {
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15ULL;
  constexpr unsigned half = 32;
  const auto load = [](const char* at, std::size_t size) {
    std::uint64_t value = 0;
    std::memcpy(&value, at, size);
    return value;
  };
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = left * factor;
  for (; left > 8; left -= 8, at += 8) {
    hash = (hash ^ load(at, 8)) * factor;
    hash ^= hash >> half;
  }
  if (left >= 4) {  // two loads that may overlap, instead of one of unknown size
    hash ^= load(at, 4) << half | load(at + left - 4, 4);
  } else if (left > 0) {
    const auto byte = [at](std::size_t i) {
      return std::uint64_t{static_cast<unsigned char>(at[i])};
    };
    hash ^= byte(0) << 16U | byte(left / 2) << 8U | byte(left - 1);
  }
  hash *= factor;
  return static_cast<std::size_t>(hash ^ hash >> half);
}

/// FNV-1a: for names that are hashed when they are compiled.
constexpr std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : name) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  }
  return hash;
}

/// Lets a table of texts be asked with a view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return hash_text(text); }
};

}  // namespace byline
