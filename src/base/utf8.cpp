#include "base/utf8.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace byline {
namespace {

constexpr char32_t replacement = 0xFFFD;

constexpr unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

constexpr bool is_continuation(unsigned char byte) {
  return (byte & 0xC0U) == 0x80U;
}

/// Length of the well-formed sequence at `i`, or 0. The Unicode Standard, table 3-7.
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const unsigned char lead = byte_at(text, i);
  if (lead < 0x80) {
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) {
    return 0;
  }
  const unsigned char second = byte_at(text, i + 1);
  const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < lowest || second > highest) {
    return 0;
  }
  for (std::size_t k = 2; k < length; ++k) {
    if (!is_continuation(byte_at(text, i + k))) {
      return 0;
    }
  }
  return length;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    // Eight ASCII bytes at a time: news text is mostly ASCII.
    while (i + 8 <= text.size()) {
      std::uint64_t block = 0;
      std::memcpy(&block, text.data() + i, 8);
      if ((block & 0x8080808080808080ULL) != 0) {
        break;
      }
      i += 8;
    }
    if (i == text.size()) {
      break;
    }
    const std::size_t length = sequence_length(text, i);
    if (length == 0) {
      return i;
    }
    i += length;
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  assert(offset < text.size());
  const std::size_t length = sequence_length(text, offset);
  if (length == 0) {
    ++offset;
    return replacement;
  }
  const unsigned char lead = byte_at(text, offset);
  char32_t code_point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) {
    code_point = (code_point << 6) | (byte_at(text, offset + k) & 0x3FU);
  }
  offset += length;
  return code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    code_point = replacement;
  }
  const auto push = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0 | (code_point >> 6));
    push(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    push(0xE0 | (code_point >> 12));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  } else {
    push(0xF0 | (code_point >> 18));
    push(0x80 | ((code_point >> 12) & 0x3F));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return !is_continuation(static_cast<unsigned char>(c));
  }));
}

std::size_t byte_offset_of(std::string_view text, std::size_t code_points) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (!is_continuation(byte_at(text, i))) {
      if (code_points == 0) {
        return i;
      }
      --code_points;
    }
    ++i;
  }
  return i;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += block_bytes) {
    before_block_.push_back(count);
    count += count_code_points(text.substr(i, block_bytes));
  }
  before_block_.push_back(count);
}

std::size_t CodePointIndex::code_points_before(std::size_t offset) const {
  assert(offset <= text_.size());
  const std::size_t block = offset / block_bytes;
  const std::size_t begin = block * block_bytes;
  return before_block_[block] + count_code_points(text_.substr(begin, offset - begin));
}

}  // namespace byline
