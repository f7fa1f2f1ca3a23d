#include "cli/command.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/rules_compiled.hpp"
#include "pipeline/rule_examples.hpp"
#include "pipeline/rule_explain.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

namespace byline::cli {
namespace {

struct RulesOptions {
  std::string ontology = "ontology";
  std::string rule;
  std::string text;
  std::string language = "en";
};

/// Everything of an ontology folder that rules need.
struct RuleKnowledge {
  knowledge::Ontology ontology;
  std::map<std::string, knowledge::LanguageTables> tables;
  knowledge::CompiledRules rules;
};

RuleKnowledge load(const RulesOptions& options, Diagnostics& diagnostics) {
  const std::filesystem::path folder{options.ontology};
  if (!std::filesystem::is_directory(folder)) {
    throw Error(ExitCode::unusable,
                {},
                "no folder '" + options.ontology + "'",
                "say where the ontology is with --ontology DIR");
  }
  std::vector<std::filesystem::path> files = knowledge::turtle_files(folder);
  std::erase_if(files, [](const auto& f) { return f.filename() == "shapes.ttl"; });
  RuleKnowledge result{knowledge::Ontology::load(files), {}, {}};
  result.tables = knowledge::load_languages(folder / "languages", diagnostics);
  result.rules = knowledge::load_rules(folder, result.ontology, diagnostics);
  return result;
}

void print(const Diagnostics& diagnostics) {
  for (const Diagnostic& entry : diagnostics.entries()) {
    std::cerr << render(entry);
  }
}

ExitCode check(const RulesOptions& options, std::ostream& out) {
  Diagnostics diagnostics;
  const RuleKnowledge loaded = load(options, diagnostics);
  print(diagnostics);
  if (diagnostics.error_count() > 0) {
    std::cerr << diagnostics.error_count() << " errors\n";
    return ExitCode::findings;
  }
  out << loaded.rules.source.rules.size() << " rules in "
      << loaded.rules.source.files.size() << " files, no errors\n";
  return ExitCode::done;
}

void print(const pipeline::ExampleFailure& failure, std::ostream& out) {
  out << failure.where.file << ":" << failure.where.line << ": rule '" << failure.rule
      << "': " << failure.text << "\n";
  for (const std::string& line : failure.missing) {
    out << "  missing: " << line << "\n";
  }
  for (const std::string& line : failure.extra) {
    out << "  too much: " << line << "\n";
  }
  if (!failure.missing.empty()) {
    for (const std::string& line : failure.found) {
      out << "  found: " << line << "\n";
    }
  }
}

ExitCode test(const RulesOptions& options, std::ostream& out) {
  Diagnostics diagnostics;
  const RuleKnowledge loaded = load(options, diagnostics);
  print(diagnostics);
  const pipeline::RuleExamples examples{loaded.rules, loaded.ontology, loaded.tables};
  const auto report = examples.run(options.rule);
  for (const auto& failure : report.failures) {
    print(failure, out);
  }
  out << report.rules << " rules, " << report.examples << " examples, "
      << report.failures.size() << " failed\n";
  const bool good = report.failures.empty() && diagnostics.error_count() == 0;
  return good ? ExitCode::done : ExitCode::findings;
}

ExitCode explain(const RulesOptions& options, std::ostream& out) {
  Diagnostics diagnostics;
  const RuleKnowledge loaded = load(options, diagnostics);
  print(diagnostics);
  const pipeline::RuleExamples examples{loaded.rules, loaded.ontology, loaded.tables};
  std::map<std::string, std::string> names;
  for (const auto& file : loaded.rules.source.files) {
    names.insert(file.example_names.begin(), file.example_names.end());
  }
  explain_rules(examples,
                loaded.rules,
                loaded.ontology,
                examples.mark(options.text, options.language, names),
                options.rule,
                out);
  return ExitCode::done;
}

}  // namespace

void add_rules(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<RulesOptions>();
  CLI::App* command =
      app.add_subcommand("rules", "Check, test and explain the rule files");
  command->add_option("--ontology", options->ontology, "folder with rules and classes");
  command->require_subcommand(1);
  CLI::App* check_command =
      command->add_subcommand("check", "report every error in the rule files");
  check_command->callback(
      [options, &exit_code] { exit_code = check(*options, std::cout); });
  CLI::App* test_command =
      command->add_subcommand("test", "run the examples that stand in the rules");
  test_command->add_option("--rule", options->rule, "only this rule");
  test_command->callback(
      [options, &exit_code] { exit_code = test(*options, std::cout); });
  CLI::App* explain_command = command->add_subcommand(
      "explain", "show what rules see in a text and why they match or do not");
  explain_command
      ->add_option("--text", options->text, "the text, with [Name|class] marks")
      ->required();
  explain_command->add_option("--lang", options->language, "its language");
  explain_command->add_option("--rule", options->rule, "only this rule");
  explain_command->callback(
      [options, &exit_code] { exit_code = explain(*options, std::cout); });
  for (CLI::App* one : {check_command, test_command, explain_command}) {
    one->add_option("--ontology", options->ontology, "folder with rules and classes");
  }
  command->footer("Example: byline rules test --ontology ontology");
}

}  // namespace byline::cli
