#include "sparql/update.hpp"

#include "base/files.hpp"
#include "cli/command.hpp"
#include "cli/dataset_options.hpp"
#include "cli/limit_options.hpp"
#include "cli/query_text.hpp"
#include "rdf/writer.hpp"
#include "sparql/parser.hpp"

#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>

namespace byline::cli {
namespace {

struct UpdateOptions {
  std::string request;
  std::string text;
  std::string base;
  std::string format;
  std::string output = "-";
  DatasetOptions dataset;
  LimitOptions limits;
  bool in_place = false;
  bool parse_only = false;
};

/// The file to write and its syntax.
struct Target {
  std::string file;
  rdf::Syntax syntax = rdf::Syntax::trig;
};

Target target_of(const UpdateOptions& options) {
  Target out{options.output};
  if (options.in_place) {
    const bool single = options.dataset.data.size() == 1 &&
                        options.dataset.default_graphs.empty() &&
                        options.dataset.named_graphs.empty();
    if (!single) {
      throw Error(ExitCode::unusable, {}, "--in-place needs exactly one --data FILE");
    }
    out.file = options.dataset.data.front();
  }
  auto syntax = options.format.empty() ? rdf::syntax_of(out.file)
                                       : rdf::syntax_named(options.format);
  if (!syntax && !options.format.empty()) {
    throw Error(ExitCode::unusable,
                {},
                "unknown format '" + options.format + "'",
                "one of trig, nq, ttl, nt");
  }
  if (!syntax && out.file != "-") {
    throw Error(ExitCode::unusable,
                {out.file, 0, 0},
                "the extension does not say which format to write",
                "give --format");
  }
  out.syntax = syntax.value_or(rdf::Syntax::trig);
  return out;
}

/// A new file is written beside the target and renamed: all or nothing.
void write_dataset(std::vector<rdf::Quad> quads,
                   const rdf::Prefixes& prefixes,
                   const Target& target) {
  if (target.file == "-") {
    rdf::write(std::move(quads), target.syntax, prefixes, [](std::string_view bytes) {
      std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    });
    if (!std::cout.flush()) {
      throw Error(ExitCode::io, {}, "cannot write to standard output");
    }
    return;
  }
  AtomicFile file(target.file);
  rdf::write(std::move(quads), target.syntax, prefixes, [&](std::string_view bytes) {
    file.write(bytes);
  });
  file.commit();
}

ExitCode run(const UpdateOptions& options) {
  QueryText text = read_query_text(options.request, options.text);
  const std::string base = options.base.empty() ? text.base : options.base;
  const sparql::UpdateRequest request =
      sparql::parse_update(std::move(text.text), {base, text.file});
  if (options.parse_only)
    return ExitCode::done;
  const Target target = target_of(options);
  const auto store = load_dataset(options.dataset);
  sparql::RunOptions running;
  running.limits = limits_of(options.limits);
  running.now = current_date_time();
  running.random_seed = std::random_device{}();
  sparql::UpdateResult result = sparql::update(request, *store, running);
  write_dataset(std::move(result.quads), request.prefixes, target);
  if (target.file != "-") {
    std::cerr << target.file << ": " << result.added << " quads added, " << result.removed
              << " removed\n";
  }
  return ExitCode::done;
}

}  // namespace

void add_update(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<UpdateOptions>();
  CLI::App* command = app.add_subcommand("update", "Change a graph with SPARQL Update");
  command->add_option("request", options->request, "request file; - is stdin");
  command->add_option("-q", options->text, "the request itself");
  add_dataset_options(*command, options->dataset);
  command->add_option(
      "--base", options->base, "IRI that relative IRIs are resolved with");
  command->add_option("-o,--output", options->output, "file to write; - is stdout");
  command->add_flag("--in-place", options->in_place, "write the file given with --data");
  command->add_option("--format", options->format, "trig, nq, ttl, nt");
  add_limit_options(*command, options->limits);
  command->add_flag(
      "--parse-only", options->parse_only, "check the request, change nothing");
  command->footer(
      "Example: byline update -q 'CLEAR DEFAULT' --data graph.trig -o new.trig");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace byline::cli
