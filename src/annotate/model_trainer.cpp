#include "annotate/model_trainer.hpp"

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
    for (const TreeSource& source : recipe_.trees) {
      for (const SourceFile& file : files(source.path, source.except)) {
        const std::vector<TreeSentence> trees = read_treebank(file.text, file.path);
        treebank_.insert(treebank_.end(), trees.begin(), trees.end());
      }
    }
    for (const NameSource& source : recipe_.names) {
      for (const SourceFile& file : files(source.path, source.except)) {
        std::vector<NameSentence> names = sentences_of(source, file.text, file.path);
        std::move(names.begin(), names.end(), std::back_inserter(name_corpus_));
      }
    }
    std::vector<std::string> lists;
    for (const std::filesystem::path& list : recipe_.lists) {
      lists.push_back(read_file(list));
      hashes_ += list.filename().string() + " " + sha256_hex(lists.back()) + "\n";
    }
    parts_.lists = NameLists::from_texts(lists);
  }

  void learn_tags() {
    say("learning tags");
    fine_tags_ = std::make_unique<FineTags>(treebank_, recipe_.fine_tags, least_of_a_tag);
    parts_.tags = fine_tags_->tags();
    plain_ = tagged_sentences(treebank_, *fine_tags_);
    parts_.lexicon = build_lexicon(plain_);
    TaggerOptions options{.runs = 2,
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
          examples.push_back({word.form, word.lemma, plain_[i].tags[w], w == 0});
        }
      }
    }
    parts_.lemmatizer = train_lemmatizer(examples);
  }

  void learn_names() {
    say("learning names");
    std::vector<NameExample> examples;
    for (const NameSentence& sentence : name_corpus_) {
      NameExample& example = examples.emplace_back();
      for (const std::string& word : sentence.words) {
        parts_.lexicon.fill(example.words.emplace_back(features_of(word)));
      }
      parts_.tagger.tag(example.words);
      parts_.lists.mark(example.words);
      example.allowed = sentence.allowed;
    }
    parts_.names =
        train_name_finder(examples,
                          {.seed = options_.seed,
                           .margin = recipe_.margin.names,
                           .threshold_percent = recipe_.threshold_percent.names});
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
      add_trees(analysed_words(i), gold, numbers["root"], trees);
    }
    parts_.parser = train_parser(trees,
                                 parts_.labels.size(),
                                 {.seed = options_.seed,
                                  .margin = recipe_.margin.trees,
                                  .label_margin = recipe_.margin.labels,
                                  .threshold_percent = recipe_.threshold_percent.trees});
  }

  /// Words of a training tree as the parser will meet them: tags by a tagger that has not
  /// seen them, lemmas and lists.
  [[nodiscard]] std::vector<WordFeatures> analysed_words(std::size_t sentence) const {
    std::vector<WordFeatures> words = plain_[sentence].words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      parts_.lexicon.fill(words[i]);
      words[i].lemma =
          lemma_hash(words[i],
                     parts_.lemmatizer.lemma(
                         treebank_[sentence].words[i].form, words[i].tag, i == 0));
    }
    parts_.lists.mark(words);
    return words;
  }

  /// The tree over names as found, and the trees inside the names.
  void add_trees(const std::vector<WordFeatures>& words,
                 const std::vector<Attachment>& gold,
                 std::uint8_t root_label,
                 std::vector<TrainingTree>& trees) const {
    std::vector<NodeWords> names;
    for (const FoundName& name : parts_.names.find(words)) {
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
  std::vector<TaggedSentence> plain_;  ///< the treebank: gold tags, and jackknifed ones
  std::vector<NameSentence> name_corpus_;
  std::unique_ptr<FineTags> fine_tags_;
  ModelParts parts_;
};

}  // namespace

LanguageModel train_language(const TrainingRecipe& recipe,
                             const TrainingOptions& options) {
  return ModelTraining{recipe, options}.run();
}

}  // namespace byline::annotate
