#include "cli/command.hpp"
#include "cli/graph_file.hpp"
#include "rdf/isomorphism.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace byline::cli {
namespace {

struct DiffOptions {
  std::string first;
  std::string second;
  std::string from;
  std::string base;
  bool quiet = false;
};

std::vector<rdf::Quad> quads_of(const std::string& file, const DiffOptions& options) {
  rdf::ReadOptions reading;
  reading.syntax = choose_syntax(options.from, "--from", file);
  reading.base = options.base;
  Document document;
  read_graph(file, reading, document);
  return std::move(document.quads);
}

std::string marked(char mark, const rdf::Quad& quad) {
  std::string line(1, mark);
  line += ' ';
  rdf::append_nquads_line(line, view_of(quad));
  return line;
}

/// Removed and added lines as one list in the order of their quads.
std::vector<std::string> lines_of(const rdf::Difference& difference) {
  std::vector<std::string> lines;
  for (const rdf::Quad& quad : difference.removed) {
    lines.push_back(marked('-', quad));
  }
  for (const rdf::Quad& quad : difference.added) {
    lines.push_back(marked('+', quad));
  }
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
    return std::string_view(a).substr(2) < std::string_view(b).substr(2);
  });
  return lines;
}

ExitCode run(const DiffOptions& options, std::ostream& out) {
  const rdf::Difference difference = rdf::difference(quads_of(options.first, options),
                                                     quads_of(options.second, options));
  if (!options.quiet) {
    write_output("-", out, [&](const rdf::ByteSink& sink) {
      for (const std::string& line : lines_of(difference)) {
        sink(line);
      }
    });
  }
  return difference.empty() ? ExitCode::done : ExitCode::findings;
}

}  // namespace

void add_diff(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand(
      "diff", "Show which triples two graphs do not share; exit code 1 if any");
  command->add_option("first", options->first, "a graph; - is stdin")->required();
  command->add_option("second", options->second, "another graph")->required();
  command->add_option("--from", options->from, "format of both, if not by extension");
  command->add_option(
      "--base", options->base, "IRI against which relative IRIs are resolved");
  command->add_flag("-q,--quiet", options->quiet, "say nothing, only set the exit code");
  command->footer(
      "Blank nodes are matched by what is said about them. Lines are N-Quads behind - "
      "(only in the first) or + (only in the second).\n"
      "Example: byline diff old.trig new.nq");
  command->callback([options, &exit_code] { exit_code = run(*options, std::cout); });
}

}  // namespace byline::cli
