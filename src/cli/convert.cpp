#include "cli/command.hpp"
#include "cli/graph_file.hpp"
#include "rdf/prefixes.hpp"
#include "store/load.hpp"

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

bool is_index(const std::string& format, const std::string& file) {
  return format.empty() ? file.ends_with(".byl") : format == "byl";
}

void write_index(const ConvertOptions& options, rdf::Syntax syntax, std::ostream& out) {
  const bool from_stdin = options.input == "-";
  const auto index = store::load(
      {{from_stdin ? "/dev/stdin" : options.input, syntax, options.base, ""}});
  write_output(options.output, out, [&](const rdf::ByteSink& sink) {
    index->image().check_all();
    sink(index->image().bytes());
  });
}

ExitCode run(const ConvertOptions& options, std::ostream& out) {
  rdf::ReadOptions reading;
  reading.syntax = choose_syntax(options.from, "--from", options.input);
  reading.base = options.base;
  if (is_index(options.to, options.output)) {
    write_index(options, reading.syntax, out);
    return ExitCode::done;
  }
  const rdf::Format to = choose_format(options.to, "--to", options.output);
  const auto* const syntax = std::get_if<rdf::Syntax>(&to);
  const bool streams = !options.sort && syntax != nullptr && rdf::is_line_based(*syntax);
  write_output(options.output, out, [&](const rdf::ByteSink& sink) {
    if (streams) {
      rdf::LineWriter lines(*syntax, sink);
      read_graph(options.input, reading, lines);
      lines.finish();
      return;
    }
    Document document;
    document.prefixes = rdf::standard_prefixes();
    read_graph(options.input, reading, document);
    rdf::write(std::move(document.quads), to, document.prefixes, sink);
  });
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
  command->footer(
      "Reads turtle trig ntriples nquads byl; writes these and jsonld, and for looking at the\n"
      "entities graphml gexf dot csv csv-nodes. The extension decides, also below .gz.\n"
      "Example: byline convert graph.trig -o graph.nq");
  command->callback([options, &exit_code] { exit_code = run(*options, std::cout); });
}

}  // namespace byline::cli
