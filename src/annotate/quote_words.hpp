#pragma once

#include "annotate/phrase_matcher.hpp"
#include "annotate/tokenizer.hpp"
#include "knowledge/language_tables.hpp"

namespace byline::annotate {

/// The words of a language that tell who says something. Borrows the tables.
struct QuoteWords {
  QuoteWords(const knowledge::LanguageTables& tables, const Tokenizer& tokenizer)
      : verbs(tables.table("say_verbs"), tokenizer),
        bare_verbs(tables.table("say_verbs_bare"), tokenizer),
        judging_verbs(tables.table("judging_verbs"), tokenizer),
        nouns(tables.table("say_nouns"), tokenizer),
        sources(tables.table("quote_sources"), tokenizer),
        first_sources(tables.table("quote_sources_first"), tokenizer),
        conjunctions(tables.table("say_conjunctions"), tokenizer),
        function_words(tables.table("function_words")),
        pronouns(tables.table("pronouns")),
        definite_words(tables.table("definite_words")),
        owner_marks(tables.table("owner_marks")),
        links(tables.table("name_links")) {}

  PhraseMatcher verbs;
  PhraseMatcher bare_verbs;
  PhraseMatcher judging_verbs;  ///< "called the ruling “a good day for all”"
  PhraseMatcher nouns;
  PhraseMatcher sources;
  PhraseMatcher first_sources;
  PhraseMatcher conjunctions;
  const knowledge::WordTable& function_words;
  const knowledge::WordTable& pronouns;
  const knowledge::WordTable& definite_words;
  const knowledge::WordTable& owner_marks;
  const knowledge::WordTable& links;
};

}  // namespace byline::annotate
