#include "cli/graph_file.hpp"

#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "store/load.hpp"

#include <ostream>

namespace byline::cli {

namespace {

[[noreturn]] void no_format(const std::string& flag,
                            const std::string& flag_name,
                            const std::string& file,
                            const std::string& known) {
  if (!flag.empty()) {
    throw Error(
        ExitCode::unusable, {}, "unknown format '" + flag + "'", "one of " + known);
  }
  throw Error(ExitCode::unusable,
              {file, 0, 0},
              "the extension does not say which format this is",
              "give " + flag_name + " with one of " + known);
}

}  // namespace

rdf::Syntax choose_syntax(const std::string& flag,
                          const std::string& flag_name,
                          const std::string& file) {
  if (flag.empty() && store::is_dataset(file)) {
    return rdf::Syntax::nquads;  // any that holds graphs: `read_graph` goes by the bytes
  }
  const auto found = flag.empty() ? rdf::syntax_of(file) : rdf::syntax_named(flag);
  if (!found) {
    no_format(flag, flag_name, file, rdf::syntax_list());
  }
  return *found;
}

rdf::Format choose_format(const std::string& flag,
                          const std::string& flag_name,
                          const std::string& file) {
  const auto found = flag.empty() ? rdf::format_of(file) : rdf::format_named(flag);
  if (!found) {
    no_format(flag, flag_name, file, rdf::format_list());
  }
  return *found;
}

void read_graph(const std::string& file, rdf::ReadOptions options, rdf::QuadSink& sink) {
  const bool from_stdin = file == "-";
  if (!from_stdin && store::is_dataset(file)) {
    store::read_dataset(file, options.blank_prefix, sink);
    return;
  }
  options.file_name = from_stdin ? "<stdin>" : file;
  rdf::read_path(from_stdin ? "/dev/stdin" : file, options, sink);
}

void write_output(const std::string& file,
                  std::ostream& standard_output,
                  const std::function<void(const rdf::ByteSink&)>& produce) {
  if (file != "-") {
    AtomicFile target(file);
    produce([&](std::string_view bytes) { target.write(bytes); });
    target.commit();
    return;
  }
  const auto check = [](bool good) {
    if (!good) {
      throw Error(ExitCode::io, {}, "cannot write to standard output");
    }
  };
  produce([&](std::string_view bytes) {
    check(standard_output.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))
              .good());
  });
  check(standard_output.flush().good());
}

}  // namespace byline::cli
