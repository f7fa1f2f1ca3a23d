#include "annotate/language_model.hpp"

#include "annotate/model_file.hpp"
#include "annotate/name_nodes.hpp"
#include "base/files.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::size_t largest_list = 1U << 24U;
constexpr std::size_t most_conventions = 64;

void write_lexicon(const Lexicon& lexicon, ModelWriter& out) {
  out.number(lexicon.entries().size());
  for (const LexiconEntry& entry : lexicon.entries()) {
    out.fixed32(entry.key);
    out.number(entry.first_tag);
    out.number(entry.second_tag);
    out.number(entry.frequency * 2U + (entry.certain ? 1U : 0U));
  }
}

Lexicon read_lexicon(std::size_t tags, ModelReader& in) {
  std::vector<LexiconEntry> entries(in.count(largest_list));
  for (LexiconEntry& entry : entries) {
    entry.key = in.fixed32();
    entry.first_tag = static_cast<std::uint8_t>(in.count(tags - 1));
    entry.second_tag = static_cast<std::uint8_t>(in.count(tags - 1));
    const std::size_t rest = in.count(7);
    entry.frequency = static_cast<std::uint8_t>(rest / 2);
    entry.certain = rest % 2 == 1;
  }
  return Lexicon{std::move(entries)};
}

void write_lists(const NameLists& lists, ModelWriter& out) {
  out.number(lists.names().size());
  for (const ListedName& name : lists.names()) {
    out.fixed32(name.key);
    out.number(name.lists * 2U + (name.continues ? 1U : 0U));
  }
}

NameLists read_lists(ModelReader& in) {
  std::vector<ListedName> names(in.count(largest_list));
  for (ListedName& name : names) {
    name.key = in.fixed32();
    const std::size_t rest = in.count(511);
    name.lists = static_cast<std::uint8_t>(rest / 2);
    name.continues = rest % 2 == 1;
  }
  return NameLists{std::move(names)};
}

void write_lemmas(const Lemmatizer& lemmatizer, ModelWriter& out) {
  out.number(lemmatizer.scripts().size());
  for (const LemmaScript& script : lemmatizer.scripts()) {
    out.number(script.strip * 2U + (script.keep_case ? 1U : 0U));
    out.text(script.append);
    out.number(static_cast<unsigned char>(script.without));
  }
  out.number(lemmatizer.rules().size());
  for (const LemmaRule& rule : lemmatizer.rules()) {
    out.fixed32(rule.key);
    out.number(rule.script);
  }
}

Lemmatizer read_lemmas(ModelReader& in) {
  std::vector<LemmaScript> scripts(in.count(UINT16_MAX));
  for (LemmaScript& script : scripts) {
    const std::size_t rest = in.count(511);
    script.strip = static_cast<std::uint8_t>(rest / 2);
    script.keep_case = rest % 2 == 1;
    script.append = in.text();
    script.without = static_cast<char>(in.count(INT8_MAX));
  }
  std::vector<LemmaRule> rules(in.count(largest_list));
  for (LemmaRule& rule : rules) {
    rule.key = in.fixed32();
    rule.script = static_cast<std::uint16_t>(in.count(UINT16_MAX));
    if (rule.script >= scripts.size()) {
      in.damaged();
    }
  }
  return Lemmatizer{std::move(scripts), std::move(rules)};
}

void write_classes(const WordClasses& classes, ModelWriter& out) {
  out.number(classes.words().size());
  for (const ClassedWord& word : classes.words()) {
    out.fixed32(word.key);
    out.number(word.path);
  }
}

WordClasses read_classes(ModelReader& in) {
  std::vector<ClassedWord> words(in.count(largest_list));
  for (ClassedWord& word : words) {
    word.key = in.fixed32();
    word.path = static_cast<std::uint32_t>(in.count(WordClasses::largest_path));
  }
  return WordClasses{std::move(words)};
}

void write_antecedents(const AntecedentModel& antecedents, ModelWriter& out) {
  out.number(antecedents.words.size());
  for (const auto& [word, what] : antecedents.words) {
    out.number(word);
    out.number(static_cast<std::uint64_t>(what));
  }
  if (!antecedents.words.empty()) {
    out.weights(antecedents.weights);
  }
}

AntecedentModel read_antecedents(ModelReader& in) {
  AntecedentModel antecedents;
  for (std::size_t left = in.count(largest_list); left > 0; --left) {
    const std::uint64_t word = in.number();
    antecedents.words[word] = static_cast<AntecedentWord>(
        in.count(static_cast<std::size_t>(AntecedentWord::collective)));
  }
  if (!antecedents.words.empty()) {
    antecedents.weights = in.weights();
    if (antecedents.weights.classes() != 1) {
      in.damaged();
    }
  }
  return antecedents;
}

