#include "annotate/model_trainer.hpp"

#include "annotate/antecedent_trainer.hpp"
#include "annotate/lemma_trainer.hpp"
#include "annotate/name_nodes.hpp"
#include "annotate/name_trainer.hpp"
#include "annotate/parser_trainer.hpp"
#include "annotate/tagger_trainer.hpp"
#include "base/files.hpp"
#include "base/hash.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::size_t least_of_a_tag = 20;
constexpr std::size_t folds = 5;
constexpr std::size_t fold_block = 10;  ///< neighbouring sentences share a fold

std::size_t fold_of(std::size_t sentence) {
  return sentence / fold_block % folds;
}

class ModelTraining {
 public:
  ModelTraining(const TrainingRecipe& recipe, const TrainingOptions& options)
      : recipe_{recipe},
        options_{options} {}

  LanguageModel run() {
    read();
    learn_tags();
    learn_lemmas();
    learn_names();
    learn_trees();
    learn_antecedents();
    parts_.origin = {
        recipe_.language, options_.command, sha256_hex(hashes_), options_.seed};
    return LanguageModel{std::move(parts_)};
  }

 private:
  void say(std::string_view what) const {
    if (options_.progress) {
      options_.progress(what);
    }
  }

  std::vector<SourceFile> files(const std::string& path,
                                const std::vector<std::string>& except) {
    std::vector<SourceFile> result = read_source(options_.data, path, except);
    for (const SourceFile& file : result) {
      hashes_ += file.path + " " + sha256_hex(file.text) + "\n";
    }
    return result;
  }

  void read() {
    say("reading the data");
    parts_.conventions = conventions_of(recipe_);
    for (const TreeSource& source : recipe_.trees) {
      for (const SourceFile& file : files(source.path, source.except)) {
        const std::vector<TreeSentence> trees = read_treebank(file.text, file.path);
        treebank_.insert(treebank_.end(), trees.begin(), trees.end());
        conventions_.resize(treebank_.size(),
                            parts_.conventions_number(source.conventions));
      }
    }
    for (const NameSource& source : recipe_.names) {
      for (const SourceFile& file : files(source.path, source.except)) {
        std::vector<NameSentence> names = sentences_of(source, file.text, file.path);
        std::move(names.begin(), names.end(), std::back_inserter(name_corpus_));
      }
    }
    std::vector<std::string> lists;
    for (const std::vector<std::filesystem::path>& list : recipe_.lists) {
      std::string& text = lists.emplace_back();
      for (const std::filesystem::path& file : list) {
        const std::string part = read_file(file);
        hashes_ += file.filename().string() + " " + sha256_hex(part) + "\n";
        text += part;
      }
    }
    parts_.lists = NameLists::from_texts(lists);
    if (!recipe_.word_classes.empty()) {
      const std::string text = read_file(recipe_.word_classes);
      hashes_ += recipe_.word_classes.filename().string() + " " + sha256_hex(text) + "\n";
      parts_.word_classes = WordClasses::from_text(text, recipe_.word_classes.string());
      parts_.own_word_classes = recipe_.own_word_classes;
    }
  }

  void learn_tags() {
    say("learning tags");
    fine_tags_ = std::make_unique<FineTags>(treebank_, recipe_.fine_tags, least_of_a_tag);
    parts_.tags = fine_tags_->tags();
    plain_ = tagged_sentences(treebank_, *fine_tags_);
    for (std::size_t i = 0; i < plain_.size(); ++i) {
      plain_[i].conventions = conventions_[i];
      for (WordFeatures& word : plain_[i].words) {
        parts_.word_classes.fill(word);
        word.conventions = conventions_[i];
      }
    }
    parts_.lexicon = build_lexicon(plain_);
    TaggerOptions options{.runs = 4,
                          .seed = options_.seed,
                          .margin = recipe_.margin.tags,
                          .threshold_percent = recipe_.threshold_percent.tags};
    std::vector<TaggedSentence> sentences = plain_;
    parts_.tagger = train_tagger(sentences, parts_.lexicon, parts_.tags, options);
    say("learning how the tagger errs");
    options.rounds = 4;
    options.runs = 1;
    for (std::size_t fold = 0; fold < folds; ++fold) {
      tag_fold(fold, options);
    }
  }

