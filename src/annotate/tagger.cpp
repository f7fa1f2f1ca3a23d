#include "annotate/tagger.hpp"

#include "annotate/class_features.hpp"
#include "annotate/feature_hash.hpp"

#include <array>

namespace byline::annotate {

namespace {

const WordFeatures outside{};

/// The words around a place; beyond the ends of the sentence all fields are 0.
const WordFeatures& at(std::span<const WordFeatures> words, std::size_t i, int offset) {
  const auto place = static_cast<std::ptrdiff_t>(i) + offset;
  return place < 0 || place >= static_cast<std::ptrdiff_t>(words.size())
             ? outside
             : words[static_cast<std::size_t>(place)];
}

/// The tags that the lexicon gives a word.
std::uint64_t known_tags(const WordFeatures& word) {
  return (std::uint64_t{word.first_tag} << 8U) + word.second_tag + 1 +
         (word.frequency == 0 ? word.shape << 20U : 0);
}

void add_spelling(const WordFeatures& word, bool first, FeatureVector& features) {
  features.add(word.identity());
  features.add(word.frequency != 0 ? word.form : word.shape);
  for (const std::uint64_t suffix : word.suffixes) {
    suffix != 0 ? features.add(suffix) : features.skip();
  }
  for (const std::uint64_t prefix : word.prefixes) {
    prefix != 0 ? features.add(prefix) : features.skip();
  }
  features.add(join(word.shape, first ? 1 : 0));
  features.add(join(word.suffixes[2], word.shape));
  features.add(join(known_tags(word), (word.capital ? 2U : 0U) + (first ? 1U : 0U)));
}

}  // namespace

void add_tag_features(std::span<const WordFeatures> words,
                      std::size_t i,
                      FeatureVector& features) {
  features.clear();
  const WordFeatures& word = words[i];
  const WordFeatures& left = at(words, i, -1);
  const WordFeatures& left2 = at(words, i, -2);
  const WordFeatures& right = at(words, i, 1);
  const WordFeatures& right2 = at(words, i, 2);
  const std::uint64_t t1 = left.tag;
  const std::uint64_t t2 = join(left2.tag, t1);
  const std::uint64_t here = known_tags(word);
  const std::uint64_t next = known_tags(right);
  features.add(1);
  add_spelling(word, i == 0, features);
  features.add(left.identity());
  features.add(left2.identity());
  features.add(right.identity());
  features.add(right2.identity());
  features.add(t1);
  features.add(t2);
  features.add(join(at(words, i, -3).tag, t2));
  features.add(join(t1, word.identity()));
  features.add(join(t2, word.identity()));
  features.add(join(t1, right.identity()));
  features.add(join(t1, here));
  features.add(join(t2, here));
  features.add(join(t1, next));
  features.add(join(join(t1, here), next));
  features.add(join(here, next));
  features.add(join(next, known_tags(right2)));
  features.add(join(join(here, next), known_tags(right2)));
  features.add(join(left.identity(), word.identity()));
  features.add(join(word.identity(), right.identity()));
  features.add(join(left.identity(), right.identity()));
  features.add(join(t1, word.suffixes[2]));
  features.add(join(t1, right.suffixes[2]));
  features.add(right.suffixes[1]);
  features.add(right.suffixes[2]);
  features.add(left.suffixes[2]);
  features.add(join(left.shape, join(word.shape, right.shape)));
  add_class(word.word_class, 0, features);
  add_class(word.word_class, t1, features);
  add_class(word.word_class, next, features);
  add_class(left.word_class, 0, features);
  add_class(right.word_class, 0, features);
  add_class(right2.word_class, 0, features);
  add_class(first_steps(word.word_class, 8), word.suffixes[1], features);
  if (word.conventions != 0) {
    features.add(join(word.conventions, word.identity()));
    features.add(join(word.conventions, join(t1, here)));
  }
}

std::uint8_t choose_tag(const LinearModel& model, const FeatureVector& features) {
  std::array<std::int32_t, LinearModel::max_classes> scores{};
  model.score(features, scores);
  const std::span<const std::int32_t> real{scores.data() + 1, model.classes() - 1};
  return static_cast<std::uint8_t>(best_class(real, real.size()) + 1);
}

void Tagger::tag(std::span<WordFeatures> words) const {
  FeatureVector features;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].certain) {
      words[i].tag = words[i].first_tag;
      continue;
    }
    add_tag_features(words, i, features);
    words[i].tag = choose_tag(model_, features);
  }
}

}  // namespace byline::annotate
