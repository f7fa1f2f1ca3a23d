#pragma once

#include "base/diagnostics.hpp"

#include <CLI/CLI.hpp>

/// One `add_…` per subcommand, each in a file of its own: declares the options and sets a
/// callback that runs the command and stores its exit code. Parsing opens no file.
namespace byline::cli {

void add_build(CLI::App& app, ExitCode& exit_code);
void add_completion(CLI::App& app, ExitCode& exit_code);
void add_convert(CLI::App& app, ExitCode& exit_code);
void add_diff(CLI::App& app, ExitCode& exit_code);
void add_eval(CLI::App& app, ExitCode& exit_code);
void add_evaluate(CLI::App& app, ExitCode& exit_code);
void add_init(CLI::App& app, ExitCode& exit_code);
void add_load(CLI::App& app, ExitCode& exit_code);
void add_merge(CLI::App& app, ExitCode& exit_code);
void add_queries(CLI::App& app, ExitCode& exit_code);
void add_query(CLI::App& app, ExitCode& exit_code);
void add_rules(CLI::App& app, ExitCode& exit_code);
void add_stats(CLI::App& app, ExitCode& exit_code);
void add_train(CLI::App& app, ExitCode& exit_code);
void add_update(CLI::App& app, ExitCode& exit_code);
void add_validate(CLI::App& app, ExitCode& exit_code);
void add_version(CLI::App& app, ExitCode& exit_code);
void add_why(CLI::App& app, ExitCode& exit_code);

}  // namespace byline::cli
