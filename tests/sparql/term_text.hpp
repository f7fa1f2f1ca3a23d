#pragma once

#include "sparql/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::sparql {

/// Words of a line of a case file, separated by blanks outside quotes; `#` begins a
/// comment where a word could begin.
std::vector<std::string> split_words(std::string_view line);

/// A term of a case file: `<iri>`, `_:label`, `"text"`, `"text"@en`, `"1"^^integer` (of
/// XSD) or `"1"^^<iri>`, `1`, `1.5`, `1e0`, `true`, `false`. In quotes \n \t \r \" \\ and
/// \u{hex} are escapes. Throws std::invalid_argument.
Value read_term(std::string_view word);

/// Back to that form; `error` for nothing.
std::string show(const std::optional<Value>& value);

}  // namespace byline::sparql