void check_classes(const ModelParts& parts, const ModelReader& in) {
  if (parts.tagger.model().classes() != parts.tags.size() ||
      parts.names.model().classes() != name_label_count - 1 ||
      parts.names.typer().model().classes() != name_types.size() ||
      parts.parser.transitions().classes() != transition_count ||
      parts.parser.labels().classes() != parts.labels.size()) {
    in.damaged();
  }
}

std::uint64_t next_model_number() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

}  // namespace

std::string ModelParts::lemma(std::string_view word, std::uint8_t tag, bool first) const {
  static const WordClasses none;
  return lemmatizer.lemma(word, tag, first, own_word_classes ? word_classes : none);
}

std::uint8_t ModelParts::conventions_number(std::string_view name) const {
  const auto found = std::find(conventions.begin(), conventions.end(), name);
  return found == conventions.end()
             ? 0
             : static_cast<std::uint8_t>(1 + (found - conventions.begin()));
}

LanguageModel::LanguageModel(ModelParts parts)
    : parts_{std::move(parts)},
      number_{next_model_number()} {}

LanguageModel LanguageModel::load(const std::filesystem::path& file) {
  return from_bytes(read_file(file), file.string());
}

std::string LanguageModel::to_bytes() const {
  ModelWriter out;
  out.text(parts_.origin.language);
  out.text(parts_.origin.command);
  out.text(parts_.origin.data_hash);
  out.number(parts_.origin.seed);
  out.number(parts_.tags.size() - 1);
  for (std::size_t i = 1; i < parts_.tags.size(); ++i) {
    out.text(parts_.tags.name(i));
  }
  out.number(parts_.labels.size());
  for (std::size_t i = 0; i < parts_.labels.size(); ++i) {
    out.text(parts_.labels.name(i));
  }
  out.number(parts_.conventions.size());
  for (const std::string& name : parts_.conventions) {
    out.text(name);
  }
  write_lexicon(parts_.lexicon, out);
  write_lists(parts_.lists, out);
  write_classes(parts_.word_classes, out);
  out.number(parts_.own_word_classes ? 1 : 0);
  write_lemmas(parts_.lemmatizer, out);
  out.weights(parts_.tagger.model());
  out.weights(parts_.names.model());
  out.weights(parts_.names.typer().model());
  out.weights(parts_.parser.transitions());
  out.weights(parts_.parser.labels());
  write_antecedents(parts_.antecedents, out);
  return out.finish();
}

LanguageModel LanguageModel::from_bytes(std::string_view bytes, const std::string& file) {
  ModelReader in{bytes, file};
  ModelParts parts;
  parts.origin.language = in.text();
  parts.origin.command = in.text();
  parts.origin.data_hash = in.text();
  parts.origin.seed = in.number();
  for (std::size_t left = in.count(LinearModel::max_classes - 1); left > 0; --left) {
    parts.tags.add(in.text());
  }
  for (std::size_t left = in.count(64); left > 0; --left) {
    parts.labels.add(in.text());
  }
  for (std::size_t left = in.count(most_conventions); left > 0; --left) {
    parts.conventions.emplace_back(in.text());
  }
  parts.lexicon = read_lexicon(parts.tags.size(), in);
  parts.lists = read_lists(in);
  parts.word_classes = read_classes(in);
  parts.own_word_classes = in.count(1) == 1;
  parts.lemmatizer = read_lemmas(in);
  parts.tagger = Tagger{in.weights()};
  LinearModel names = in.weights();
  parts.names = NameFinder{std::move(names), NameTyper{in.weights()}};
  LinearModel transitions = in.weights();
  parts.parser = Parser{std::move(transitions), in.weights()};
  parts.antecedents = read_antecedents(in);
  in.finish();
  check_classes(parts, in);
  return LanguageModel{std::move(parts)};
}

LanguageModel::Words LanguageModel::tagged_words(Sentence& sentence,
                                                 std::uint8_t conventions,
                                                 WordMemo& memo) const {
  Words words;
  words.reserve(sentence.tokens.size());
  for (const Token& token : sentence.tokens) {
    words.push_back(memo.features(token.word, [&] {
      WordFeatures word = features_of(token.word);
      parts_.lexicon.fill(word);
      parts_.word_classes.fill(word);
      return word;
    }));
    words.back().conventions = conventions;
  }
  parts_.tagger.tag(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    Token& token = sentence.tokens[i];
    token.tag = parts_.tags.universal(words[i].tag);
    const std::uint8_t tag = words[i].tag;
    token.lemma = memo.lemmas().lemma(
        token.word, tag, i == 0, [&] { return parts_.lemma(token.word, tag, i == 0); });
    words[i].lemma = lemma_hash(words[i], token.lemma);
  }
  return words;
}

