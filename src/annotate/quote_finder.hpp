#pragma once

#include "annotate/quote_words.hpp"
#include "annotate/tokenizer.hpp"
#include "knowledge/language_tables.hpp"
#include "model/sentence.hpp"

#include <vector>

namespace byline::annotate {

/// Finds what somebody said: between quotation marks, around a dash insertion ("… –
/// explains NAME – …"), in the paragraph below "NAME says:", and in that-clauses and
/// "according to" (indirect), each with the words of its cue and its speaker.
/// Uses the sections of quotes.table, function_words, pronouns,
/// definite_words, owner_marks and name_links.
class QuoteFinder {
 public:
  /// `tables` must outlive the finder.
  QuoteFinder(const knowledge::LanguageTables& tables, const Tokenizer& tokenizer);

  /// Quotations of the annotated article in text order; pieces of different quotations do
  /// not overlap, but an indirect one may hold a direct one. Linear in the article.
  [[nodiscard]] std::vector<QuotedSpan> find(const Annotation& annotation) const;

 private:
  QuoteWords words_;
};

}  // namespace byline::annotate
