// The whole way from bytes to mentions: blocks, boilerplate, sentences, words, numbers,
// dates, quotations, names, pronouns. Checks what later stages rely on: spans lie in the
// text, in order, at code-point borders, and tokens are true to it.
#include "annotate/annotator.hpp"
#include "base/utf8.hpp"
#include "extract/mentions.hpp"
#include "ingest/reader.hpp"
#include "pipeline/reading_tables.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace byline {
namespace {

/// What is loaded once.
struct Loaded {
  Loaded() {
    const std::filesystem::path folder = BYLINE_ONTOLOGY;
    languages = knowledge::load_languages(folder / "languages", diagnostics);
    ontology = knowledge::Ontology::load({folder / "byline.ttl"});
    options.tables = pipeline::reading_tables(languages);
  }

  Diagnostics diagnostics;
  std::map<std::string, knowledge::LanguageTables> languages;
  knowledge::Ontology ontology;
  knowledge::Gazetteers gazetteers;
  knowledge::Lexicon lexicon;
  ingest::ReadOptions options;
};

/// One language's part of the way.
struct Chain {
  Chain(const Loaded& loaded, const char* language)
      : annotator(loaded.languages.at(language)),
        names(loaded.lexicon,
              loaded.languages.at(language),
              loaded.gazetteers,
              loaded.ontology) {}

  annotate::Annotator annotator;
  extract::MentionFinder names;
};

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

bool at_border(std::string_view text, std::size_t offset) {
  return offset == text.size() ||
         (offset < text.size() &&
          (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U);
}

void check_span(std::string_view text, const Span& span) {
  require(span.begin <= span.end && span.end <= text.size());
  require(at_border(text, span.begin) && at_border(text, span.end));
}

void check_sentences(const Article& article, const Annotation& annotation) {
  std::size_t last = 0;
  for (const Sentence& sentence : annotation.sentences) {
    check_span(article.text, sentence.span);
    require(sentence.span.begin >= last);
    last = sentence.span.end;
    for (const Token& token : sentence.tokens) {
      check_span(article.text, token.span);
      require(sentence.span.contains(token.span) && !token.span.empty());
    }
    for (const auto& number : sentence.numbers) {
      check_span(article.text, number.span);
    }
    for (const auto& date : sentence.dates) {
      check_span(article.text, date.span);
      require(date.value.empty() == !date.open_reason.empty());
    }
  }
}

void check(const Article& article,
           const Annotation& annotation,
           const ArticleFacts& facts) {
  check_sentences(article, annotation);
  for (const QuotedSpan& quote : annotation.quotes) {
    for (const Span& piece : quote.pieces) {
      check_span(article.text, piece);
    }
    require(quote.sentence < annotation.sentences.size());
  }
  for (const Mention& mention : facts.mentions) {
    check_span(article.text, mention.span);
    require(mention.entity < facts.entities.size());
    const auto& tokens = annotation.sentences.at(mention.sentence).tokens;
    require(mention.first_token < mention.end_token &&
            mention.end_token <= tokens.size());
  }
}

}  // namespace
}  // namespace byline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byline;
  static const Loaded loaded;
  static const Chain english{loaded, "en"};
  static const Chain portuguese{loaded, "pt"};
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (size == 0 || find_invalid_utf8(bytes.substr(1))) {
    return 0;
  }
  const Chain& chain = data[0] % 2 == 0 ? english : portuguese;
  Article article;
  article.id = "x";
  article.text = bytes.substr(1);
  article.metadata.language = data[0] % 2 == 0 ? "en" : "pt";
  article.metadata.date = (data[0] & 2U) != 0 ? "2022-09-14" : "";
  ingest::complete_article(article, bytes, loaded.options);
  const Annotation annotation = chain.annotator.annotate(article);
  check(article, annotation, chain.names.find(article, annotation));
  return 0;
}
