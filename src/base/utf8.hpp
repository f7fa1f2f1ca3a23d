#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no
/// overlong forms, nothing above U+10FFFF), or nothing if all of `text` is.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// The code point that begins at `offset`, which is moved behind it. `text` must be valid
/// from there; an ill-formed byte yields U+FFFD and moves by one.
char32_t next_code_point(std::string_view text, std::size_t& offset);

/// Appends `code_point` as UTF-8. Surrogates and values above U+10FFFF append U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

/// Number of code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Byte offset of the code point with 0-based number `code_points`; the size of `text`
/// if it has fewer.
std::size_t byte_offset_of(std::string_view text, std::size_t code_points);

/// Turns byte offsets of one text into code-point offsets: the one place where positions
/// change their unit. Holds one number per 64 bytes; a look-up scans at most 64 bytes.
class CodePointIndex {
 public:
  /// `text` must be valid UTF-8 and outlive the index.
  explicit CodePointIndex(std::string_view text);
  /// Code points before byte `offset`; `offset` must be at a code-point border.
  [[nodiscard]] std::size_t code_points_before(std::size_t offset) const;

 private:
  static constexpr std::size_t block_bytes = 64;
  std::string_view text_;
  std::vector<std::size_t> before_block_;
};

}  // namespace byline
