#include "sparql/update.hpp"

#include "base/files.hpp"
#include "cli/command.hpp"
#include "cli/dataset_options.hpp"
#include "cli/limit_guard.hpp"
#include "cli/limit_options.hpp"
#include "cli/query_text.hpp"
#include "cli/service_options.hpp"
#include "rdf/reader.hpp"
#include "rdf/writer.hpp"
#include "sparql/parser.hpp"
#include "store/load.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
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
  ServiceOptions services;
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

class PrefixSink final : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& /*quad*/) override {}
  void prefix(std::string_view name, std::string_view iri) override {
    prefixes.emplace(name, iri);
  }
  rdf::Prefixes prefixes;
};

bool is_directive(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string::npos || line[begin] == '#')
    return true;
  return std::ranges::any_of(
      std::array<std::string_view, 4>{"@prefix", "@base", "PREFIX", "BASE"},
      [&](std::string_view word) { return line.compare(begin, word.size(), word) == 0; });
}

/// The prefixes that a Turtle or TriG file declares before anything else: a graph that is
/// corrected keeps its looks. Whatever else the file is, it declares none.
rdf::Prefixes declared_prefixes(const std::string& file) {
  std::string header;
  const auto take = [&header](std::istream& lines) {
    std::string line;
    while (std::getline(lines, line) && is_directive(line))
      header.append(line).append("\n");
  };
  if (file.ends_with(".gz")) {
    std::istringstream inflated(read_file(file));
    take(inflated);
  } else {
    std::ifstream lines(file, std::ios::binary);
    take(lines);
  }
  PrefixSink sink;
  try {
    rdf::read_text(header, {rdf::Syntax::turtle, store::file_url(file), file, {}}, sink);
  } catch (const Error&) {
    return {};  // a directive over several lines
  }
  return sink.prefixes;
}

/// The prefixes of the request and of the files.
rdf::Prefixes prefixes_of(const sparql::UpdateRequest& request,
                          const DatasetOptions& dataset) {
  rdf::Prefixes out = request.prefixes;
  for (const std::string& file : dataset.data)
    out.merge(declared_prefixes(file));
  return out;
}

/// A new file is written beside the target and renamed: all or nothing.
void write_dataset(std::vector<rdf::Quad> quads,
                   const rdf::Prefixes& prefixes,
                   const Target& target,
                   const sparql::Limits& limits) {
  const sparql::Budget budget(limits);
  if (target.file == "-") {
    rdf::write(std::move(quads), target.syntax, prefixes, [&](std::string_view bytes) {
      budget.check();
      std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    });
    if (!std::cout.flush()) {
      throw Error(ExitCode::io, {}, "cannot write to standard output");
    }
    return;
  }
  // Behind a symbolic link, so that the link stays one.
  std::error_code none;
  const std::filesystem::path real = std::filesystem::canonical(target.file, none);
  AtomicFile file(none ? std::filesystem::path(target.file) : real);
  rdf::write(std::move(quads), target.syntax, prefixes, [&](std::string_view bytes) {
    budget.check();
    file.write(bytes);
  });
  file.commit();
}

sparql::UpdateResult changed(const sparql::UpdateRequest& request,
                             const UpdateOptions& options,
                             const sparql::RunOptions& running) {
  const LimitGuard guard(running.limits);
  const auto store = load_dataset(options.dataset);
  return sparql::update(
      request, *store, running, load_documents(options.services, running.limits));
}

ExitCode run(const UpdateOptions& options) {
  const QueryText text = read_query_text(options.request, options.text);
  const std::string base = options.base.empty() ? text.base : options.base;
  const sparql::UpdateRequest request =
      sparql::parse_update(text.text, {base, text.file});
  if (options.parse_only)
    return ExitCode::done;
  check_references(
      sparql::outside_references(request), options.services, text.text, text.file);
  warn_of_functions(sparql::unknown_functions(request), text);
  const Target target = target_of(options);
  sparql::RunOptions running;
  running.limits = limits_of(options.limits);
  running.now = current_date_time();
  running.random_seed = std::random_device{}();
  running.ask_endpoint = ask_endpoints(options.services, running.limits);
  running.warn = warn_of_silence;
  sparql::UpdateResult result = changed(request, options, running);
  write_dataset(std::move(result.quads),
                prefixes_of(request, options.dataset),
                target,
                running.limits);
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
  add_service_options(*command, options->services, true);
  command->add_flag(
      "--parse-only", options->parse_only, "check the request, change nothing");
  command->footer(
      "Example: byline update -q 'CLEAR DEFAULT' --data graph.trig -o new.trig");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace byline::cli
