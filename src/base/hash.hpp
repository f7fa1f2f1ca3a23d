#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// SHA-256 (FIPS 180-4) of `bytes`, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The identifier hash of the data model: first 80 bits of SHA-256, as 16 characters of
/// lower-case base32 (RFC 4648 alphabet). `parts` are joined by U+001F, so that
/// ("ab", "c") and ("a", "bc") differ.
std::string short_hash(const std::vector<std::string_view>& parts);

}  // namespace byline
