#include "cli/config.hpp"
#include "cli/rule_commands.hpp"
#include "pipeline/rule_stats.hpp"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <iostream>
#include <memory>
#include <string>

namespace byline::cli {
namespace {

struct StatsOptions {
  std::string ontology;
  std::vector<std::string> lexicon;
  bool lexicon_given = false;
  std::string language = "auto";
  std::string format = "table";
  bool constructions = false;
  bool unused = false;
  pipeline::BuildOptions build;
};

using Row = pipeline::RuleStats::Row;

void write_table(const pipeline::RuleStats& stats,
                 const StatsOptions& options,
                 std::ostream& out) {
  constexpr int name_width = 34;
  constexpr int width = 10;
  const auto line = [&](const std::string& name, const Row& row) {
    out << std::left << std::setw(name_width) << name << std::right << std::setw(width)
        << row.matches << std::setw(width) << row.facts << std::setw(width) << row.plain
        << std::setw(width) << row.articles << "\n";
  };
  out << std::left << std::setw(name_width) << "rule" << std::right << std::setw(width)
      << "matches" << std::setw(width) << "facts" << std::setw(width) << "plain"
      << std::setw(width) << "articles\n";
  std::size_t silent = 0;
  for (const auto& [name, row] : stats.rules) {
    silent += row.facts == 0 ? 1 : 0;
    if (options.unused && row.facts > 0) {
      continue;
    }
    line(name, row);
    for (const auto& [construction, count] : row.constructions) {
      if (options.constructions && !construction.empty()) {
        out << "  " << std::left << std::setw(name_width - 2) << construction
            << std::right << std::setw(width) << count << "\n";
      }
    }
  }
  out << stats.articles << " articles, " << stats.sentences << " sentences, "
      << stats.rules.size() << " rules, " << silent << " without a fact\n";
}

void write_json(const pipeline::RuleStats& stats,
                const StatsOptions& options,
                std::ostream& out) {
  nlohmann::ordered_json json;
  json["articles"] = stats.articles;
  json["sentences"] = stats.sentences;
  for (const auto& [name, row] : stats.rules) {
    if (options.unused && row.facts > 0) {
      continue;
    }
    nlohmann::ordered_json entry{{"matches", row.matches},
                                 {"facts", row.facts},
                                 {"plain", row.plain},
                                 {"articles", row.articles}};
    if (options.constructions) {
      entry["constructions"] = row.constructions;
    }
    json["rules"][name] = std::move(entry);
  }
  out << json.dump(2) << "\n";
}

ExitCode run(StatsOptions& options) {
  Diagnostics diagnostics;
  pipeline::KnowledgeOptions knowledge_options;
  knowledge_options.ontology = ontology_folder(options.ontology);
  if (options.lexicon_given) {
    knowledge_options.lexicon.emplace(options.lexicon.begin(), options.lexicon.end());
  }
  options.build.language = options.language == "auto" ? "" : options.language;
  const pipeline::KnowledgeBase knowledge{knowledge_options, diagnostics};
  const pipeline::RuleStats stats =
      pipeline::count_rules(options.build, knowledge, std::cin, diagnostics);
  for (const Diagnostic& entry : diagnostics.entries()) {
    std::cerr << render(entry);
  }
  (options.format == "json" ? write_json : write_table)(stats, options, std::cout);
  return stats.skipped > 0 ? ExitCode::findings : ExitCode::done;
}

}  // namespace

void add_rules_stats(CLI::App& rules, ExitCode& exit_code) {
  auto options = std::make_shared<StatsOptions>();
  CLI::App* command =
      rules.add_subcommand("stats", "count what every rule finds in a corpus");
  command
      ->add_option("--corpus",
                   options->build.paths,
                   "folders and files of articles; - reads JSON Lines from stdin")
      ->required();
  command->add_option("--ontology", options->ontology, "folder with rules and classes");
  CLI::Option* lexicon = command->add_option(
      "--lexicon", options->lexicon, "Turtle files of known names; 'none' for no names");
  command->add_option(
      "--lang", options->language, "language of all articles: en, pt, auto");
  command->add_flag("--constructions",
                    options->constructions,
                    "also by construction of frames and roles");
  command->add_flag("--unused", options->unused, "only rules that say nothing");
  command->add_option("--format", options->format, "table or json")
      ->check(CLI::IsMember({"table", "json"}));
  command->callback([options, lexicon, &exit_code] {
    options->lexicon_given = lexicon->count() > 0;
    std::erase(options->lexicon, "none");
    exit_code = run(*options);
  });
  command->footer("Example: byline rules stats --corpus articles --constructions");
}

}  // namespace byline::cli
