#include "annotate/annotator.hpp"

#include "annotate/calendar.hpp"
#include "annotate/date_finder.hpp"
#include "annotate/number_finder.hpp"
#include "annotate/quote_finder.hpp"
#include "annotate/sentence_splitter.hpp"
#include "annotate/tokenizer.hpp"

#include <algorithm>
#include <optional>

namespace byline::annotate {

struct Annotator::Parts {
  explicit Parts(const knowledge::LanguageTables& tables)
      : splitter(tables),
        tokenizer(tables),
        numbers(tables, tokenizer),
        dates(tables, tokenizer),
        quotes(tables, tokenizer) {}

  void find_figures(Sentence& sentence, const DateFinder::Context& context) const {
    sentence.dates = dates.find(sentence.tokens, context, numbers);
    sentence.numbers = numbers.find(sentence.tokens);
    std::erase_if(sentence.numbers, [&](const NumberExpression& number) {
      return std::ranges::any_of(sentence.dates, [&](const DateExpression& date) {
        return date.span.overlaps(number.span);
      });
    });
  }

  SentenceSplitter splitter;
  Tokenizer tokenizer;
  NumberFinder numbers;
  DateFinder dates;
  QuoteFinder quotes;
};

namespace {

constexpr std::size_t dateline_sentences = 4;  ///< a dateline is among the first ones

/// The article's date: its metadata's, else that of a dateline, else a full date at the
/// very start of one of its first sentences.
std::string reference_date(const Article& article, const Annotation& annotation) {
  if (!article.metadata.date.empty()) {
    return article.metadata.date;
  }
  for (std::size_t i = 0; i < annotation.sentences.size(); ++i) {
    const Sentence& sentence = annotation.sentences[i];
    const bool is_dateline = sentence.kind == BlockKind::dateline;
    if (!is_dateline && i >= dateline_sentences) {
      break;
    }
    for (const DateExpression& date : sentence.dates) {
      const bool is_full = date.value.size() == 10 && !date.from_dateline;
      if (is_full && (is_dateline || date.tokens.first == 0)) {
        return date.value;
      }
    }
  }
  return {};
}

}  // namespace

Annotator::Annotator(const knowledge::LanguageTables& tables)
    : parts_(std::make_unique<const Parts>(tables)) {}

Annotator::Annotator(Annotator&&) noexcept = default;

Annotator::~Annotator() = default;

Annotation Annotator::annotate(const Article& article, const Analyzer& analyzer) const {
  Annotation annotation = annotate_words(article);
  if (analyzer) {
    analyzer(annotation.sentences);
  }
  add_quotations(annotation);
  return annotation;
}

Annotation Annotator::annotate_words(const Article& article) const {
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
      if (annotation.sentences.size() < dateline_sentences ||
          sentence.kind == BlockKind::dateline) {
        parts_->find_figures(sentence, {});
      }
      annotation.sentences.push_back(std::move(sentence));
    }
  }
  annotation.reference_date = reference_date(article, annotation);
  DateFinder::Context context;
  context.reference = from_iso(annotation.reference_date);
  std::size_t since_last = 0;  // sentences
  for (Sentence& sentence : annotation.sentences) {
    parts_->find_figures(sentence, context);
    ++since_last;
    for (const DateExpression& date : sentence.dates) {
      if (const auto mentioned = from_iso(date.value)) {
        context.last = mentioned;
        since_last = 0;
      }
    }
    if (since_last > 2) {
      context.last.reset();
    }
  }
  return annotation;
}

void Annotator::add_quotations(Annotation& annotation) const {
  annotation.quotes = parts_->quotes.find(annotation);
}

Sentence Annotator::annotate_sentence(std::string_view text,
                                      const Analyzer& analyzer) const {
  Sentence sentence;
  sentence.span = {0, text.size()};
  sentence.tokens = parts_->tokenizer.tokenize(text, sentence.span);
  if (analyzer) {
    analyzer({&sentence, 1});
  }
  parts_->find_figures(sentence, {});
  return sentence;
}

}  // namespace byline::annotate
