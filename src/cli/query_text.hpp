#pragma once

#include "base/diagnostics.hpp"
#include "sparql/references.hpp"

#include <string>
#include <vector>

namespace byline::cli {

/// A query or update request as given on the command line.
struct QueryText {
  std::string text;
  std::string file;  ///< for messages: the file's name, `<stdin>`, or `query`
  std::string base;  ///< absolute IRI of the file; empty for text from a flag or stdin
};

/// Reads `argument` (`-` is stdin) or, if that is empty, takes `text`. Throws Error.
QueryText read_query_text(const std::string& argument, const std::string& text);

/// Warns on stderr that calls of these functions are errors when they are evaluated.
void warn_of_functions(const std::vector<sparql::Reference>& functions,
                       const QueryText& text);

/// Says on stderr what SILENT kept quiet about.
void warn_of_silence(const Diagnostic& cause);

}  // namespace byline::cli
