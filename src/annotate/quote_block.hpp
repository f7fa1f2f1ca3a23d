#pragma once

#include "annotate/quote_words.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// A stretch between quotation marks: tokens of the block, marks not counted.
struct QuotedStretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool closed = true;
};

[[nodiscard]] bool is_dash(std::string_view word);

/// The tokens of one block, over its sentences: what stands between marks, and the
/// phrases that may name a speaker. Tokens are numbered within the block.
class QuoteBlock {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// Sentences [first_sentence, end_sentence) of the annotation. `words` must outlive
  /// the block.
  QuoteBlock(const QuoteWords& words,
             const Annotation& annotation,
             std::size_t first_sentence,
             std::size_t end_sentence);

  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
  /// First tokens of the sentences, and the number of tokens.
  [[nodiscard]] const std::vector<std::size_t>& sentence_begins() const {
    return sentence_begins_;
  }
  /// Number of the sentence of token `i` in the article.
  [[nodiscard]] std::size_t sentence_of(std::size_t i) const { return sentence_of_[i]; }
  [[nodiscard]] const std::vector<QuotedStretch>& stretches() const { return stretches_; }
  [[nodiscard]] bool is_inside(std::size_t i) const { return inside_[i]; }

  /// The words of the block without quotation marks around them.
  [[nodiscard]] Span whole() const;
  /// Whether one stretch is all that the block has.
  [[nodiscard]] bool is_one_quotation() const;
  /// The token as written; empty behind the last one.
  [[nodiscard]] std::string_view word(std::size_t i) const;
  /// The same, folded.
  [[nodiscard]] std::string_view folded(std::size_t i) const;
  /// The text under tokens [begin, end).
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;
  /// Whether the token is no word; there is none behind the last one.
  [[nodiscard]] bool is_punctuation(std::size_t i) const;
  /// Tokens of the verb of saying at `i`, 0 if there is none; nouns of the same form
  /// ("the report") do not count.
  [[nodiscard]] std::size_t verb_at(std::size_t i) const;
  /// Whether the capital word ends a name of several words.
  [[nodiscard]] bool ends_name(std::size_t i) const;
  /// The clitic that makes an owner of the name before it.
  [[nodiscard]] bool is_owner_mark(std::size_t i) const;
  /// Punctuation that no phrase crosses.
  [[nodiscard]] bool is_clause_edge(std::size_t i) const;
  /// The noun phrase that ends right before `end`, after adverbs and auxiliaries; of
  /// "NAME, ROLE," the name. Empty if there is none from `begin` on.
  [[nodiscard]] Span subject_before(std::size_t begin, std::size_t end) const;
  /// A word that a speaker's phrase may end with: name, noun, pronoun.
  [[nodiscard]] bool is_nominal(std::size_t i) const;
  /// A function word that is no pronoun, in small letters.
  [[nodiscard]] bool is_small(std::size_t i) const;
  /// The noun phrase that begins at `begin`: up to a comma or another mark.
  [[nodiscard]] Span phrase_after(std::size_t begin, std::size_t end) const;
  /// Behind the last token of the sentence that holds token `i`.
  [[nodiscard]] std::size_t sentence_end(std::size_t i) const;
  /// The first token of the sentence that holds token `i`.
  [[nodiscard]] std::size_t sentence_begin(std::size_t i) const;
  /// The "according to" whose words cover token `i`: its first token, or none.
  [[nodiscard]] std::size_t source_over(std::size_t i) const;
  /// The sentence of the first token that does not begin before `byte`.
  [[nodiscard]] std::size_t sentence_at(std::size_t byte) const;
  /// The stretch that holds token `i`, or null.
  [[nodiscard]] const QuotedStretch* stretch_with(std::size_t i) const;

 private:
  /// Pairs the marks of the block; one that is not closed runs to the block's end.
  void find_stretches();
  /// Whether `phrase`, the first one from `begin` on, is a name before a comma.
  [[nodiscard]] bool opens_with_name(std::size_t begin, const Span& phrase) const;
  /// A word that a speaker's phrase does not go beyond, to the left.
  [[nodiscard]] bool ends_phrase(std::size_t i) const;
  /// "Acme's director" is the director, "director of Acme" too: the head alone.
  [[nodiscard]] Span without_complement(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool is_straight(std::size_t i) const;

  const QuoteWords& words_;
  std::vector<Token> tokens_;
  std::vector<std::size_t> sentence_of_;
  std::vector<std::size_t> sentence_begins_;
  std::vector<QuotedStretch> stretches_;
  std::vector<bool> inside_;
};

}  // namespace byline::annotate
