#include "cli/command.hpp"

#include <iostream>

namespace byline::cli {

void add_version(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("version", "Print the version");
  command->callback([&exit_code] {
    std::cout << "byline " << BYLINE_VERSION << "\n";
    exit_code = std::cout.flush() ? ExitCode::done : ExitCode::io;
  });
}

}  // namespace byline::cli
