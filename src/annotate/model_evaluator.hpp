#pragma once

#include "annotate/language_model.hpp"
#include "annotate/training_recipe.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace byline::annotate {

/// Words of one test treebank, and how many of them are right. Gold words and sentences;
/// every word counts; relations without subtypes, as in the CoNLL 2018 shared task.
struct TreeFigures {
  std::string name;
  std::size_t words = 0;
  std::size_t tags = 0;    ///< right universal tag
  std::size_t lemmas = 0;  ///< right but for case
  std::size_t exact_lemmas = 0;
  std::size_t heads = 0;
  std::size_t relations = 0;  ///< right head and relation
};

struct Counts {
  std::size_t gold = 0;
  std::size_t found = 0;
  std::size_t right = 0;
  /// 2 · right / (gold + found) in per cent; 0 without any name.
  [[nodiscard]] double f1() const;
};

/// Names of one test corpus. What the model finds of a type that the corpus does not mark
/// (MISC in a PER-ORG-LOC corpus) is left out.
struct NameFigures {
  std::string name;
  std::size_t words = 0;
  Counts spans;               ///< right place, whatever the type
  Counts typed;               ///< right place and type
  std::vector<Counts> types;  ///< in the order of name_types
};

/// Pronouns of one test treebank with entities. `gold`: those whose entity has been named
/// by a noun before; `found`: those whose antecedent is sure; `right`: its head is the
/// head of a mention of the entity.
struct AntecedentFigures {
  std::string name;
  Counts counts;
};

struct ModelFigures {
  std::vector<TreeFigures> trees;
  std::vector<NameFigures> names;
  std::vector<AntecedentFigures> antecedents;
};

/// Measures `model` on the tests of `recipe`. Throws Error for missing or malformed data.
ModelFigures evaluate_model(const LanguageModel& model,
                            const TrainingRecipe& recipe,
                            const std::filesystem::path& data);

}  // namespace byline::annotate
