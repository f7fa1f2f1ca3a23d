#pragma once

#include "annotate/linear_model.hpp"
#include "annotate/pronoun_context.hpp"

#include <cstddef>

namespace byline::annotate {

/// Where a phrase stands among those that a pronoun may mean.
struct PhraseRank {
  std::size_t nearer = 0;           ///< phrases between it and the pronoun
  std::size_t agreeing_nearer = 0;  ///< those that agree with the pronoun
};

/// Whether the phrase is as many as the pronoun says, and no person for a thing.
bool agrees(const NounPhrase& pronoun, const NounPhrase& phrase);

/// What tells whether `pronoun`, of the last sentence of `context`, means `phrase`.
void add_antecedent_features(const PronounContext& context,
                             const NounPhrase& pronoun,
                             const NounPhrase& phrase,
                             PhraseRank rank,
                             FeatureVector& features);

/// What tells that the pronoun means none of them ("it rains").
void add_no_antecedent_features(const PronounContext& context,
                                const NounPhrase& pronoun,
                                FeatureVector& features);

}  // namespace byline::annotate
