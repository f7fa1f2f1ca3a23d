#include "annotate/model_evaluator.hpp"

#include <algorithm>
#include <iterator>

namespace byline::annotate {

namespace {

Sentence sentence_of(const std::vector<std::string>& words) {
  Sentence sentence;
  std::size_t offset = 0;
  for (const std::string& word : words) {
    Token& token = sentence.tokens.emplace_back();
    token.word = word;
    token.span = {offset, offset + word.size()};
    offset += word.size() + 1;
  }
  sentence.span = {0, offset};
  return sentence;
}

/// Calls `use` with the numbers [first, end) of each document's sentences.
template <typename Sentences, typename Use>
void for_each_document(const Sentences& sentences, Use use) {
  for (std::size_t first = 0; first < sentences.size();) {
    std::size_t end = first + 1;
    while (end < sentences.size() &&
           sentences[end].document == sentences[first].document) {
      ++end;
    }
    use(first, end);
    first = end;
  }
}

void count_words(const TreeSentence& gold, const Sentence& found, TreeFigures& figures) {
  for (std::size_t i = 0; i < gold.words.size(); ++i) {
    const TreeWord& word = gold.words[i];
    const Token& token = found.tokens[i];
    const bool head = token.head == word.head;
    const Relation relation =
        relation_from_name(word.relation.substr(0, word.relation.find(':')));
    const std::string_view name = relation_name(token.relation);
    const Relation plain = relation_from_name(name.substr(0, name.find(':')));
    ++figures.words;
    figures.tags += token.tag == word.tag ? 1 : 0;
    figures.exact_lemmas += token.lemma == word.lemma ? 1 : 0;
    figures.lemmas += lower_case(token.lemma) == lower_case(word.lemma) ? 1 : 0;
    figures.heads += head ? 1 : 0;
    figures.relations += head && relation == plain ? 1 : 0;
  }
}

TreeFigures evaluate_trees(const LanguageModel& model,
                           const TreeSource& source,
                           const std::filesystem::path& data) {
  TreeFigures figures;
  figures.name = source.name;
  for (const SourceFile& file : read_source(data, source.path, source.except)) {
    const std::vector<TreeSentence> gold = read_treebank(file.text, file.path);
    for_each_document(gold, [&](std::size_t first, std::size_t end) {
      std::vector<Sentence> article;
      for (std::size_t i = first; i < end; ++i) {
        std::vector<std::string> words;
        for (const TreeWord& word : gold[i].words) {
          words.push_back(word.form);
        }
        article.push_back(sentence_of(words));
      }
      model.analyse(article, Depth::trees, source.conventions);
      for (std::size_t i = first; i < end; ++i) {
        count_words(gold[i], article[i - first], figures);
      }
    });
  }
  return figures;
}

void count_names(const NameSentence& gold, const Sentence& found, NameFigures& figures) {
  std::vector<FoundName> names;
  for (const NameSpan& name : found.names) {
    const auto* type = std::find(name_types.begin(), name_types.end(), name.type);
    const auto number = static_cast<std::size_t>(type - name_types.begin());
    const std::uint32_t label = 1U << name_label(number, NamePlace::whole);
    const bool open =
        std::all_of(gold.allowed.begin() + static_cast<std::ptrdiff_t>(name.tokens.first),
                    gold.allowed.begin() + static_cast<std::ptrdiff_t>(name.tokens.end),
                    [&](std::uint32_t allowed) {
                      return (allowed & 1U) != 0 && (allowed & label) != 0;
                    });
    if (!open) {
      names.push_back({name.tokens.first, name.tokens.end, number, 1});
    }
  }
  for (const FoundName& name : names) {
    ++figures.types[name.type].found;
  }
  for (const FoundName& name : gold.names) {
    ++figures.types[name.type].gold;
    const auto same = std::find_if(names.begin(), names.end(), [&](const auto& other) {
      return other.first == name.first && other.end == name.end;
    });
    if (same != names.end()) {
      ++figures.spans.right;
      figures.types[name.type].right += same->type == name.type ? 1 : 0;
    }
  }
  figures.words += gold.words.size();
  figures.spans.gold += gold.names.size();
  figures.spans.found += names.size();
}

NameFigures evaluate_names(const LanguageModel& model,
                           const NameSource& source,
                           const std::filesystem::path& data) {
  NameFigures figures;
  figures.name = source.name;
  figures.types.resize(name_types.size());
  for (const SourceFile& file : read_source(data, source.path, source.except)) {
    const std::vector<NameSentence> part = sentences_of(source, file.text, file.path);
    for_each_document(part, [&](std::size_t first, std::size_t end) {
      std::vector<Sentence> article;
      for (std::size_t i = first; i < end; ++i) {
        article.push_back(sentence_of(part[i].words));
      }
      model.analyse(article, Depth::names);
      for (std::size_t i = first; i < end; ++i) {
        count_names(part[i], article[i - first], figures);
      }
    });
  }
  for (const Counts& type : figures.types) {
    figures.typed.gold += type.gold;
    figures.typed.found += type.found;
    figures.typed.right += type.right;
  }
  return figures;
}

}  // namespace

double Counts::f1() const {
  return gold + found == 0
             ? 0
             : 200.0 * static_cast<double>(right) / static_cast<double>(gold + found);
}

ModelFigures evaluate_model(const LanguageModel& model,
                            const TrainingRecipe& recipe,
                            const std::filesystem::path& data) {
  ModelFigures figures;
  for (const TreeSource& source : recipe.tree_tests) {
    figures.trees.push_back(evaluate_trees(model, source, data));
  }
  for (const NameSource& source : recipe.name_tests) {
    figures.names.push_back(evaluate_names(model, source, data));
  }
  return figures;
}

}  // namespace byline::annotate
