#pragma once

#include "extract/name_tables.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <vector>

namespace byline::extract {

inline constexpr std::size_t no_mention = static_cast<std::size_t>(-1);

/// An earlier mention and how well it fits.
struct Antecedent {
  std::size_t mention = no_mention;
  double score = 0;
};

/// The mentions of an article by sentence, and how well each can be meant later on.
class EarlierMentions {
 public:
  /// All must outlive this.
  EarlierMentions(const Annotation& annotation,
                  const NameTables& tables,
                  const ArticleFacts& facts);

  /// Numbers of the mentions of a sentence.
  [[nodiscard]] const std::vector<std::size_t>& in(std::size_t sentence) const {
    return by_sentence_[sentence];
  }
  /// Mentions that the entity had before anything was resolved.
  [[nodiscard]] std::size_t count(std::size_t entity) const { return counts_[entity]; }
  /// The same of all entities.
  [[nodiscard]] const std::vector<std::size_t>& counts() const { return counts_; }
  /// The first of these mentions, or `no_mention`.
  [[nodiscard]] std::size_t first(std::size_t entity) const { return first_[entity]; }
  /// The first of the mentions that hold the token, or `no_mention`.
  [[nodiscard]] std::size_t at(std::size_t sentence, std::size_t token) const {
    return at_[sentence].empty() ? no_mention : at_[sentence][token];
  }
  /// The mention that the noun at the token is part of, or whose name stands right behind
  /// it ("the regulator |BaFin|"); or `no_mention`.
  [[nodiscard]] std::size_t at_noun(std::size_t sentence, std::size_t token) const;
  /// The next mention that `facts` gets, at these words.
  void add(std::size_t sentence, TokenRange tokens) {
    by_sentence_[sentence].push_back(facts_.mentions.size());
    place(facts_.mentions.size(), sentence, tokens);
  }
  /// Whether the mention is the subject: by the tree, else the first name before a verb.
  [[nodiscard]] bool is_subject(std::size_t mention) const;
  /// "told |Acme| that": whom somebody told something is asked about nothing.
  [[nodiscard]] bool is_addressee(std::size_t mention) const;
  /// Whether a preposition stands before the mention: "with Ana Lima", "of the Acme".
  [[nodiscard]] bool in_phrase(std::size_t mention) const;
  /// How likely the mention is meant in `sentence`: near, a subject, often named.
  [[nodiscard]] double score(std::size_t mention, std::size_t sentence) const;
  /// "the formation of the |Kite Foundation|", "launched the |Kite Foundation|".
  [[nodiscard]] bool is_made(std::size_t mention) const;
  /// Whether a name begins at the token.
  [[nodiscard]] bool begins_name(std::size_t sentence, std::size_t token) const;

 private:
  /// Names the noun before it, which is the subject.
  [[nodiscard]] bool is_described_subject(const Mention& mention) const;
  [[nodiscard]] bool names_subject(const Mention& mention) const;
  /// "former |Kite| contributors": only says which ones.
  [[nodiscard]] bool describes_noun(const Mention& mention) const;
  /// The first of the articles before the mention, or its own first token.
  [[nodiscard]] std::size_t before_articles(const Mention& mention) const;
  /// Stands first, a comma behind it.
  [[nodiscard]] bool opens_with_comma(const Mention& mention) const;

  void place(std::size_t mention, std::size_t sentence, TokenRange tokens);

  const Annotation& annotation_;
  const NameTables& tables_;
  const ArticleFacts& facts_;
  std::vector<std::vector<std::size_t>> by_sentence_;
  /// By sentence and token: see at(); empty for a sentence without mentions.
  std::vector<std::vector<std::size_t>> at_;
  std::vector<std::size_t> counts_;
  std::vector<std::size_t> first_;  ///< by entity
};

}  // namespace byline::extract
