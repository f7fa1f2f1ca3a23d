#pragma once

#include "knowledge/language_tables.hpp"
#include "model/article.hpp"
#include "model/sentence.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace byline::annotate {

/// Adds to the sentences of an article what a learned model knows: tags, lemmas, trees,
/// names. Called once, when all tokens are there; must not change their number or spans.
using Analyzer = std::function<void(std::span<Sentence> sentences)>;

/// Articles to sentences, for one language, by that language's tables.
///
/// Blocks with a cut reason give nothing; a block's end ends the sentence. Thread-safe
/// when const; memory and time are linear in the article.
class Annotator {
 public:
  /// `tables` must outlive the annotator; empty tables work (a language without folder).
  explicit Annotator(const knowledge::LanguageTables& tables);
  Annotator(const Annotator&) = delete;
  Annotator& operator=(const Annotator&) = delete;
  Annotator(Annotator&&) noexcept;
  Annotator& operator=(Annotator&&) = delete;
  ~Annotator();

  [[nodiscard]] Annotation annotate(const Article& article,
                                    const Analyzer& analyzer = {}) const;

  /// The same in two steps, what a model knows to be added in between: the sentences with
  /// their words, numbers and dates, then the quotations.
  [[nodiscard]] Annotation annotate_words(const Article& article) const;
  void add_quotations(Annotation& annotation) const;

  /// One sentence without article: for rule examples and tests. Everything that needs no
  /// other sentence is found.
  [[nodiscard]] Sentence annotate_sentence(std::string_view text,
                                           const Analyzer& analyzer = {}) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace byline::annotate
