#pragma once

#include "annotate/antecedent_ranker.hpp"
#include "annotate/lemmatizer.hpp"
#include "annotate/lexicon.hpp"
#include "annotate/name_finder.hpp"
#include "annotate/name_lists.hpp"
#include "annotate/parser.hpp"
#include "annotate/tag_set.hpp"
#include "annotate/tagger.hpp"
#include "annotate/word_classes.hpp"
#include "annotate/word_memo.hpp"
#include "model/sentence.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// How far to analyse; each step includes the ones before it.
enum class Depth { tags, names, trees };

/// Where a model comes from: its head, printed by `byline evaluate` and in model cards.
struct ModelOrigin {
  std::string language;
  std::string command;    ///< that made it
  std::string data_hash;  ///< SHA-256 over name lists and all training files
  std::uint64_t seed = 1;
};

/// The parts of a model, as the trainer makes them.
struct ModelParts {
  ModelOrigin origin;
  TagSet tags;
  LabelSet labels;
  Lexicon lexicon;
  NameLists lists;
  WordClasses word_classes;
  bool own_word_classes = true;  ///< see TrainingRecipe
  Tagger tagger;
  Lemmatizer lemmatizer;
  NameFinder names;
  Parser parser;
  AntecedentModel antecedents;
  /// Treebanks do not agree what a tag or a relation is: whose conventions the model can
  /// follow. Unless it is asked to, it takes the middle.
  std::vector<std::string> conventions;

  /// The lemma of a word that has the tag with this number.
  [[nodiscard]] std::string lemma(std::string_view word,
                                  std::uint8_t tag,
                                  bool first) const;
  /// WordFeatures::conventions for the conventions with this name.
  [[nodiscard]] std::uint8_t conventions_number(std::string_view name) const;
};

/// The learned knowledge of one language: tags, lemmas, names and trees. Loaded once,
/// then const and thread-safe. About 80 MB in memory.
class LanguageModel {
 public:
  explicit LanguageModel(ModelParts parts);
  /// Throws Error: io, or unusable for a damaged, cut or newer file.
  static LanguageModel load(const std::filesystem::path& file);
  static LanguageModel from_bytes(std::string_view bytes, const std::string& file);
  [[nodiscard]] std::string to_bytes() const;

  /// Fills in tags and lemmas, then names, then heads and relations of the tokens that
  /// are there, then what their pronouns may mean. Names already in `sentence` stay and
  /// win over found ones; all are sorted by place. Takes time linear in the number of
  /// tokens. Sentences without tokens stay as they are. Never throws but for memory.
  void analyse(Sentence& sentence, Depth depth = Depth::trees) const;
  /// What is called with each sentence and the features of its words.
  using Visitor = std::function<void(Sentence&, const std::vector<WordFeatures>&)>;

  /// The same for the sentences of one article. `conventions`: one of
  /// ModelParts::conventions, or nobody's. `visit`, if any, gets each sentence once it is
  /// analysed.
  void analyse(std::span<Sentence> article,
               Depth depth = Depth::trees,
               std::string_view conventions = {},
               const Visitor& visit = {}) const;
  /// The same for several articles, which takes less time than one after the other.
  void analyse(std::span<const std::span<Sentence>> articles,
               Depth depth = Depth::trees,
               std::string_view conventions = {},
               const Visitor& visit = {}) const;

  [[nodiscard]] const ModelParts& parts() const { return parts_; }

 private:
  using Words = std::vector<WordFeatures>;
  class Run;

  [[nodiscard]] Words tagged_words(Sentence& sentence,
                                   std::uint8_t conventions,
                                   WordMemo& memo) const;
  void find_names(const Words& words, Sentence& sentence) const;
  void build_tree(const Words& words, Sentence& sentence) const;

  ModelParts parts_;
  std::uint64_t number_;  ///< no other model of the process has it: see WordMemo
};

}  // namespace byline::annotate
