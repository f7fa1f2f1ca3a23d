#include "annotate/model_evaluator.hpp"
#include "cli/command.hpp"

#include <array>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

namespace byline::cli {

namespace {

struct EvaluateOptions {
  std::string language;
  std::filesystem::path data;
  std::filesystem::path ontology = "ontology";
  std::filesystem::path model;
};

/// `value` with two decimals, right-aligned in eight columns.
std::string column(double value) {
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(
      digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2);
  const std::string text{digits.data(), error == std::errc{} ? end : digits.data()};
  return std::string(text.size() < 8 ? 8 - text.size() : 0, ' ') + text;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string share(std::size_t part, std::size_t whole) {
  return column(
      whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string right_aligned(std::size_t number) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < 8 ? 8 - text.size() : 0, ' ') + text;
}

void print_trees(const std::vector<annotate::TreeFigures>& figures, std::ostream& out) {
  out << "trees              words    UPOS     UAS     LAS   lemma   exact\n";
  for (const annotate::TreeFigures& task : figures) {
    out << padded(task.name, 16) << right_aligned(task.words)
        << share(task.tags, task.words) << share(task.heads, task.words)
        << share(task.relations, task.words) << share(task.lemmas, task.words)
        << share(task.exact_lemmas, task.words) << "\n";
  }
}

void print_names(const std::vector<annotate::NameFigures>& figures, std::ostream& out) {
  out << "names              names    span   typed";
  for (const std::string_view type : annotate::name_types) {
    out << std::string(8 - type.size(), ' ') << type;
  }
  out << "\n";
  for (const annotate::NameFigures& task : figures) {
    annotate::Counts spans = task.spans;
    out << padded(task.name, 16) << right_aligned(spans.gold) << column(spans.f1())
        << column(task.typed.f1());
    for (const annotate::Counts& type : task.types) {
      out << (type.gold == 0 ? "       -" : column(type.f1()));
    }
    out << "\n";
  }
}

void print_antecedents(const std::vector<annotate::AntecedentFigures>& figures,
                       std::ostream& out) {
  if (figures.empty()) {
    return;
  }
  out << "pronouns          meant answered   right\n";
  for (const annotate::AntecedentFigures& task : figures) {
    const annotate::Counts& counts = task.counts;
    out << padded(task.name, 16) << right_aligned(counts.gold)
        << share(counts.found, counts.gold) << share(counts.right, counts.found) << "\n";
  }
}

ExitCode run(const EvaluateOptions& options) {
  const std::filesystem::path folder = options.ontology / "languages" / options.language;
  const annotate::TrainingRecipe recipe = annotate::read_recipe(folder / "training.json");
  const annotate::LanguageModel model = annotate::LanguageModel::load(
      options.model.empty() ? folder / "language.model" : options.model);
  const annotate::ModelOrigin& origin = model.parts().origin;
  std::cout << "model: " << origin.command << ", data " << origin.data_hash.substr(0, 12)
            << "\n";
  const annotate::ModelFigures figures =
      annotate::evaluate_model(model, recipe, options.data);
  print_trees(figures.trees, std::cout);
  print_names(figures.names, std::cout);
  print_antecedents(figures.antecedents, std::cout);
  return std::cout.flush() ? ExitCode::done : ExitCode::io;
}

}  // namespace

void add_evaluate(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand(
      "evaluate", "Measure a language model on the tests of its recipe");
  auto options = std::make_shared<EvaluateOptions>();
  command
      ->add_option("language", options->language, "Folder in ONTOLOGY/languages, e.g. en")
      ->required();
  command->add_option("--data", options->data, "Folder with the corpora of the recipe")
      ->required();
  command->add_option("--ontology", options->ontology, "Folder with languages/")
      ->capture_default_str();
  command->add_option(
      "--model", options->model, "Model file; default: the language's own");
  command->footer(
      "Per cent of words (trees), F1 of names, per cent of pronouns answered and of\n"
      "answers right, on gold words and sentences.\n"
      "Example: byline evaluate en --data ../shared/nlp-data");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace byline::cli
