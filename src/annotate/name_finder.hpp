#pragma once

#include "annotate/linear_model.hpp"
#include "annotate/name_typer.hpp"
#include "annotate/word_features.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::annotate {

/// Types of names, in the order of the label numbers.
inline constexpr std::array<std::string_view, 4> name_types = {
    "PER", "ORG", "LOC", "MISC"};

/// A label is outside (0) or 1 + 4 × type + place.
enum class NamePlace : std::uint8_t { first, inner, last, whole };
inline constexpr std::size_t name_label_count = 17;

constexpr std::size_t name_label(std::size_t type, NamePlace place) {
  return 1 + 4 * type + static_cast<std::size_t>(place);
}
/// Where word `i` stands in the name of the words [first, end).
constexpr NamePlace place_in_name(std::size_t i, std::size_t first, std::size_t end) {
  return end - first == 1 ? NamePlace::whole
         : i == first     ? NamePlace::first
         : i + 1 == end   ? NamePlace::last
                          : NamePlace::inner;
}
/// Whether label `next` may follow `previous` (0 also before the first and behind the
/// last word).
bool name_labels_join(std::size_t previous, std::size_t next);

/// Words [first, end) of a sentence that are one name.
struct FoundName {
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t type = 0;  ///< index in name_types
  double confidence = 0;
  auto operator<=>(const FoundName&) const = default;
};

/// The names that a valid sequence of labels stands for.
std::vector<FoundName> names_of(std::span<const std::uint8_t> labels);

/// The features of word `i`; tags, lexicon fields and lists must be filled.
void add_name_features(std::span<const WordFeatures> words,
                       std::size_t i,
                       FeatureVector& features);

/// Scores of one word's labels; outside is always 0.
using NameScores = std::array<std::int32_t, 24>;

/// Scores for label pairs, from the model row of the previous label.
using NameTransitions = std::array<NameScores, name_label_count>;

/// The best valid label sequence; `allowed[i]` has a bit for each label that word i may
/// take (all of them by default). Empty if no sequence is allowed.
std::vector<std::uint8_t> best_labels(std::span<const NameScores> scores,
                                      const NameTransitions& transitions,
                                      std::span<const std::uint32_t> allowed = {});

/// Finds names of persons, organizations, places and other things: by labels of words,
/// and what a name stands for by these and the name as a whole.
class NameFinder {
 public:
  NameFinder() = default;
  explicit NameFinder(LinearModel model, NameTyper typer = {});

  [[nodiscard]] std::vector<FoundName> find(std::span<const WordFeatures> words) const;
  [[nodiscard]] const LinearModel& model() const { return model_; }
  [[nodiscard]] const NameTyper& typer() const { return typer_; }

 private:
  void settle(std::span<const WordFeatures> words,
              std::span<const NameScores> scores,
              FoundName& name) const;

  LinearModel model_;
  NameTransitions transitions_{};
  NameTyper typer_;
};

/// The transition scores that `model` holds.
NameTransitions transitions_of(const LinearModel& model);
/// The feature that stands for "the previous word has `label`".
void add_previous_label(std::size_t label, FeatureVector& features);
/// Writes the scores of word `i` by `model`.
void score_name(const LinearModel& model,
                const FeatureVector& features,
                NameScores& scores);

}  // namespace byline::annotate
