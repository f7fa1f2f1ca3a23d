#include "base/hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace byline {
namespace {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes) {
  Digest digest{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return digest;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : sha256(bytes)) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

std::string short_hash(const std::vector<std::string_view>& parts) {
  static constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  std::string joined;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    joined.append(i > 0 ? "\x1f" : "").append(parts[i]);
  }
  const Digest digest = sha256(joined);
  std::string hash;
  std::uint32_t pending = 0;
  unsigned int bits = 0;
  for (std::size_t i = 0; i < 10; ++i) {  // 80 bits
    pending = (pending << 8) | digest[i];
    for (bits += 8; bits >= 5; bits -= 5) {
      hash += alphabet[(pending >> (bits - 5)) & 31];
    }
  }
  return hash;
}

}  // namespace byline
