#pragma once

#include <cstdint>
#include <string_view>

namespace byline::extract {

/// The name of a word set of the grammar as code asks for it: a literal, hashed when that
/// is compiled. Sets are asked for at every token; comparing and hashing their names was
/// a tenth of matching.
class SetName {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): in place of the text
  consteval SetName(const char* text) : text_{text} {
    for (const char byte : text_) {  // FNV-1a
      hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    }
  }

  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  /// Differs for all names in use, which are a hundred.
  [[nodiscard]] constexpr std::uint64_t hash() const { return hash_; }

 private:
  std::string_view text_;
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace byline::extract
