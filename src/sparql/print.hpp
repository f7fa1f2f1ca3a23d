#pragma once

#include "sparql/syntax.hpp"

#include <string>
#include <string_view>

namespace byline::sparql {

/// The tree as SPARQL: IRIs in full, one pattern a line, operators in brackets. Parsing
/// the text gives an equal tree, offsets and prefixes aside.
std::string to_string(const Query& query);
std::string to_string(const UpdateRequest& request);
std::string to_string(const Expression& expression);
std::string to_string(const Path& path);
std::string to_string(const VariableOrTerm& place);

/// `=`, `&&`, `IN`, `IF` …
std::string_view name_of(Operator op);
std::string_view name_of(Aggregate function);

}  // namespace byline::sparql
