#include "cli/config.hpp"
#include "cli/rule_commands.hpp"
#include "pipeline/analyse.hpp"
#include "pipeline/rule_examples.hpp"
#include "pipeline/rule_explain.hpp"

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace byline::cli {
namespace {

struct ExplainOptions {
  std::string ontology;
  std::string rule;
  std::string text;
  std::string language = "en";
  bool no_model = false;
};

/// The text as `build` sees it before rules run: names from lexicon, model and shape.
pipeline::MarkedText read_plain(const std::string& text,
                                const std::string& language,
                                const pipeline::KnowledgeBase& knowledge) {
  Article article;
  article.id = "text";
  article.language = language;
  article.text = text;
  article.blocks.push_back({{0, text.size()}, BlockKind::paragraph, {}});
  pipeline::ReadArticle read = pipeline::analyse(std::move(article), knowledge);
  ArticleFacts names =
      knowledge.mention_finder(language).find(read.article, read.annotation);
  return {std::move(read.article), std::move(read.annotation), std::move(names)};
}

ExitCode explain(const ExplainOptions& options, std::ostream& out) {
  Diagnostics diagnostics;
  pipeline::KnowledgeOptions knowledge_options;
  knowledge_options.ontology = ontology_folder(options.ontology);
  const pipeline::KnowledgeBase knowledge{knowledge_options, diagnostics};
  if (!options.rule.empty()) {
    std::vector<std::string> names;
    for (const auto& rule : knowledge.rules().source.rules) {
      names.push_back(rule.name);
    }
    if (std::ranges::find(names, options.rule) == names.end()) {
      const std::string near = closest(options.rule, names);
      throw Error(ExitCode::unusable,
                  {},
                  "no rule '" + options.rule + "'",
                  near.empty() ? "" : "did you mean '" + near + "'?");
    }
  }
  const std::map<std::string, knowledge::LanguageTables> tables{
      {options.language, knowledge.tables(options.language)}};
  const pipeline::RuleExamples examples{
      knowledge.rules(), knowledge.ontology(), tables, [&](const std::string& language) {
        return knowledge.model(language);
      }};
  const bool marked = options.text.find('|') != std::string::npos;
  std::map<std::string, std::string> names;
  for (const auto& file : knowledge.rules().source.files) {
    names.insert(file.example_names.begin(), file.example_names.end());
  }
  const auto depth = options.no_model ? pipeline::Depth::words : pipeline::Depth::trees;
  const pipeline::MarkedText text =
      marked || options.no_model
          ? examples.mark(options.text, options.language, names, depth)
          : read_plain(options.text, options.language, knowledge);
  explain_rules(
      examples, knowledge.rules(), knowledge.ontology(), text, options.rule, out);
  return ExitCode::done;
}

}  // namespace

void add_rules_explain(CLI::App& rules, ExitCode& exit_code) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = rules.add_subcommand(
      "explain", "show what rules see in a text and why they match or do not");
  command->add_option("--ontology", options->ontology, "folder with rules and classes");
  command
      ->add_option("--text",
                   options->text,
                   "the text; with marks [Name|class] these are its only names")
      ->required();
  command->add_option("--lang", options->language, "its language");
  command->add_option("--rule", options->rule, "only this rule");
  command->add_flag("--no-model",
                    options->no_model,
                    "without tags and trees, as the rules' examples are read");
  command->callback([options, &exit_code] { exit_code = explain(*options, std::cout); });
  command->footer("Example: byline rules explain --text \"Acme bought Zeta in 2019.\"");
}

}  // namespace byline::cli
