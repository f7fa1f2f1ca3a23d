#include "cli/usage_error.hpp"

#include <string>
#include <vector>

namespace byline::cli {
namespace {

/// The innermost command that was recognized, and what one types to call it.
struct Command {
  const CLI::App* app = nullptr;
  std::string line;
};

Command command_of(const CLI::App& app) {
  Command found{&app, "byline"};
  while (!found.app->get_subcommands().empty()) {
    found.app = found.app->get_subcommands().front();
    found.line += " " + found.app->get_name();
  }
  return found;
}

std::vector<std::string> commands_below(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

Diagnostic unknown(const std::string& what,
                   const std::string& word,
                   const std::vector<std::string>& known,
                   const std::string& line) {
  Diagnostic found;
  found.text = "unknown " + what + " '" + word + "'";
  const std::string near = closest(word, known);
  found.hint = (near.empty() ? "" : "did you mean '" + near + "'? ") + line +
               " --help lists them all";
  return found;
}

}  // namespace

Diagnostic usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const Command command = command_of(app);
  const auto commands = commands_below(*command.app);
  for (const std::string& word : app.remaining(true)) {
    if (word.size() > 1 && word.front() == '-') {
      return unknown("option", word, options_of(*command.app), command.line);
    }
    if (!commands.empty()) {
      return unknown("command", word, commands, command.line);
    }
  }
  Diagnostic found;
  if (!commands.empty()) {
    found.text = "no command given";
    found.hint = command.line + " --help lists them all";
    return found;
  }
  found.text = error.what();
  found.hint = command.line + " --help lists its arguments";
  return found;
}

}  // namespace byline::cli
