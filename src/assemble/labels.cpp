#include "assemble/labels.hpp"

#include "base/hash.hpp"
#include "base/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>

namespace byline::assemble {

namespace {

constexpr std::size_t longest_label = 120;  ///< code points
constexpr std::size_t kept_of_long_label = 100;
constexpr std::size_t hash_characters = 10;

icu::UnicodeString normalized(const icu::Normalizer2* form, std::string_view text) {
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result = form->normalize(source, status);
  return U_SUCCESS(status) ? result : source;
}

const icu::Normalizer2* nfc() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const form = icu::Normalizer2::getNFCInstance(status);
  return form;
}

const icu::Normalizer2* nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const form =
      icu::Normalizer2::getNFKCCasefoldInstance(status);
  return form;
}

bool stays(char32_t c) {
  static constexpr std::string_view allowed = "-._~'+&!";
  if (c < 0x80 && allowed.find(static_cast<char>(c)) != std::string_view::npos) {
    return true;
  }
  const std::uint32_t category = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

void append_encoded(std::string& out, char32_t c) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string bytes;
  append_utf8(bytes, c);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += '%';
    out += digits[value >> 4U];
    out += digits[value & 15U];
  }
}

/// Each run of white space as one `space`, none at the ends.
std::string squeezed(const icu::UnicodeString& text, char space) {
  std::string out;
  bool pending = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isUWhiteSpace(c) != 0) {
      pending = !out.empty();
      continue;
    }
    if (pending) {
      out += space;
      pending = false;
    }
    append_utf8(out, static_cast<char32_t>(c));
  }
  return out;
}

}  // namespace

std::string encode_label(std::string_view label) {
  const std::string text = squeezed(normalized(nfc(), label), '_');
  const bool is_long = count_code_points(text) > longest_label;
  const std::string_view kept =
      is_long ? std::string_view(text).substr(0, byte_offset_of(text, kept_of_long_label))
              : std::string_view(text);
  const bool only_dots = kept.find_first_not_of('.') == std::string_view::npos;
  std::string out;
  for (std::size_t at = 0; at < kept.size();) {
    const char32_t c = next_code_point(kept, at);
    if (stays(c) && !only_dots) {
      append_utf8(out, c);
    } else {
      append_encoded(out, c);
    }
  }
  if (is_long) {
    out.append("~").append(short_hash({text}), 0, hash_characters);
  }
  return out;
}

std::string encode_article_id(std::string_view id) {
  std::string out;
  for (std::size_t begin = 0; begin <= id.size();) {
    const std::size_t slash = std::min(id.find('/', begin), id.size());
    if (begin > 0) {
      out += '/';
    }
    out += encode_label(id.substr(begin, slash - begin));
    begin = slash + 1;
  }
  return out;
}

std::string fold_label(std::string_view label) {
  return squeezed(normalized(nfkc_casefold(), label), ' ');
}

std::vector<std::string> label_words(std::string_view label) {
  const std::string text =
      squeezed(icu::UnicodeString::fromUTF8(icu::StringPiece(
                   label.data(), static_cast<std::int32_t>(label.size()))),
               ' ');
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t space = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, space - begin));
    begin = space + 1;
  }
  return words;
}

}  // namespace byline::assemble
