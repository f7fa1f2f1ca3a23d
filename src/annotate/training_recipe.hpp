#pragma once

#include "annotate/name_corpus.hpp"
#include "annotate/pronoun_context.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::annotate {

/// A CoNLL-U file, or a folder of them (read in order of name), below the data folder.
struct TreeSource {
  std::string name;  ///< of the task it tests; empty in training
  std::string path;
  std::vector<std::string> except;  ///< file names without ".conllu", left out
  std::vector<std::string> only;    ///< those that are read; empty: all
  /// Whose conventions it follows; of a test: is measured in; empty: nobody's.
  std::string conventions;
};

/// A file of names, or GUM's folder of entities.
struct NameSource {
  std::string name;
  std::string path;
  std::vector<std::string> except;
  /// "iob", "gum" (entity brackets in MISC of CoNLL-U) or "docred".
  std::string format_name = "iob";
  NameFormat format;
};

/// What `byline train` learns a language from, and what `byline evaluate` measures on:
/// the file training.json in the language's folder.
struct TrainingRecipe {
  std::string language;
  std::vector<std::string> fine_tags;  ///< FEATS keys that refine the universal tag
  std::vector<std::string> subtypes;   ///< relations kept with their subtype
  /// Name lists; the files of one count as one list.
  std::vector<std::vector<std::filesystem::path>> lists;
  std::filesystem::path word_classes;  ///< empty: none
  /// The classes' words are words of this language: lemmas, and what slips of spelling
  /// are found by.
  bool own_word_classes = true;
  std::filesystem::path irregular_forms;  ///< empty: none; see add_irregular_forms
  /// Average weights below this / 100 are left out of the model.
  struct Thresholds {
    int tags = 0;
    int names = 0;
    int trees = 0;
  } threshold_percent;
  /// The lead in score that right choices must have over wrong ones while learning: a
  /// model learned with one does better on new text and has more weights. 0: none.
  struct Margins {
    int tags = 0;
    int names = 0;
    int trees = 0;
    int labels = 0;  ///< of the arcs
  } margin;
  std::vector<TreeSource> trees;
  std::vector<NameSource> names;
  /// Treebanks with entities marked as in GUM, and the pronouns whose antecedents are
  /// learned from them; none in most languages.
  std::vector<TreeSource> antecedents;
  std::map<std::string, AntecedentWord> antecedent_words;
  std::vector<TreeSource> antecedent_tests;
  std::vector<TreeSource> tree_tests;
  std::vector<NameSource> name_tests;
};

/// The conventions that the sources to learn from follow, each once.
std::vector<std::string> conventions_of(const TrainingRecipe& recipe);

/// Reads a recipe; paths of name lists are relative to it. Throws Error: io, or unusable
/// with the place for a file that is not a recipe.
TrainingRecipe read_recipe(const std::filesystem::path& file);

/// Reads the sentences of one file of a source.
std::vector<NameSentence> sentences_of(const NameSource& source,
                                       std::string_view text,
                                       const std::string& file);

/// A file that was read for training or a test, for the hash of the data.
struct SourceFile {
  std::string path;  ///< below the data folder
  std::string text;
};

/// The files of a source, in order. Throws Error(io) if there are none.
std::vector<SourceFile> read_source(const std::filesystem::path& data,
                                    const std::string& path,
                                    const std::vector<std::string>& except,
                                    const std::vector<std::string>& only = {});

}  // namespace byline::annotate
