#pragma once

#include <array>

/// Character classes of Turtle's and SPARQL's names.
namespace byline::rdf {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

/// [163s] PN_CHARS_BASE without ASCII.
inline constexpr std::array<CodePointRange, 12> name_base_ranges{{{0xC0, 0xD6},
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
                                                                  {0x10000, 0xEFFFF}}};

/// [164s] PN_CHARS_U: letters and `_`.
constexpr bool is_name_start(char32_t c) {
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
  for (const CodePointRange& range : name_base_ranges) {
    if (range.first <= c && c <= range.last) {
      return true;
    }
  }
  return false;
}

/// [166s] PN_CHARS: besides digits, `-` and combining marks.
constexpr bool is_name_char(char32_t c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == 0xB7 ||
         (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

}  // namespace byline::rdf