  /// Tags one part of the treebank by a tagger that has not seen it: the parser must
  /// learn from tags as wrong as those it will get.
  void tag_fold(std::size_t fold, const TaggerOptions& options) {
    std::vector<TaggedSentence> rest;
    for (std::size_t i = 0; i < plain_.size(); ++i) {
      if (fold_of(i) != fold) {
        rest.push_back(plain_[i]);
      }
    }
    const Lexicon lexicon = build_lexicon(rest);
    const Tagger tagger = train_tagger(rest, lexicon, parts_.tags, options);
    for (std::size_t i = 0; i < plain_.size(); ++i) {
      if (fold_of(i) != fold) {
        continue;
      }
      std::vector<WordFeatures> words = plain_[i].words;
      for (WordFeatures& word : words) {
        lexicon.fill(word);
      }
      tagger.tag(words);
      for (std::size_t w = 0; w < words.size(); ++w) {
        plain_[i].words[w].tag = words[w].tag;
      }
    }
  }

  void learn_lemmas() {
    say("learning lemmas");
    std::vector<LemmaExample> examples;
    for (std::size_t i = 0; i < treebank_.size(); ++i) {
      for (std::size_t w = 0; w < treebank_[i].words.size(); ++w) {
        const TreeWord& word = treebank_[i].words[w];
        if (word.lemma != "_" || word.form == "_") {
          const bool name = word.tag == Tag::propn || word.tag == Tag::x;
          examples.push_back({word.form, word.lemma, plain_[i].tags[w], w == 0, name});
        }
      }
    }
    if (!recipe_.irregular_forms.empty()) {
      const std::string list = read_file(recipe_.irregular_forms);
      hashes_ +=
          recipe_.irregular_forms.filename().string() + " " + sha256_hex(list) + "\n";
      add_irregular_forms(list, parts_.tags, examples);
    }
    parts_.lemmatizer = train_lemmatizer(examples);
  }

  /// A sentence of names may stand in the treebank too, where the tagger has seen it: the
  /// name finder must learn from tags as wrong as those it will get.
  void set_unseen_tags(const std::vector<std::string>& sentence,
                       std::vector<WordFeatures>& words) const {
    const auto known = tree_of_.find(sentence);
    if (known == tree_of_.end()) {
      return;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      words[i].tag = plain_[known->second].words[i].tag;
    }
  }

  void number_trees() {
    for (std::size_t i = 0; i < treebank_.size(); ++i) {
      std::vector<std::string> words;
      for (const TreeWord& word : treebank_[i].words) {
        words.push_back(word.form);
      }
      tree_of_.emplace(std::move(words), i);
    }
  }

  [[nodiscard]] std::vector<NameExample> name_examples() const {
    std::vector<NameExample> examples;
    for (const NameSentence& sentence : name_corpus_) {
      NameExample& example = examples.emplace_back();
      for (const std::string& text : sentence.words) {
        WordFeatures& word = example.words.emplace_back(features_of(text));
        parts_.lexicon.fill(word);
        parts_.word_classes.fill(word);
      }
      parts_.tagger.tag(example.words);
      set_unseen_tags(sentence.words, example.words);
      parts_.lists.mark(example.words);
      example.allowed = sentence.allowed;
      for (const FoundName& name : sentence.names) {
        if (sentence.adjectives_open && name.end - name.first == 1 &&
            parts_.tags.universal(example.words[name.first].tag) == Tag::adj) {
          example.allowed[name.first] = adjective_labels();
        } else {
          example.names.push_back(name);
        }
      }
    }
    return examples;
  }

  void learn_names() {
    say("learning names");
    number_trees();
    const std::vector<NameExample> examples = name_examples();
    NameOptions options{.seed = options_.seed,
                        .margin = recipe_.margin.names,
                        .threshold_percent = recipe_.threshold_percent.names};
    parts_.names = train_name_finder(examples, options);
    say("learning how the name finder errs");
    options.rounds = 3;
    options.runs = 1;
    for (std::size_t fold = 0; fold < folds; ++fold) {
      find_names_of_fold(fold, examples, options);
    }
  }

