#include "annotate/antecedent_trainer.hpp"

#include "annotate/entity_marks.hpp"
#include "annotate/gold_words.hpp"
#include "annotate/shuffle.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace byline::annotate {

namespace {

/// One answer: rows of the table, and whether it is right.
struct Answer {
  std::vector<std::uint32_t> rows;
  bool right = false;
};

/// A pronoun; the first answer is "nothing".
using Example = std::vector<Answer>;

/// Log-linear choice, by AdaGrad (Duchi, Hazan, Singer 2011) with decay of what is
/// touched.
class Learner {
 public:
  explicit Learner(const AntecedentOptions& options)
      : options_(options),
        weights_(std::size_t{1} << options.log2_rows),
        squares_(weights_.size(), least_square) {}

  void learn(const Example& example) {
    std::vector<double> shares;
    for (const Answer& answer : example) {
      double sum = 0;
      for (const std::uint32_t row : answer.rows) {
        sum += weights_[row];
      }
      shares.push_back(sum);
    }
    to_probabilities(shares);
    double right = 0;
    for (std::size_t i = 0; i < example.size(); ++i) {
      right += example[i].right ? shares[i] : 0;
    }
    for (std::size_t i = 0; i < example.size(); ++i) {
      const double wanted = example[i].right && right > 0 ? shares[i] / right : 0;
      const double gradient = shares[i] - wanted;
      if (std::abs(gradient) > least_gradient) {
        step(example[i].rows, gradient);
      }
    }
  }

  void write_to(LinearModel& model) const {
    const std::span<std::int16_t> to = model.weights();
    const std::size_t stride = model.stride();
    for (std::size_t row = 0; row < weights_.size(); ++row) {
      const double value = weights_[row] * AntecedentModel::scale;
      const double size = std::min(std::abs(value), largest);
      if (size >= options_.least) {
        const auto rounded = static_cast<std::int16_t>(size + 0.5);
        to[row * stride] = static_cast<std::int16_t>(value < 0 ? -rounded : rounded);
      }
    }
  }

 private:
  static constexpr double least_square = 1e-6;
  static constexpr double least_gradient = 1e-3;
  static constexpr double largest = 32000;

  void step(const std::vector<std::uint32_t>& rows, double gradient) {
    for (const std::uint32_t row : rows) {
      const double slope = gradient + options_.decay * weights_[row];
      squares_[row] += slope * slope;
      weights_[row] -= options_.step * slope / std::sqrt(squares_[row]);
    }
  }

  const AntecedentOptions& options_;
  std::vector<double> weights_;
  std::vector<double> squares_;
};

/// The pronouns of one document, with all answers.
class ExampleReader {
 public:
  ExampleReader(const LinearModel& table, const AntecedentWords& words)
      : table_(table),
        context_(words) {}

  void add(const TreeSentence& gold,
           const Sentence& sentence,
           const std::vector<WordFeatures>& words,
           std::vector<Example>& examples) {
    context_.add(sentence, words);
    entities_.push_back(entities_at_heads(gold, sentence));
    for (const NounPhrase& pronoun : context_.pronouns()) {
      examples.push_back(example_of(pronoun));
    }
  }

 private:
  [[nodiscard]] Example example_of(const NounPhrase& pronoun) const {
    const std::string& meant = entity_at(pronoun.place);
    const AntecedentChoices choices{context_, pronoun};
    Example example;
    choices.for_each([&](const FeatureVector& features) {
      Answer& answer = example.emplace_back();
      for (const std::uint64_t hash : features.hashes()) {
        answer.rows.push_back(static_cast<std::uint32_t>(table_.row_of(hash)));
      }
    });
    bool known = false;
    for (std::size_t i = 0; i < choices.candidates().size(); ++i) {
      const std::string& entity = entity_at(choices.candidates()[i]->place);
      example[i + 1].right = !meant.empty() && entity == meant;
      known |= example[i + 1].right;
    }
    example.front().right = !known;
    return example;
  }

  [[nodiscard]] const std::string& entity_at(WordPlace place) const {
    return entities_[place.sentence][place.token];
  }

  const LinearModel& table_;
  PronounContext context_;
  std::vector<std::vector<std::string>> entities_;
};

}  // namespace

std::vector<std::string> entities_at_heads(const TreeSentence& gold,
                                           const Sentence& sentence) {
  std::vector<std::string> result(sentence.tokens.size());
  std::vector<std::size_t> lengths(result.size(), result.size() + 1);
  for (const EntityMark& mark : entity_marks(gold)) {
    std::size_t head = mark.end - 1;
    for (std::size_t i = mark.first; i < mark.end; ++i) {
      const std::int32_t above = sentence.tokens[i].head;
      if (above < static_cast<std::int32_t>(mark.first) ||
          above >= static_cast<std::int32_t>(mark.end)) {
        head = i;
        break;
      }
    }
    if (mark.end - mark.first < lengths[head]) {
      lengths[head] = mark.end - mark.first;
      result[head] = mark.number;
    }
  }
  return result;
}

AntecedentModel train_antecedents(const LanguageModel& model,
                                  std::span<const TreeSentence> treebank,
                                  AntecedentWords words,
                                  const AntecedentOptions& options) {
  AntecedentModel learned{std::move(words), LinearModel{options.log2_rows, 1}};
  std::vector<Example> examples;
  for_each_document(treebank, [&](std::size_t first, std::size_t end) {
    std::vector<Sentence> article = untagged(treebank.subspan(first, end - first));
    ExampleReader reader{learned.weights, learned.words};
    std::size_t next = first;
    model.analyse(
        article, Depth::trees, {}, [&](Sentence& sentence, const auto& features) {
          reader.add(treebank[next++], sentence, features, examples);
        });
  });
  Learner learner{options};
  Random random{options.seed};
  for (int round = 0; round < options.rounds; ++round) {
    for (const std::size_t i : shuffled(examples.size(), random)) {
      learner.learn(examples[i]);
    }
  }
  learner.write_to(learned.weights);
  return learned;
}

}  // namespace byline::annotate
