#include "extract/learned_antecedents.hpp"

#include <algorithm>

namespace byline::extract {

const PronounReading* LearnedAntecedents::reading_of(std::size_t sentence,
                                                     std::size_t token) const {
  const auto& readings = annotation_.sentences[sentence].pronouns;
  const auto reading =
      std::ranges::lower_bound(readings, token, {}, &PronounReading::token);
  return reading == readings.end() || reading->token != token ? nullptr : &*reading;
}

double LearnedAntecedents::share_of(const PronounReading& reading,
                                    std::size_t entity) const {
  double share = 0;
  for (const MeantNoun& noun : reading.antecedents) {
    const std::size_t found = earlier_.at_noun(noun.sentence, noun.token);
    if (found != no_mention && facts_.mentions[found].entity == entity) {
      share += noun.probability;
    }
  }
  return share;
}

std::size_t LearnedAntecedents::sure_mention(const PronounReading& reading) const {
  for (const MeantNoun& noun : reading.antecedents) {
    const std::size_t found = earlier_.at_noun(noun.sentence, noun.token);
    if (found != no_mention &&
        share_of(reading, facts_.mentions[found].entity) >= PronounReading::sure) {
      return found;
    }
  }
  return no_mention;
}

}  // namespace byline::extract