void LanguageModel::find_names(const Words& words, Sentence& sentence) const {
  std::vector<bool> taken(words.size());
  for (const NameSpan& name : sentence.names) {
    for (std::size_t i = name.tokens.first; i < std::min(name.tokens.end, words.size());
         ++i) {
      taken[i] = true;
    }
  }
  for (const FoundName& found : parts_.names.find(words)) {
    const auto first = taken.begin() + static_cast<std::ptrdiff_t>(found.first);
    const auto end = taken.begin() + static_cast<std::ptrdiff_t>(found.end);
    if (std::find(first, end, true) == end) {
      sentence.names.push_back({.tokens = {found.first, found.end},
                                .span = cover(sentence.tokens[found.first].span,
                                              sentence.tokens[found.end - 1].span),
                                .type = std::string{name_types[found.type]},
                                .confidence = found.confidence});
    }
  }
  std::stable_sort(sentence.names.begin(),
                   sentence.names.end(),
                   [](const auto& a, const auto& b) { return a.tokens < b.tokens; });
}

void LanguageModel::build_tree(const Words& words, Sentence& sentence) const {
  std::vector<NodeWords> names;
  for (const NameSpan& name : sentence.names) {
    const auto* type = std::find(name_types.begin(), name_types.end(), name.type);
    names.push_back({name.tokens.first,
                     name.tokens.end,
                     static_cast<std::size_t>(type - name_types.begin())});
  }
  const std::vector<Attachment> tree =
      parse_groups(parts_.parser, words, group_names(words.size(), names));
  for (std::size_t i = 0; i < tree.size(); ++i) {
    sentence.tokens[i].head = tree[i].head;
    sentence.tokens[i].relation =
        tree[i].head == no_head ? Relation::root : parts_.labels.relation(tree[i].label);
  }
}

/// Takes sentences one after the other and analyses some thousand words at a time, step
/// by step: while all of them are tagged, the tagger's weights stay in the near cache,
/// and so do those of names and trees.
class LanguageModel::Run {
 public:
  Run(const LanguageModel& model,
      Depth depth,
      std::string_view conventions,
      const Visitor& visit)
      : model_{model},
        depth_{depth},
        conventions_{model.parts_.conventions_number(conventions)},
        visit_{visit},
        memo_{WordMemo::of(model.number_)} {}

  void add(Sentence& sentence, bool begins_article) {
    group_.push_back({&sentence, begins_article, {}});
    tokens_ += sentence.tokens.size();
    if (tokens_ >= group_tokens) {
      finish();
    }
  }

  /// Analyses what has been added since the last call.
  void finish() {
    for (Member& member : group_) {
      if (!member.sentence->tokens.empty()) {
        member.words = model_.tagged_words(*member.sentence, conventions_, memo_);
      }
    }
    for (Member& member : group_) {
      if (depth_ != Depth::tags && !member.words.empty()) {
        model_.parts_.lists.mark(member.words);
        model_.find_names(member.words, *member.sentence);
      }
    }
    for (const Member& member : group_) {
      if (depth_ == Depth::trees && !member.words.empty()) {
        model_.build_tree(member.words, *member.sentence);
      }
    }
    for (const Member& member : group_) {
      rank(member);
      if (visit_) {
        visit_(*member.sentence, member.words);
      }
    }
    group_.clear();
    tokens_ = 0;
  }

 private:
  struct Member {
    Sentence* sentence = nullptr;
    bool begins_article = false;
    Words words;
  };
  static constexpr std::size_t group_tokens = 16384;  ///< 2 MB of features

  void rank(const Member& member) {
    const AntecedentModel& antecedents = model_.parts_.antecedents;
    if (depth_ != Depth::trees || antecedents.weights.empty()) {
      return;
    }
    if (member.begins_article) {
      ranker_.emplace(antecedents);
    }
    ranker_->add(*member.sentence, member.words);
  }

  const LanguageModel& model_;
  Depth depth_;
  std::uint8_t conventions_;
  const Visitor& visit_;
  WordMemo& memo_;
  std::vector<Member> group_;
  std::size_t tokens_ = 0;  ///< of `group_`
  std::optional<AntecedentRanker> ranker_;
};

void LanguageModel::analyse(Sentence& sentence, Depth depth) const {
  analyse(std::span{&sentence, 1}, depth);
}

void LanguageModel::analyse(std::span<Sentence> article,
                            Depth depth,
                            std::string_view conventions,
                            const Visitor& visit) const {
  analyse(std::span{&article, 1}, depth, conventions, visit);
}

void LanguageModel::analyse(std::span<const std::span<Sentence>> articles,
                            Depth depth,
                            std::string_view conventions,
                            const Visitor& visit) const {
  Run run{*this, depth, conventions, visit};
  for (const std::span<Sentence> article : articles) {
    for (std::size_t i = 0; i < article.size(); ++i) {
      run.add(article[i], i == 0);
    }
  }
  run.finish();
}

}  // namespace byline::annotate
