#pragma once

#include "sparql/syntax.hpp"

#include <cstddef>
#include <string>

namespace byline::sparql {

/// Groups, expressions, paths, lists and subqueries may nest this deep, taken together;
/// deeper queries are an error, so that no text can exhaust the stack.
inline constexpr std::size_t nesting_limit = 128;
/// Patterns (other than triples) and arithmetic operators in one query or operation.
inline constexpr std::size_t part_limit = 4096;

struct ParseOptions {
  std::string
      base;  ///< absolute IRI; empty: relative IRIs are errors unless BASE is there
  std::string file = "query";  ///< for messages
};

/// Parses a query, production [1] QueryUnit, and checks what can be known without data
/// (see static_checks.hpp). Throws Error(ExitCode::unusable) with line, column, source
/// line. What a query asks for and byline does not have is refused here or in
/// translation, never ignored.
Query parse_query(std::string text, const ParseOptions& options);

/// The same for an update request, production [3] UpdateUnit.
UpdateRequest parse_update(std::string text, const ParseOptions& options);

}  // namespace byline::sparql
