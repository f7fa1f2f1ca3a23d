#pragma once

#include "extract/name_candidates.hpp"
#include "extract/name_words.hpp"
#include "model/article.hpp"

#include <vector>

namespace byline::extract {

/// What speaks against a name where words look like one.
class NameDoubts {
 public:
  /// All must outlive this.
  NameDoubts(const Article& article,
             const Annotation& annotation,
             const NameWords& words,
             const NameTables& tables)
      : article_(article),
        annotation_(annotation),
        words_(words),
        tables_(tables) {}

  /// Whether it names nothing that the article speaks of.
  [[nodiscard]] bool is_no_name(const NameCandidate& candidate) const;
  /// "Mineradora | Serra Alta vende": the noun that opens a sentence has its capital from
  /// there, if the article also has the name without it; a word of origin that is written
  /// small elsewhere ("Alemã | Siemens compra") always has.
  void cut_opening_nouns(std::vector<NameCandidate>& found) const;

 private:
  /// "sits on the |Governing Board|": of an organization that is named elsewhere.
  [[nodiscard]] bool is_owned_noun(const NameCandidate& candidate) const;
  [[nodiscard]] static bool is_of_dateline(const std::vector<Token>& tokens,
                                           TokenRange range);
  [[nodiscard]] bool is_portfolio(const std::vector<Token>& tokens,
                                  const NameCandidate& candidate) const;
  [[nodiscard]] static bool is_number(const Sentence& sentence, TokenRange range);
  [[nodiscard]] bool is_cut(Span span) const;

  const Article& article_;
  const Annotation& annotation_;
  const NameWords& words_;
  const NameTables& tables_;
};

}  // namespace byline::extract
