#include "base/diagnostics.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/usage_error.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>

namespace {

using byline::ExitCode;

/// CLI11 has exit codes of its own (100 and up); ours are 0 for help, 2 for usage.
int usage_exit(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    return app.exit(error, std::cout, std::cerr);  // --help
  }
  std::cerr << byline::render(byline::cli::usage_error(app, error));
  return static_cast<int>(ExitCode::unusable);
}

int run(int argc, char** argv) {
  CLI::App app{
      "byline: a knowledge graph from news, with the sentence behind every fact"};
  app.require_subcommand(1);
  ExitCode exit_code = ExitCode::done;
  app.add_option("--data-dir",
                 byline::cli::data_folder_option(),
                 "folder of ontology and queries, instead of the installed one");
  byline::cli::add_build(app, exit_code);
  byline::cli::add_completion(app, exit_code);
  byline::cli::add_convert(app, exit_code);
  byline::cli::add_diff(app, exit_code);
  byline::cli::add_eval(app, exit_code);
  byline::cli::add_evaluate(app, exit_code);
  byline::cli::add_init(app, exit_code);
  byline::cli::add_load(app, exit_code);
  byline::cli::add_merge(app, exit_code);
  byline::cli::add_queries(app, exit_code);
  byline::cli::add_query(app, exit_code);
  byline::cli::add_rules(app, exit_code);
  byline::cli::add_stats(app, exit_code);
  byline::cli::add_train(app, exit_code);
  byline::cli::add_update(app, exit_code);
  byline::cli::add_validate(app, exit_code);
  byline::cli::add_version(app, exit_code);
  byline::cli::add_why(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return usage_exit(app, error);
  }
  return static_cast<int>(exit_code);
}

int out_of_memory() {
  std::cerr << "error: out of memory: the machine has no more, or a limit is reached\n";
  return static_cast<int>(ExitCode::limit);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const byline::Error& error) {
    std::cerr << byline::render(error.diagnostic());
    return static_cast<int>(error.exit_code());
  } catch (const std::bad_alloc&) {
    return out_of_memory();
  } catch (const std::length_error&) {
    return out_of_memory();
  } catch (const std::exception& error) {
    std::cerr << "error: " << error.what() << "\n";
    return static_cast<int>(ExitCode::unusable);
  }
}
