#pragma once

#include "annotate/phrase_matcher.hpp"
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
  class BlockReader;

  PhraseMatcher verbs_;
  PhraseMatcher bare_verbs_;
  PhraseMatcher nouns_;
  PhraseMatcher sources_;
  PhraseMatcher first_sources_;
  PhraseMatcher conjunctions_;
  const knowledge::WordTable& function_words_;
  const knowledge::WordTable& pronouns_;
  const knowledge::WordTable& definite_words_;
  const knowledge::WordTable& owner_marks_;
  const knowledge::WordTable& links_;
};

}  // namespace byline::annotate
