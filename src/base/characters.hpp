#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace byline {

/// Character classes of Unicode (general categories), independent of any locale.
bool is_letter(char32_t c);  ///< L*
bool is_upper(char32_t c);   ///< Lu, Lt
bool is_lower(char32_t c);   ///< Ll
bool is_digit(char32_t c);   ///< Nd, any script
bool is_mark(char32_t c);    ///< M*: combines with the character before it
bool is_space(char32_t c);   ///< White_Space, and U+200B, U+FEFF

/// Case-folded (full folding, CaseFolding.txt C+F), compatibility-decomposed, without
/// combining marks: "São" and "SAO" give "sao". Spaces and punctuation stay, but
/// typographic apostrophes, hyphens and quotation marks become ASCII ones. `text` must be
/// valid UTF-8; ill-formed bytes give U+FFFD. Never throws on input.
std::string fold(std::string_view text);

/// Case-folded (full folding) and nothing else: "São" gives "são".
std::string fold_case(std::string_view text);

/// `text` without white space (`is_space`) at both ends.
std::string_view trim(std::string_view text);

/// First code point of `text`; 0 if it is empty.
char32_t first_code_point(std::string_view text);

/// Last code point of valid UTF-8 `text`; 0 if it is empty.
char32_t last_code_point(std::string_view text);

/// Begin of the code point that ends at `offset` > 0.
std::size_t previous_offset(std::string_view text, std::size_t offset);

}  // namespace byline
