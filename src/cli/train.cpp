#include "annotate/model_trainer.hpp"
#include "base/files.hpp"
#include "cli/command.hpp"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

namespace byline::cli {

namespace {

struct TrainOptions {
  std::string language;
  std::filesystem::path data;
  std::filesystem::path ontology = "ontology";
  std::filesystem::path out;
  std::uint64_t seed = 1;
};

ExitCode run(const TrainOptions& options) {
  const std::filesystem::path recipe_file =
      options.ontology / "languages" / options.language / "training.json";
  const annotate::TrainingRecipe recipe = annotate::read_recipe(recipe_file);
  annotate::TrainingOptions training;
  training.data = options.data;
  training.seed = options.seed;
  training.command = "byline train " + options.language + " --data DIR --seed " +
                     std::to_string(options.seed) + " --out FILE";
  training.progress = [](std::string_view what) { std::cerr << what << "\n"; };
  const std::string model = annotate::train_language(recipe, training).to_bytes();
  AtomicFile file{options.out};
  file.write(model);
  file.commit();
  std::cerr << options.out.string() << ": " << model.size() << " bytes\n";
  return ExitCode::done;
}

}  // namespace

void add_train(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand(
      "train", "Learn a language model from treebanks and name corpora");
  auto options = std::make_shared<TrainOptions>();
  command
      ->add_option("language", options->language, "Folder in ONTOLOGY/languages, e.g. en")
      ->required();
  command->add_option("--data", options->data, "Folder with the corpora of the recipe")
      ->required();
  command->add_option("--ontology", options->ontology, "Folder with languages/")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Order of the examples")
      ->capture_default_str();
  command->add_option("--out", options->out, "Model file to write")->required();
  command->footer(
      "Same recipe (training.json), data and seed: same bytes.\n"
      "Example: byline train en --data ../shared/nlp-data --out language.model");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace byline::cli
