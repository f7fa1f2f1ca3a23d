#include "cli/command.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace byline::cli {
namespace {

std::string long_options(const CLI::App& command) {
  std::string names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names += (names.empty() ? "--" : " --") + name;
    }
  }
  return names;
}

std::string command_names(const CLI::App& app) {
  std::string names;
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App*) { return true; })) {
    names += (names.empty() ? "" : " ") + command->get_name();
  }
  return names;
}

void print_bash(const CLI::App& app, std::ostream& out) {
  out << "_byline() {\n  local current=${COMP_WORDS[COMP_CWORD]} options=\n"
         "  if [ \"$COMP_CWORD\" = 1 ]; then\n    COMPREPLY=($(compgen -W \""
      << command_names(app) << "\" -- \"$current\"))\n    return\n  fi\n"
      << "  case ${COMP_WORDS[1]} in\n";
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App*) { return true; })) {
    out << "    " << command->get_name() << ") options=\"" << long_options(*command)
        << "\" ;;\n";
  }
  out << "  esac\n  case $current in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- "
         "\"$current\")) ;;\n    *) COMPREPLY=($(compgen -f -- \"$current\")) ;;\n  "
         "esac\n}\ncomplete -o filenames -F _byline byline\n";
}

void print_zsh(const CLI::App& app, std::ostream& out) {
  out << "#compdef byline\nautoload -U +X bashcompinit && bashcompinit\n";
  print_bash(app, out);
}

void print_fish(const CLI::App& app, std::ostream& out) {
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App*) { return true; })) {
    out << "complete -c byline -n __fish_use_subcommand -a " << command->get_name()
        << " -d '" << command->get_description() << "'\n";
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        out << "complete -c byline -n '__fish_seen_subcommand_from "
            << command->get_name() << "' -l " << name << "\n";
      }
    }
  }
}

}  // namespace

void add_completion(CLI::App& app, ExitCode& exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("completion", "Print completions for a shell");
  sub->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  sub->footer("Example: source <(byline completion bash)");
  sub->callback([shell, &app, &exit_code] {
    if (*shell == "fish") {
      print_fish(app, std::cout);
    } else if (*shell == "zsh") {
      print_zsh(app, std::cout);
    } else {
      print_bash(app, std::cout);
    }
    exit_code = std::cout.flush() ? ExitCode::done : ExitCode::io;
  });
}

}  // namespace byline::cli
