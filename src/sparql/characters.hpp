#pragma once

/// Character classes of the SPARQL 1.1 grammar, section 19.8.
namespace byline::sparql {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
constexpr bool is_ascii_alphanumeric(char c) {
  return is_ascii_letter(c) || (c >= '0' && c <= '9');
}
constexpr bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// [164] PN_CHARS_BASE
constexpr bool is_letter(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  constexpr Range ranges[] = {{'A', 'Z'},
                              {'a', 'z'},
                              {0xC0, 0xD6},
                              {0xD8, 0xF6},
                              {0xF8, 0x2FF},
                              {0x370, 0x37D},
                              {0x37F, 0x1FFF},
                              {0x200C, 0x200D},
                              {0x2070, 0x218F},
                              {0x2C00, 0x2FEF},
                              {0x3001, 0xD7FF},
                              {0xF900, 0xFDCF},
                              {0xFDF0, 0xFFFD},
                              {0x10000, 0xEFFFF}};
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last)
      return true;
  }
  return false;
}

/// [165] PN_CHARS_U
constexpr bool is_name_start(char32_t c) {
  return is_letter(c) || c == U'_';
}

/// [166] VARNAME, behind its first character
constexpr bool is_variable_character(char32_t c) {
  return is_name_start(c) || is_digit(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
         c == 0x203F || c == 0x2040;
}

/// [167] PN_CHARS
constexpr bool is_name_character(char32_t c) {
  return is_variable_character(c) || c == U'-';
}

}  // namespace byline::sparql
