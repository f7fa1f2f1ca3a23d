#include "base/characters.hpp"

#include "base/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>

namespace byline {
namespace {

constexpr char32_t ascii_end = 0x80;

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool all_ascii(std::string_view text) {
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) {
      return false;
    }
  }
  return true;
}

/// Typographic variants of ASCII punctuation; 0 for anything else.
char ascii_punctuation(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0x00B4: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    default: return 0;
  }
}

std::string fold_unicode(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(status);
  auto utf16 = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (U_SUCCESS(status)) {
    utf16 = normalizer->normalize(utf16, status);
  }
  utf16.foldCase(U_FOLD_CASE_DEFAULT);
  std::string out;
  out.reserve(text.size());
  for (std::int32_t i = 0; i < utf16.length(); i = utf16.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(utf16.char32At(i));
    if (is_mark(c)) {
      continue;
    }
    if (const char plain = ascii_punctuation(c); plain != 0) {
      out.push_back(plain);
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

/// Folding looks at one code point at a time (marks, whose order may change, are
/// dropped), so what the characters of Latin texts give can be kept.
class FoldedCharacters {
 public:
  FoldedCharacters() {
    for (const Block& block : blocks) {
      for (std::size_t i = 0; i < block.size; ++i) {
        std::string character;
        append_utf8(character, static_cast<char32_t>(block.first + i));
        folded_[block.place + i] = fold_unicode(character);
      }
    }
  }

  /// Appends the folded character at `at` and moves on; false: not a character held.
  bool append(std::string_view text, std::size_t& at, std::string& out) const {
    const std::string_view left = text.substr(at);
    if (left.size() >= 2 && byte(left, 0) >= 0xC2 && byte(left, 0) <= 0xC8 &&
        continues(left, 1)) {
      out += folded_[((byte(left, 0) & 0x1FU) << 6U | (byte(left, 1) & 0x3FU)) -
                     blocks[0].first];
      at += 2;
      return true;
    }
    if (left.size() >= 3 && left.starts_with("\xE2\x80") && continues(left, 2)) {
      out += folded_[blocks[1].place + (byte(left, 2) & 0x3FU)];
      at += 3;
      return true;
    }
    return false;
  }

 private:
  struct Block {
    std::size_t first;  ///< code point
    std::size_t size;
    std::size_t place;  ///< of the first one in `folded_`
  };
  /// Lead bytes C2 to C8 (accented Latin letters); E2 80 (punctuation).
  static constexpr std::array<Block, 2> blocks = {
      {{0x80, 0x1C0, 0}, {0x2000, 0x40, 0x1C0}}};

  static unsigned byte(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
  }
  static bool continues(std::string_view text, std::size_t at) {
    return (byte(text, at) & 0xC0U) == 0x80U;
  }

  std::array<std::string, 0x200> folded_;
};

}  // namespace

bool is_letter(char32_t c) {
  if (c < ascii_end) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  }
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_upper(char32_t c) {
  if (c < ascii_end) {
    return c >= U'A' && c <= U'Z';
  }
  return u_isupper(static_cast<UChar32>(c)) != 0 ||
         u_istitle(static_cast<UChar32>(c)) != 0;
}

bool is_lower(char32_t c) {
  if (c < ascii_end) {
    return c >= U'a' && c <= U'z';
  }
  return u_islower(static_cast<UChar32>(c)) != 0;
}

bool is_digit(char32_t c) {
  if (c < ascii_end) {
    return c >= U'0' && c <= U'9';
  }
  return u_isdigit(static_cast<UChar32>(c)) != 0;
}

bool is_mark(char32_t c) {
  if (c < ascii_end) {
    return false;
  }
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_space(char32_t c) {
  if (c < ascii_end) {
    return c == U' ' || (c >= 0x09 && c <= 0x0D);
  }
  return c == 0x200B || c == 0xFEFF || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

std::string fold(std::string_view text) {
  static const FoldedCharacters known;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < ascii_end) {
      out.push_back(ascii_lower(text[at++]));
    } else if (!known.append(text, at, out)) {
      return fold_unicode(text);
    }
  }
  return out;
}

std::string fold_case(std::string_view text) {
  if (all_ascii(text)) {
    return fold(text);
  }
  auto utf16 = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  utf16.foldCase(U_FOLD_CASE_DEFAULT);
  std::string out;
  utf16.toUTF8String(out);
  return out;
}

std::size_t previous_offset(std::string_view text, std::size_t offset) {
  --offset;
  while (offset > 0 && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) {
    --offset;
  }
  return offset;
}

char32_t first_code_point(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : next_code_point(text, at);
}

char32_t last_code_point(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  std::size_t at = previous_offset(text, text.size());
  return next_code_point(text, at);
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_space(next_code_point(text, next))) {
      break;
    }
    begin = next;
  }
  text.remove_prefix(begin);
  while (!text.empty() && is_space(last_code_point(text))) {
    text = text.substr(0, previous_offset(text, text.size()));
  }
  return text;
}

}  // namespace byline
