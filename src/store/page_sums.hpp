#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace byline::store {

/// Bytes that one checksum covers.
inline constexpr std::size_t page_bytes = 65'536;

/// 64-bit checksum: any change of one aligned 8-byte word changes it. Not cryptographic.
/// Four lanes, about as fast as memory is read; docs/byl-format.md gives the steps.
std::uint64_t checksum(std::string_view bytes);

}  // namespace byline::store
