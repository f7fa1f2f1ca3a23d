#pragma once

#include "base/text_hash.hpp"

#include <cstdint>

namespace byline::extract {

/// The name of a word set of the grammar as code asks for it: a literal, hashed when that
/// is compiled. Sets are asked for at every token; comparing and hashing their names was
/// a tenth of matching.
class SetName {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): in place of the text
  consteval SetName(const char* text) : hash_{hash_name(text)} {}

  /// Differs for all names in use, which are a hundred.
  [[nodiscard]] constexpr std::uint64_t hash() const { return hash_; }

 private:
  std::uint64_t hash_;
};

}  // namespace byline::extract
