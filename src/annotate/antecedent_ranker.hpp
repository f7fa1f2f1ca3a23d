#pragma once

#include "annotate/linear_model.hpp"
#include "annotate/pronoun_context.hpp"
#include "model/sentence.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace byline::annotate {

/// What is learned of the antecedents of pronouns: weights of one class. Empty: nothing.
struct AntecedentModel {
  /// Scores are logarithms times this.
  static constexpr double scale = 128;

  AntecedentWords words;
  LinearModel weights;
};

/// The features of all answers for one pronoun: those of "nothing", then those of each
/// candidate, the nearest first.
class AntecedentChoices {
 public:
  AntecedentChoices(const PronounContext& context, const NounPhrase& pronoun);

  [[nodiscard]] const std::vector<const NounPhrase*>& candidates() const {
    return candidates_;
  }
  /// Calls `use` with the features of each answer in turn.
  template <typename Use>
  void for_each(const Use& use) const {
    FeatureVector features;
    add_none(features);
    use(features);
    std::size_t agreeing = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      features.clear();
      agreeing += add_candidate(i, agreeing, features) ? 1 : 0;
      use(features);
    }
  }

 private:
  void add_none(FeatureVector& features) const;
  /// True: the candidate agrees with the pronoun.
  bool add_candidate(std::size_t i, std::size_t agreeing, FeatureVector& features) const;

  const PronounContext& context_;
  const NounPhrase& pronoun_;
  std::vector<const NounPhrase*> candidates_;
};

/// Turns logarithms into what each makes of the whole, with the same result on every
/// machine (no library function is asked). Values below the greatest by 40 count as 0.
void to_probabilities(std::span<double> logarithms);

/// Says what the pronouns of one article may mean: a log-linear choice among the nouns
/// before, and "nothing" (Denis and Baldridge, "Specialized models and ranking for
/// coreference resolution", 2008). What an earlier pronoun means passes on to one that
/// goes back to it.
class AntecedentRanker {
 public:
  /// `model` must outlive this.
  explicit AntecedentRanker(const AntecedentModel& model)
      : model_(model),
        context_(model.words) {}

  /// Fills in `pronouns` of the next sentence of the article; both must outlive this.
  void add(Sentence& sentence, const std::vector<WordFeatures>& words);

 private:
  using Meant = std::map<WordPlace, MeantNoun>;

  [[nodiscard]] Meant meant_by(const NounPhrase& pronoun) const;

  const AntecedentModel& model_;
  PronounContext context_;
  std::map<WordPlace, Meant> meant_;  ///< by the pronouns that are in reach
};

}  // namespace byline::annotate
