#include "annotate/language_model.hpp"
#include "cli/command.hpp"
#include "cli/rule_commands.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/rules_compiled.hpp"
#include "pipeline/rule_examples.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace byline::cli {
namespace {

struct RulesOptions {
  std::string ontology = "ontology";
  std::string rule;
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

/// Models are big: each is read when the first rule with trees asks for it.
class Models {
 public:
  explicit Models(std::filesystem::path languages) : languages_(std::move(languages)) {}

  const annotate::LanguageModel* find(const std::string& language) {
    const auto known = models_.find(language);
    if (known != models_.end()) {
      return known->second ? &*known->second : nullptr;
    }
    const auto file = languages_ / language / "language.model";
    auto& model = models_[language];
    if (std::filesystem::exists(file)) {
      model.emplace(annotate::LanguageModel::load(file));
    }
    return model ? &*model : nullptr;
  }

 private:
  std::filesystem::path languages_;
  std::map<std::string, std::optional<annotate::LanguageModel>> models_;
};

/// In order of file and place.
void print(const Diagnostics& diagnostics) {
  std::vector<Diagnostic> entries = diagnostics.entries();
  std::ranges::stable_sort(entries, {}, [](const Diagnostic& d) {
    return std::tuple{d.where.file, d.where.line, d.where.column, d.text};
  });
  for (const Diagnostic& entry : entries) {
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
  Models models{std::filesystem::path{options.ontology} / "languages"};
  const pipeline::RuleExamples examples{
      loaded.rules, loaded.ontology, loaded.tables, [&](const std::string& language) {
        return models.find(language);
      }};
  const auto report = examples.run(options.rule);
  for (const auto& failure : report.failures) {
    print(failure, out);
  }
  out << report.rules << " rules, " << report.examples << " examples, "
      << report.failures.size() << " failed\n";
  const bool good = report.failures.empty() && diagnostics.error_count() == 0;
  return good ? ExitCode::done : ExitCode::findings;
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
  for (CLI::App* one : {check_command, test_command}) {
    one->add_option("--ontology", options->ontology, "folder with rules and classes");
  }
  add_rules_explain(*command, exit_code);
  add_rules_stats(*command, exit_code);
  command->footer("Example: byline rules test --ontology ontology");
}

}  // namespace byline::cli
