#include "pipeline/analyse.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace byline::pipeline {

namespace {

void annotate_all(std::span<ReadArticle* const> articles,
                  const KnowledgeBase& knowledge) {
  std::map<std::string, std::vector<std::span<Sentence>>> by_language;
  for (ReadArticle* read : articles) {
    const std::string& language = read->article.language;
    read->annotation = knowledge.annotator(language).annotate_words(read->article);
    by_language[language].emplace_back(read->annotation.sentences);
  }
  for (const auto& [language, sentences] : by_language) {
    if (const annotate::LanguageModel* model = knowledge.model(language)) {
      model->analyse(std::span<const std::span<Sentence>>(sentences));
    }
  }
  for (ReadArticle* read : articles) {
    knowledge.annotator(read->article.language).add_quotations(read->annotation);
  }
}

}  // namespace

void analyse_all(std::span<ReadArticle* const> articles,
                 const KnowledgeBase& knowledge,
                 const extract::MatchObserver* observer) {
  annotate_all(articles, knowledge);
  for (ReadArticle* read : articles) {
    read->facts = knowledge.mention_finder(read->article.language)
                      .find(read->article, read->annotation);
  }
  for (ReadArticle* read : articles) {
    read->facts = extract::extract(read->article,
                                   read->annotation,
                                   std::move(read->facts),
                                   {.rules = knowledge.rules(),
                                    .ontology = knowledge.ontology(),
                                    .tables = knowledge.tables(read->article.language),
                                    .observer = observer});
  }
}

ReadArticle analyse(Article article,
                    const KnowledgeBase& knowledge,
                    const extract::MatchObserver* observer) {
  ReadArticle read;
  read.article = std::move(article);
  ReadArticle* const only = &read;
  analyse_all({&only, 1}, knowledge, observer);
  return read;
}

}  // namespace byline::pipeline
