#include "annotate/antecedent_ranker.hpp"

#include "annotate/antecedent_features.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::size_t most_antecedents = 10;  ///< that are told of a pronoun
constexpr double least = 0.01;                ///< probability that is told

/// e to the power of `x`, -40…0.
double natural_exponential(double x) {
  constexpr int halvings = 10;
  constexpr int terms = 6;
  const double small = x / (1U << halvings);
  double sum = 1;
  double term = 1;
  for (int i = 1; i <= terms; ++i) {
    term *= small / i;
    sum += term;
  }
  for (int i = 0; i < halvings; ++i) {
    sum *= sum;
  }
  return sum;
}

}  // namespace

void to_probabilities(std::span<double> logarithms) {
  constexpr double lowest = -40;
  const double most = *std::ranges::max_element(logarithms);
  double sum = 0;
  for (double& value : logarithms) {
    value = value - most < lowest ? 0 : natural_exponential(value - most);
    sum += value;
  }
  for (double& value : logarithms) {
    value /= sum;
  }
}

AntecedentChoices::AntecedentChoices(const PronounContext& context,
                                     const NounPhrase& pronoun)
    : context_(context),
      pronoun_(pronoun),
      candidates_(context.candidates(pronoun)) {}

void AntecedentChoices::add_none(FeatureVector& features) const {
  add_no_antecedent_features(context_, pronoun_, features);
}

bool AntecedentChoices::add_candidate(std::size_t i,
                                      std::size_t agreeing,
                                      FeatureVector& features) const {
  const NounPhrase& phrase = *candidates_[i];
  add_antecedent_features(context_, pronoun_, phrase, {i, agreeing}, features);
  return agrees(pronoun_, phrase);
}

AntecedentRanker::Meant AntecedentRanker::meant_by(const NounPhrase& pronoun) const {
  const AntecedentChoices choices{context_, pronoun};
  std::vector<double> shares;
  choices.for_each([&](const FeatureVector& features) {
    std::array<std::int32_t, LinearModel::max_classes> scores{};
    model_.weights.score(features, scores);
    shares.push_back(scores[0] / AntecedentModel::scale);
  });
  to_probabilities(shares);
  Meant meant;
  const auto add = [&](const MeantNoun& antecedent, double share) {
    MeantNoun& known =
        meant.try_emplace({antecedent.sentence, antecedent.token}, antecedent)
            .first->second;
    known.probability += share;
  };
  for (std::size_t i = 0; i < choices.candidates().size(); ++i) {
    const NounPhrase& phrase = *choices.candidates()[i];
    const double share = shares[i + 1];
    if (phrase.number != PhraseNumber::pronoun) {
      add({phrase.place.sentence, phrase.place.token, phrase.tokens, 0}, share);
      continue;
    }
    const auto earlier = meant_.find(phrase.place);
    if (earlier == meant_.end()) {
      continue;
    }
    for (const auto& [place, antecedent] : earlier->second) {
      MeantNoun passed_on = antecedent;
      passed_on.probability = 0;
      add(passed_on, share * antecedent.probability);
    }
  }
  return meant;
}

void AntecedentRanker::add(Sentence& sentence, const std::vector<WordFeatures>& words) {
  context_.add(sentence, words);
  for (const NounPhrase& pronoun : context_.pronouns()) {
    Meant meant = meant_by(pronoun);
    PronounReading& reading = sentence.pronouns.emplace_back();
    reading.token = pronoun.place.token;
    for (const auto& [place, antecedent] : meant) {
      if (antecedent.probability >= least) {
        reading.antecedents.push_back(antecedent);
      }
    }
    std::ranges::stable_sort(
        reading.antecedents, std::ranges::greater{}, &MeantNoun::probability);
    reading.antecedents.resize(std::min(reading.antecedents.size(), most_antecedents));
    std::erase_if(meant,
                  [](const auto& entry) { return entry.second.probability < least; });
    meant_[pronoun.place] = std::move(meant);
  }
  while (!meant_.empty() && !context_.reaches(meant_.begin()->first.sentence)) {
    meant_.erase(meant_.begin());
  }
}

}  // namespace byline::annotate
