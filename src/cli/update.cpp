#include "cli/command.hpp"
#include "cli/query_text.hpp"
#include "sparql/parser.hpp"

#include <iostream>
#include <memory>
#include <string>

namespace byline::cli {
namespace {

struct UpdateOptions {
  std::string query;
  std::string text;
  std::string base;
  bool parse_only = false;
};

ExitCode run(const UpdateOptions& options) {
  QueryText query = read_query_text(options.query, options.text);
  const std::string base = options.base.empty() ? query.base : options.base;
  sparql::parse_update(std::move(query.text), {base, query.file});
  if (options.parse_only)
    return ExitCode::done;
  throw Error(ExitCode::unusable, {}, "only --parse-only works yet");
}

}  // namespace

void add_update(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<UpdateOptions>();
  CLI::App* command = app.add_subcommand("update", "Change a graph with SPARQL Update");
  command->add_option("request", options->query, "request file; - is stdin");
  command->add_option("-q", options->text, "the request itself");
  command->add_option(
      "--base", options->base, "IRI that relative IRIs are resolved with");
  command->add_flag(
      "--parse-only", options->parse_only, "check the request, run nothing");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace byline::cli
