#pragma once

#include <cstdint>
#include <string_view>

/// Hashes that name features of the learned models. They are part of the model format:
/// a change needs a new `model_format_version`.
namespace byline::annotate {

/// Spreads the bits of `value`.
constexpr std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 32U;
  value *= 0x9E3779B97F4A7C15ULL;
  value ^= value >> 29U;
  return value;
}

/// FNV-1a over bytes, spread; equal bytes give equal hashes on every machine.
constexpr std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3ULL;
  }
  return mix(hash);
}

/// Order matters: join(a, b) differs from join(b, a).
constexpr std::uint64_t join(std::uint64_t a, std::uint64_t b) {
  return (a * 0xD6E8FEB86659FD93ULL + b) * 0xA0761D6478BD642FULL ^ (a >> 31U);
}

}  // namespace byline::annotate
