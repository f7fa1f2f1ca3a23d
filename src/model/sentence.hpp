#pragma once

#include "base/span.hpp"
#include "model/article.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace byline {

/// Universal part-of-speech tags (universaldependencies.org/u/pos); `unknown` without a
/// model.
enum class Tag : std::uint8_t {
  unknown,
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  sym,
  verb,
  x
};

/// Universal dependency relations without subtypes (universaldependencies.org/u/dep).
enum class Relation : std::uint8_t {
  unknown,
  acl,
  advcl,
  advmod,
  amod,
  appos,
  aux,
  case_,
  cc,
  ccomp,
  clf,
  compound,
  conj,
  cop,
  csubj,
  dep,
  det,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nsubj,
  nummod,
  obj,
  obl,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp,
  passive_subject,  ///< nsubj:pass: kept apart, because direction hangs on it
  agent             ///< obl:agent, the "by" phrase
};

/// Active or passive.
constexpr bool is_subject(Relation relation) {
  return relation == Relation::nsubj || relation == Relation::passive_subject;
}

inline constexpr std::int32_t no_head = -1;

/// A syntactic word. Its surface is the text under `span`; the two words of a contraction
/// (Portuguese "da" = "de" + "a") share the contraction's span and differ in `word`.
struct Token {
  Span span;
  std::string word;    ///< the surface, or a contraction's part ("de", "a")
  std::string folded;  ///< `word` case-folded, without accents
  std::string lemma;   ///< empty without a model
  Tag tag = Tag::unknown;
  std::int32_t head = no_head;  ///< index of the governing token in the sentence;
                                ///< no_head: root or no tree
  Relation relation = Relation::unknown;
};

/// Token numbers [first, end) of one sentence.
struct TokenRange {
  std::size_t first = 0;
  std::size_t end = 0;
  auto operator<=>(const TokenRange&) const = default;
};

enum class Comparator : std::uint8_t { eq, gt, ge, lt, le, approx };

/// "more than 65,000", "80%", "US$ 9 milhões".
struct NumberExpression {
  TokenRange tokens;
  Span span;
  std::string value;  ///< xsd:integer or xsd:decimal lexical form
  bool is_integer = true;
  Comparator comparator = Comparator::eq;
  std::string unit;  ///< "%", "USD", …; empty: a plain count
};

/// A date as the text gives it, with its precision; never an invented day.
struct DateExpression {
  TokenRange tokens;
  Span span;
  std::string value;           ///< YYYY, YYYY-MM or YYYY-MM-DD; empty if left open
  std::string end_value;       ///< of a period "from … to …"; empty otherwise
  std::string open_reason;     ///< why `value` is empty ("no dateline")
  bool from_dateline = false;  ///< computed from the article's date or from one before
                               ///< it: by:dateArithmetic
};

/// A stretch that looks like a name, found by shape, model or lexicon.
struct NameSpan {
  TokenRange tokens;
  Span span;
  std::string type;  ///< PER ORG LOC MISC, or empty if untyped
  double confidence = 0.5;
};

/// A noun that a pronoun may mean.
struct MeantNoun {
  std::size_t sentence = 0;
  std::size_t token = 0;  ///< its head
  TokenRange tokens;      ///< with determiner and adjectives
  double probability = 0;
};

/// What a pronoun may mean, by what has been learned.
struct PronounReading {
  /// An answer of this probability is given: fewer than one of six of these are wrong.
  static constexpr double sure = 0.6;

  std::size_t token = 0;
  std::vector<MeantNoun> antecedents;  ///< the likeliest first; some may be missing

  [[nodiscard]] bool is_sure() const {
    return !antecedents.empty() && antecedents.front().probability >= sure;
  }
};

struct Sentence {
  Span span;
  BlockKind kind = BlockKind::paragraph;
  std::size_t block = 0;  ///< index into Article::blocks
  std::vector<Token> tokens;
  std::vector<NumberExpression> numbers;
  std::vector<DateExpression> dates;
  std::vector<NameSpan> names;
  std::vector<PronounReading> pronouns;  ///< of a language that has learned them
};

/// Words that somebody said, as the text marks them.
struct QuotedSpan {
  std::vector<Span> pieces;  ///< each unbroken stretch, without the marks, in text order
  bool direct = true;        ///< false: a that-clause of a verb of saying
  Span cue;                  ///< the verb of saying; empty if there is none
  Span speaker;              ///< the words that name the speaker; empty if there are none
  std::size_t sentence = 0;  ///< the sentence that holds cue or first piece
};

/// What `annotate` makes of an article.
struct Annotation {
  std::string reference_date;  ///< the article's date, from its metadata or dateline:
                               ///< what "yesterday" counts from; empty if it states none
  std::vector<Sentence> sentences;  ///< in text order; cut blocks give none
  std::vector<QuotedSpan> quotes;
};

}  // namespace byline
