#include "annotate/name_trainer.hpp"

#include "annotate/shuffle.hpp"

#include <algorithm>

namespace byline::annotate {

namespace {

class Training {
 public:
  explicit Training(const NameOptions& options)
      : trainer_{options.log2_rows, name_label_count - 1},
        margin_{options.margin} {}

  void learn(const NameExample& example) {
    const std::size_t size = example.words.size();
    features_.resize(std::max(features_.size(), size));
    scores_.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
      add_name_features(example.words, i, features_[i]);
      score_name(trainer_.current(), features_[i], scores_[i]);
    }
    const NameTransitions transitions = transitions_of(trainer_.current());
    const std::vector<std::uint32_t> wanted =
        wanted_labels(example.allowed, best_labels(scores_, transitions));
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t label = 0; label < name_label_count; ++label) {
        scores_[i][label] += (example.allowed[i] >> label & 1U) == 0 ? margin_ : 0;
      }
    }
    const std::vector<std::uint8_t> guess = best_labels(scores_, transitions);
    bool right = true;
    for (std::size_t i = 0; i < size; ++i) {
      right = right && (example.allowed[i] >> guess[i] & 1U) != 0;
    }
    if (!right) {
      correct(guess, best_labels(scores_, transitions, wanted));
    }
    trainer_.tick();
  }

  /// 32 times the averages.
  [[nodiscard]] LinearModel average() const { return trainer_.average(32); }

 private:
  void correct(const std::vector<std::uint8_t>& guess,
               const std::vector<std::uint8_t>& gold) {
    if (gold.empty()) {
      return;  // the corpus's labels do not fit together
    }
    FeatureVector pair;
    for (std::size_t i = 0; i < gold.size(); ++i) {
      if (gold[i] != guess[i]) {
        add(features_[i], gold[i], 1);
        add(features_[i], guess[i], -1);
      }
      const std::size_t gold_before = i == 0 ? 0 : gold[i - 1];
      const std::size_t guess_before = i == 0 ? 0 : guess[i - 1];
      if (gold[i] != guess[i] || gold_before != guess_before) {
        add_previous_label(gold_before, pair);
        add(pair, gold[i], 1);
        add_previous_label(guess_before, pair);
        add(pair, guess[i], -1);
      }
    }
  }

  /// Outside has no weights: the other labels are measured against it.
  void add(const FeatureVector& features, std::size_t label, int amount) {
    if (label != 0) {
      trainer_.update(features, label - 1, amount);
    }
  }

  PerceptronTrainer trainer_;
  int margin_;
  std::vector<FeatureVector> features_;
  std::vector<NameScores> scores_;
};

}  // namespace

std::vector<std::uint32_t> wanted_labels(std::span<const std::uint32_t> allowed,
                                         std::span<const std::uint8_t> guess) {
  std::vector<std::uint32_t> wanted{allowed.begin(), allowed.end()};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const bool found = guess[i] != 0 && (wanted[i] >> guess[i] & 1U) != 0;
    wanted[i] = (wanted[i] & 1U) != 0 && !found ? 1U : wanted[i];
  }
  return wanted;
}

namespace {

/// One run over all rounds; weights are 32 times the averages.
LinearModel learn_types(std::span<const NameExample> examples,
                        const NameOptions& options,
                        Random& random) {
  PerceptronTrainer trainer{options.log2_type_rows, name_types.size()};
  FeatureVector features;
  for (int round = 0; round < options.rounds; ++round) {
    for (const std::size_t number : shuffled(examples.size(), random)) {
      const NameExample& example = examples[number];
      for (const FoundName& name : example.names) {
        add_type_features(example.words, {name.first, name.end}, features);
        TypeScores scores{};
        trainer.current().score(features, scores);
        const std::size_t rival = best_rival(scores, 0, scores.size(), name.type);
        if (!leads(scores, name.type, rival, options.margin)) {
          trainer.update(features, name.type, 1);
          trainer.update(features, rival, -1);
        }
        trainer.tick();
      }
    }
  }
  return trainer.average(32);
}

}  // namespace

NameTyper train_name_typer(std::span<const NameExample> examples,
                           const NameOptions& options) {
  std::vector<LinearModel> models;
  Random random{options.seed};
  for (int run = 0; run < options.runs; ++run) {
    models.push_back(learn_types(examples, options, random));
  }
  return NameTyper{mean_of(models, 4, options.threshold_percent * 32 / 100)};
}

NameFinder train_name_finder(std::span<const NameExample> examples,
                             const NameOptions& options) {
  std::vector<LinearModel> models;
  Random random{options.seed};
  for (int run = 0; run < options.runs; ++run) {
    Training training{options};
    for (int round = 0; round < options.rounds; ++round) {
      for (const std::size_t number : shuffled(examples.size(), random)) {
        training.learn(examples[number]);
      }
    }
    models.push_back(training.average());
  }
  return NameFinder{mean_of(models, 4, options.threshold_percent * 32 / 100),
                    train_name_typer(examples, options)};
}

}  // namespace byline::annotate
