#include "annotate/model_evaluator.hpp"

#include "annotate/antecedent_trainer.hpp"
#include "annotate/gold_words.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>

namespace byline::annotate {

namespace {

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
      std::vector<Sentence> article =
          untagged(std::span{gold}.subspan(first, end - first));
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

/// Counts the pronouns of one document.
void count_antecedents(std::span<const TreeSentence> gold,
                       const std::vector<Sentence>& article,
                       const AntecedentWords& words,
                       Counts& counts) {
  const auto is_pronoun = [&](const Token& token) {
    const auto found = words.find(lower_hash(token.word));
    return found != words.end() && found->second != AntecedentWord::collective;
  };
  std::vector<std::vector<std::string>> entities;
  std::set<std::string> named;  // so far, by nouns
  for (std::size_t s = 0; s < article.size(); ++s) {
    entities.push_back(entities_at_heads(gold[s], article[s]));
    for (const PronounReading& reading : article[s].pronouns) {
      const std::string& meant = entities[s][reading.token];
      const bool known = std::any_of(
          entities[s].begin(),
          entities[s].begin() + static_cast<std::ptrdiff_t>(reading.token),
          [&](const std::string& entity) { return !entity.empty() && entity == meant; });
      counts.gold += !meant.empty() && (known || named.contains(meant)) ? 1 : 0;
      if (reading.is_sure()) {
        const MeantNoun& answer = reading.antecedents.front();
        ++counts.found;
        counts.right +=
            !meant.empty() && entities[answer.sentence][answer.token] == meant ? 1 : 0;
      }
    }
    for (std::size_t i = 0; i < entities[s].size(); ++i) {
      if (!is_pronoun(article[s].tokens[i])) {
        named.insert(entities[s][i]);
      }
    }
  }
}

AntecedentFigures evaluate_antecedents(const LanguageModel& model,
                                       const TreeSource& source,
                                       const std::filesystem::path& data) {
  AntecedentFigures figures;
  figures.name = source.name;
  for (const SourceFile& file :
       read_source(data, source.path, source.except, source.only)) {
    const std::vector<TreeSentence> gold = read_treebank(file.text, file.path);
    for_each_document(gold, [&](std::size_t first, std::size_t end) {
      const auto document = std::span{gold}.subspan(first, end - first);
      std::vector<Sentence> article = untagged(document);
      model.analyse(article);
      count_antecedents(
          document, article, model.parts().antecedents.words, figures.counts);
    });
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
  for (const TreeSource& source : recipe.antecedent_tests) {
    figures.antecedents.push_back(evaluate_antecedents(model, source, data));
  }
  return figures;
}

}  // namespace byline::annotate
