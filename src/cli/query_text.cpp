#include "cli/query_text.hpp"

#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "store/load.hpp"

#include <iostream>

namespace byline::cli {

QueryText read_query_text(const std::string& argument, const std::string& text) {
  if (argument.empty() && text.empty()) {
    throw Error(ExitCode::unusable, {}, "no query given", "name a file, or use -q TEXT");
  }
  if (!argument.empty() && !text.empty()) {
    throw Error(ExitCode::unusable, {}, "a query file and -q do not go together");
  }
  if (argument.empty())
    return {text, "query", {}};
  if (argument == "-")
    return {read_file("/dev/stdin"), "<stdin>", {}};
  return {read_file(argument), argument, store::file_url(argument)};
}

void warn_of_functions(const std::vector<sparql::Reference>& functions,
                       const QueryText& text) {
  for (const sparql::Reference& function : functions) {
    Diagnostic warning = diagnose(
        text.text,
        function.offset,
        text.file,
        "unknown function <" + function.iri + ">: what it would give stays unbound",
        sparql::meant_instead_of(function.iri));
    warning.severity = Severity::warning;
    std::cerr << render(warning);
  }
}

void warn_of_silence(const Diagnostic& cause) {
  Diagnostic warning = cause;
  warning.severity = Severity::warning;
  warning.text += "; SILENT goes on without it";
  std::cerr << render(warning);
}

}  // namespace byline::cli
