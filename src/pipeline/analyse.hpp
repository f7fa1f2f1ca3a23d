#pragma once

#include "extract/extract.hpp"
#include "model/article.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"
#include "pipeline/knowledge_base.hpp"

#include <span>

namespace byline::pipeline {

/// An article read and analysed.
struct ReadArticle {
  Article article;
  Annotation annotation;
  ArticleFacts facts;
};

/// Sentences, mentions and facts of an article; `observer`, if any, is told of every
/// match.
ReadArticle analyse(Article article,
                    const KnowledgeBase& knowledge,
                    const extract::MatchObserver* observer = nullptr);

/// The same for several articles, none null, whose `article` alone is filled in: each
/// step for all of them, so that what a step needs stays in the near cache, which takes
/// less time than one after the other (docs/pipeline.md).
void analyse_all(std::span<ReadArticle* const> articles,
                 const KnowledgeBase& knowledge,
                 const extract::MatchObserver* observer = nullptr);

}  // namespace byline::pipeline
