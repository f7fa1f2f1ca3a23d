#include "annotate/quote_finder.hpp"

#include "annotate/direct_speech.hpp"
#include "annotate/indirect_speech.hpp"
#include "annotate/quote_block.hpp"

#include <algorithm>
#include <optional>

namespace byline::annotate {
namespace {

/// A block that ends in a colon and has a verb of saying introduces the next block.
std::optional<QuotedSpan> introduction_in(const QuoteBlock& block) {
  if (block.tokens().empty() || block.tokens().back().folded != ":") {
    return std::nullopt;
  }
  const std::size_t begin = block.sentence_begins()[block.sentence_begins().size() - 2];
  for (std::size_t i = begin; i < block.tokens().size(); ++i) {
    if (const std::size_t length = block.verb_at(i); length != 0) {
      QuotedSpan quote;
      quote.cue = block.span(i, i + length);
      quote.speaker = block.subject_before(begin, i);
      if (!quote.speaker.empty()) {
        return quote;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

QuoteFinder::QuoteFinder(const knowledge::LanguageTables& tables,
                         const Tokenizer& tokenizer)
    : words_(tables, tokenizer) {}

std::vector<QuotedSpan> QuoteFinder::find(const Annotation& annotation) const {
  std::vector<QuotedSpan> out;
  QuotedSpan last;                         // of the block before
  std::optional<QuotedSpan> introduction;  // "NAME says:" in the block before
  for (std::size_t s = 0; s < annotation.sentences.size();) {
    std::size_t end = s;
    const std::size_t block = annotation.sentences[s].block;
    while (end < annotation.sentences.size() &&
           annotation.sentences[end].block == block) {
      ++end;
    }
    const QuoteBlock quotes{words_, annotation, s, end};
    if (introduction && !quotes.tokens().empty()) {
      introduction->pieces.push_back(quotes.whole());
      introduction->sentence = s - 1;
      last = *introduction;
      out.push_back(*introduction);
      introduction.reset();
    } else {
      QuotedSpan of_block;
      of_block.speaker = last.speaker;
      const std::size_t first = out.size();
      DirectSpeech{words_, quotes}.find(out, of_block);
      IndirectSpeech{words_, quotes}.find(out, first);
      last = of_block.pieces.empty() ? QuotedSpan{} : of_block;
      introduction = introduction_in(quotes);
    }
    s = end;
  }
  std::erase_if(out, [](const QuotedSpan& quote) {
    return quote.pieces.empty() || quote.pieces.front().empty();
  });
  std::ranges::stable_sort(
      out, {}, [](const QuotedSpan& quote) { return quote.pieces.front().begin; });
  return out;
}

}  // namespace byline::annotate
