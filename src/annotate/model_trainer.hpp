#pragma once

#include "annotate/language_model.hpp"
#include "annotate/training_recipe.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace byline::annotate {

struct TrainingOptions {
  std::filesystem::path data;  ///< folder that the recipe's paths are below
  std::uint64_t seed = 1;
  std::string command;  ///< written into the model
  /// Called with what is about to be done; may be empty.
  std::function<void(std::string_view)> progress;
};

/// Learns a language: tags, lemmas, names, trees. One thread; the same recipe, data and
/// seed give the same bytes on every run. Throws Error for missing or malformed data.
LanguageModel train_language(const TrainingRecipe& recipe,
                             const TrainingOptions& options);

}  // namespace byline::annotate
