#include "cli/command.hpp"
#include "cli/query_text.hpp"
#include "sparql/parser.hpp"

#include <iostream>
#include <memory>
#include <string>

namespace byline::cli {
namespace {

struct QueryOptions {
  std::string query;
  std::string text;
  std::string base;
  bool parse_only = false;
};

ExitCode run(const QueryOptions& options) {
  QueryText query = read_query_text(options.query, options.text);
  const std::string base = options.base.empty() ? query.base : options.base;
  sparql::parse_query(std::move(query.text), {base, query.file});
  if (options.parse_only)
    return ExitCode::done;
  throw Error(ExitCode::unusable, {}, "only --parse-only works yet");
}

}  // namespace

void add_query(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* command = app.add_subcommand("query", "Ask a graph in SPARQL");
  command->add_option("query", options->query, "query file; - is stdin");
  command->add_option("-q", options->text, "the query itself");
  command->add_option(
      "--base", options->base, "IRI that relative IRIs are resolved with");
  command->add_flag("--parse-only", options->parse_only, "check the query, run nothing");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace byline::cli
