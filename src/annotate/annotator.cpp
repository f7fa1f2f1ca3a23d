#include "annotate/annotator.hpp"

#include "annotate/sentence_splitter.hpp"
#include "annotate/tokenizer.hpp"

namespace byline::annotate {

struct Annotator::Parts {
  explicit Parts(const knowledge::LanguageTables& tables)
      : splitter(tables),
        tokenizer(tables) {}

  SentenceSplitter splitter;
  Tokenizer tokenizer;
};

Annotator::Annotator(const knowledge::LanguageTables& tables)
    : parts_(std::make_unique<const Parts>(tables)) {}

Annotator::Annotator(Annotator&&) noexcept = default;

Annotator::~Annotator() = default;

Annotation Annotator::annotate(const Article& article,
                               const SentenceAnalyzer& analyzer) const {
  Annotation annotation;
  for (std::size_t i = 0; i < article.blocks.size(); ++i) {
    const Block& block = article.blocks[i];
    if (!block.cut_reason.empty()) {
      continue;
    }
    for (const Span span : parts_->splitter.split(article.text, block.span)) {
      Sentence sentence;
      sentence.span = span;
      sentence.kind = block.kind;
      sentence.block = i;
      sentence.tokens = parts_->tokenizer.tokenize(article.text, span);
      if (analyzer) {
        analyzer(article.text, sentence);
      }
      annotation.sentences.push_back(std::move(sentence));
    }
  }
  return annotation;
}

Sentence Annotator::annotate_sentence(std::string_view text,
                                      const SentenceAnalyzer& analyzer) const {
  Sentence sentence;
  sentence.span = {0, text.size()};
  sentence.tokens = parts_->tokenizer.tokenize(text, sentence.span);
  if (analyzer) {
    analyzer(text, sentence);
  }
  return sentence;
}

}  // namespace byline::annotate
