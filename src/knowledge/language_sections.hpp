#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

/// A section that a language's table files may have, with the columns of its lines
/// (the phrase counts as one).
struct LanguageSection {
  std::string_view name;
  std::size_t min_columns = 1;
  std::size_t max_columns = 1;
};

/// The section called `name`, or null.
const LanguageSection* find_language_section(std::string_view name);

/// Names of all sections, sorted: candidates for "did you mean".
std::vector<std::string> language_section_names();

}  // namespace byline::knowledge
