#include "cli/query_text.hpp"

#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "store/load.hpp"

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

}  // namespace byline::cli
