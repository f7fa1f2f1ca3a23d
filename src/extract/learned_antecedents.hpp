#pragma once

#include "extract/earlier_mentions.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>

namespace byline::extract {

/// What the language model says that pronouns mean (Sentence::pronouns), in terms of the
/// entities found so far: nouns of one entity count together.
class LearnedAntecedents {
 public:
  /// All must outlive this.
  LearnedAntecedents(const Annotation& annotation,
                     const ArticleFacts& facts,
                     const EarlierMentions& earlier)
      : annotation_(annotation),
        facts_(facts),
        earlier_(earlier) {}

  /// What is learned of the pronoun at the token, or null.
  [[nodiscard]] const PronounReading* reading_of(std::size_t sentence,
                                                 std::size_t token) const;

  /// Probability that an entity is meant.
  [[nodiscard]] double share_of(const PronounReading& reading, std::size_t entity) const;

  /// The likeliest mention of the entity that is surely meant, or `no_mention`.
  [[nodiscard]] std::size_t sure_mention(const PronounReading& reading) const;

 private:
  const Annotation& annotation_;
  const ArticleFacts& facts_;
  const EarlierMentions& earlier_;
};

}  // namespace byline::extract
