#include "base/files.hpp"
#include "cli/command.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/reader.hpp"
#include "rdf/writer.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace byline::cli {
namespace {

struct ConvertOptions {
  std::string input;
  std::string output = "-";
  std::string from;
  std::string to;
  std::string base;
  bool sort = false;
};

/// The syntax that a flag names, else that of the file's extension.
rdf::Syntax choose(const std::string& flag,
                   const std::string& flag_name,
                   const std::string& file) {
  if (!flag.empty()) {
    if (const auto named = rdf::syntax_named(flag)) {
      return *named;
    }
    throw Error(ExitCode::unusable,
                {},
                "unknown format '" + flag + "'",
                "one of turtle, trig, ntriples, nquads");
  }
  if (const auto guessed = rdf::syntax_of(file)) {
    return *guessed;
  }
  throw Error(ExitCode::unusable,
              {file, 0, 0},
              "the extension does not say which format this is",
              "give " + flag_name);
}

using rdf::ByteSink;

/// Keeps quads and prefixes of a document.
class Document : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override { quads.push_back(quad.copy()); }
  void prefix(std::string_view name, std::string_view iri) override {
    prefixes.insert_or_assign(std::string(name), std::string(iri));
  }
  std::vector<rdf::Quad> quads;
  rdf::Prefixes prefixes = rdf::standard_prefixes();
};

ExitCode run(const ConvertOptions& options, std::ostream& out) {
  const bool from_stdin = options.input == "-";
  rdf::ReadOptions reading;
  reading.syntax = choose(options.from, "--from", options.input);
  reading.base = options.base;
  reading.file_name = from_stdin ? "<stdin>" : options.input;
  const rdf::Syntax to = choose(options.to, "--to", options.output);
  const bool streams = !options.sort && rdf::is_line_based(to);
  const auto convert = [&](const ByteSink& sink) {
    const std::string path = from_stdin ? "/dev/stdin" : options.input;
    if (streams) {
      rdf::LineWriter lines(to, sink);
      rdf::read_path(path, reading, lines);
      lines.finish();
      return;
    }
    Document document;
    rdf::read_path(path, reading, document);
    rdf::write(std::move(document.quads), to, document.prefixes, sink);
  };
  if (options.output == "-") {
    convert([&](std::string_view bytes) {
      if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
        throw Error(ExitCode::io, {}, "cannot write to standard output");
      }
    });
    if (!out.flush()) {
      throw Error(ExitCode::io, {}, "cannot write to standard output");
    }
    return ExitCode::done;
  }
  AtomicFile file(options.output);
  convert([&](std::string_view bytes) { file.write(bytes); });
  file.commit();
  return ExitCode::done;
}

}  // namespace

void add_convert(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<ConvertOptions>();
  CLI::App* command =
      app.add_subcommand("convert", "Turn a graph from one format into another");
  command->add_option("input", options->input, "file to read; - is stdin")->required();
  command->add_option("-o,--output", options->output, "file to write; - is stdout");
  command->add_option("--from", options->from, "format of the input");
  command->add_option("--to", options->to, "format of the output");
  command->add_option(
      "--base", options->base, "IRI against which relative IRIs are resolved");
  command->add_flag("--sort",
                    options->sort,
                    "sort the lines of N-Triples and N-Quads and drop repeated ones; the "
                    "other formats always do");
  command->footer("Example: byline convert graph.trig -o graph.nq");
  command->callback([options, &exit_code] { exit_code = run(*options, std::cout); });
}

}  // namespace byline::cli