  /// Finds the names in the trees of one part by a finder that has not seen them: the
  /// parser must learn over names as wrong as those it will get.
  void find_names_of_fold(std::size_t fold,
                          const std::vector<NameExample>& examples,
                          const NameOptions& options) {
    std::vector<NameExample> rest;
    std::vector<std::size_t> left_out;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const auto tree = tree_of_.find(name_corpus_[i].words);
      if (tree == tree_of_.end() || fold_of(tree->second) != fold) {
        rest.push_back(examples[i]);
      } else {
        left_out.push_back(tree->second);
      }
    }
    if (left_out.empty()) {
      return;
    }
    const NameFinder finder = train_name_finder(rest, options);
    for (const std::size_t tree : left_out) {
      names_of_tree_[tree] = finder.find(analysed_words(tree));
    }
  }

  [[nodiscard]] std::string label_name(const std::string& relation) const {
    const auto& kept = recipe_.subtypes;
    return std::find(kept.begin(), kept.end(), relation) != kept.end()
               ? relation
               : relation.substr(0, relation.find(':'));
  }

  void learn_trees() {
    say("learning trees");
    std::map<std::string, std::uint8_t> numbers;
    for (const TreeSentence& sentence : treebank_) {
      for (const TreeWord& word : sentence.words) {
        numbers[label_name(word.relation)] = 0;
      }
    }
    for (auto& [name, number] : numbers) {
      number = parts_.labels.add(name);
    }
    std::vector<TrainingTree> trees;
    for (std::size_t i = 0; i < treebank_.size(); ++i) {
      std::vector<Attachment> gold;
      for (const TreeWord& word : treebank_[i].words) {
        gold.push_back({word.head, numbers[label_name(word.relation)]});
      }
      add_trees(i, analysed_words(i), gold, numbers["root"], trees);
    }
    const ParserOptions options{.seed = options_.seed,
                                .margin = recipe_.margin.trees,
                                .label_margin = recipe_.margin.labels,
                                .threshold_percent = recipe_.threshold_percent.trees};
    parts_.parser = train_parser(trees, parts_.labels.size(), options);
  }

  void learn_antecedents() {
    if (recipe_.antecedents.empty()) {
      return;
    }
    say("learning what pronouns mean");
    std::vector<TreeSentence> treebank;
    std::size_t documents = 0;
    for (const TreeSource& source : recipe_.antecedents) {
      for (const SourceFile& file : files(source.path, source.except)) {
        for (TreeSentence& sentence : read_treebank(file.text, file.path)) {
          sentence.document += documents;
          treebank.push_back(std::move(sentence));
        }
        documents = treebank.empty() ? 0 : treebank.back().document + 1;
      }
    }
    AntecedentWords words;
    for (const auto& [word, what] : recipe_.antecedent_words) {
      words[lower_hash(word)] = what;
    }
    const LanguageModel so_far{parts_};
    parts_.antecedents =
        train_antecedents(so_far, treebank, std::move(words), {.seed = options_.seed});
  }

  /// Words of a training tree as the parser will meet them: tags by a tagger that has not
  /// seen them, lemmas and lists.
  [[nodiscard]] std::vector<WordFeatures> analysed_words(std::size_t sentence) const {
    std::vector<WordFeatures> words = plain_[sentence].words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      parts_.lexicon.fill(words[i]);
      const std::string lemma =
          parts_.lemma(treebank_[sentence].words[i].form, words[i].tag, i == 0);
      words[i].lemma = lemma_hash(words[i], lemma);
    }
    parts_.lists.mark(words);
    return words;
  }

  /// The tree over names as found, and the trees inside the names.
  void add_trees(std::size_t sentence,
                 const std::vector<WordFeatures>& words,
                 const std::vector<Attachment>& gold,
                 std::uint8_t root_label,
                 std::vector<TrainingTree>& trees) const {
    std::vector<NodeWords> names;
    const auto unseen = names_of_tree_.find(sentence);
    for (const FoundName& name :
         unseen != names_of_tree_.end() ? unseen->second : parts_.names.find(words)) {
      names.push_back({name.first, name.end, name.type});
    }
    const GroupedTree grouped = group_gold(gold, group_names(words.size(), names));
    TrainingTree outer{.nodes = {}, .gold = grouped.gold};
    std::size_t next = 0;
    for (const NodeWords& group : grouped.groups) {
      outer.nodes.push_back(node_of(words, group));
      if (!group.is_name()) {
        continue;
      }
      TrainingTree inner{.nodes = {}, .gold = grouped.inner[next]};
      ++next;
      for (std::size_t i = group.first; i < group.end; ++i) {
        inner.nodes.push_back(inner_node(words[i]));
      }
      for (Attachment& word : inner.gold) {
        word.label = word.head == no_head ? root_label : word.label;
      }
      trees.push_back(std::move(inner));
    }
    trees.push_back(std::move(outer));
  }

  const TrainingRecipe& recipe_;
  const TrainingOptions& options_;
  std::string hashes_;
  std::vector<TreeSentence> treebank_;
  std::vector<std::uint8_t> conventions_;  ///< of the treebank's sentences
  std::vector<TaggedSentence> plain_;  ///< the treebank: gold tags, and jackknifed ones
  std::vector<NameSentence> name_corpus_;
  std::map<std::size_t, std::vector<FoundName>> names_of_tree_;
  std::map<std::vector<std::string>, std::size_t> tree_of_;  ///< words → tree
  std::unique_ptr<FineTags> fine_tags_;
  ModelParts parts_;
};

}  // namespace

LanguageModel train_language(const TrainingRecipe& recipe,
                             const TrainingOptions& options) {
  return ModelTraining{recipe, options}.run();
}

}  // namespace byline::annotate
