#include "annotate/name_typer.hpp"

#include "annotate/class_features.hpp"
#include "annotate/feature_hash.hpp"
#include "annotate/name_lists.hpp"

#include <algorithm>

namespace byline::annotate {

namespace {

constexpr std::size_t longest_bag = 6;  ///< words of a name that are looked at one by one
constexpr std::ptrdiff_t around = 3;    ///< words beside a name that count by their place
constexpr std::ptrdiff_t neighbourhood = 5;  ///< … that count wherever they are
constexpr std::ptrdiff_t telling_reach = 6;

const WordFeatures nothing{};

/// The kinds of features; those of one kind share their weights.
enum Kind : std::uint64_t {
  word_in_name = 1,
  ending_in_name,
  class_in_name,
  kin_in_name,
  whole_name,
  whole_shape,
  length,
  telling_word,
  kind_of_lists,
  pair_of_classes,
  listed,
  word_near = 20,     // left; right is one more
  telling_near = 24,  // three each
  words_before = 32,
  words_behind,
  words_around,
  before_and_head,
  behind_and_head,
  before_and_length,
  behind_and_length,
  classes_around,
  tags_around,
  before_and_shape,
  three_before,
  edges,
  of_first = 50,       // ten for each word
  of_neighbour = 100,  // ten for each place
};

/// A name in its sentence.
struct NamePlaceInText {
  std::span<const WordFeatures> words;
  WordRange name;

  /// The word `offset` places behind the name's first (negative: before it).
  [[nodiscard]] const WordFeatures& from_first(std::ptrdiff_t offset) const {
    return at(static_cast<std::ptrdiff_t>(name.first) + offset);
  }
  [[nodiscard]] const WordFeatures& from_end(std::ptrdiff_t offset) const {
    return at(static_cast<std::ptrdiff_t>(name.end) + offset);
  }
  [[nodiscard]] std::size_t size() const { return name.end - name.first; }

 private:
  [[nodiscard]] const WordFeatures& at(std::ptrdiff_t i) const {
    return i < 0 || i >= static_cast<std::ptrdiff_t>(words.size())
               ? nothing
               : words[static_cast<std::size_t>(i)];
  }
};

/// The word that says what is named: the last one before a word in small letters
/// ("University" in "University of Ruritania"), else the last one.
const WordFeatures& head_of(const NamePlaceInText& place) {
  for (std::size_t i = place.name.first + 1; i < place.name.end; ++i) {
    if (!place.words[i].capital) {
      return place.words[i - 1];
    }
  }
  return place.words[place.name.end - 1];
}

void add_class_to(std::uint64_t kind,
                  std::uint32_t path,
                  std::uint64_t with,
                  FeatureVector& features) {
  if (path != 0) {
    features.add_to(kind, join(path, with));
  }
}

void add_bag(const NamePlaceInText& place, FeatureVector& features) {
  std::uint64_t name = 1;
  std::uint64_t shape = 1;
  for (std::size_t i = place.name.first; i < place.name.end; ++i) {
    const WordFeatures& word = place.words[i];
    name = join(name, word.lower);
    shape = join(shape, word.shape);
    if (i - place.name.first < longest_bag) {
      features.add_to(word_in_name, word.lower);
      features.add_to(ending_in_name, word.suffixes[2]);
      add_class_to(class_in_name, word.word_class, 0, features);
      add_class_to(kin_in_name, first_steps(word.word_class, 8), 0, features);
    }
  }
  features.add_to(whole_name, name);
  features.add_to(whole_shape, shape);
  features.add_to(before_and_shape, join(place.from_first(-1).lower, shape));
}

void add_word(const WordFeatures& word,
              std::size_t size,
              std::uint64_t kind,
              FeatureVector& features) {
  features.add_to(kind, word.lower);
  features.add_to(kind + 1, word.suffixes[2]);
  features.add_to(kind + 2, word.suffixes[3]);
  features.add_to(kind + 3, word.prefixes[2]);
  add_class_to(kind + 4, word.word_class, 0, features);
  add_class_to(kind + 5, first_steps(word.word_class, 6), 0, features);
  add_class_to(kind + 6,
               first_steps(word.word_class, 4),
               std::min<std::size_t>(size, 3),
               features);
  features.add_to(kind + 7, word.lists);
  features.add_to(kind + 8, join(word.shape, size));
}

/// Which lists the name, its beginning and its end stand in.
void add_lists(const WordFeatures& first,
               const WordFeatures& last,
               FeatureVector& features) {
  features.add_to(kind_of_lists, join(first.lists, last.lists));
  for (std::uint32_t list = 0; list < NameLists::max_lists; ++list) {
    const std::uint32_t begins = first.lists >> (4 * list) & 15U;
    const std::uint32_t ends = last.lists >> (4 * list) & 15U;
    if (begins != 0 || ends != 0) {
      features.add_to(listed, list << 8U | begins << 4U | ends);
    }
  }
}

void add_name(const NamePlaceInText& place,
              const WordFeatures& head,
              FeatureVector& features) {
  const WordFeatures& first = place.from_first(0);
  const WordFeatures& last = place.from_end(-1);
  add_bag(place, features);
  features.add_to(length,
                  join(std::min<std::size_t>(place.size(), 6), &head == &last ? 1 : 0));
  std::uint64_t kind = of_first;
  for (const WordFeatures* word : {&first, &last, &head}) {
    add_word(*word, place.size(), kind, features);
    kind += 10;
  }
  add_lists(first, last, features);
  features.add_to(
      pair_of_classes,
      join(first_steps(first.word_class, 8), first_steps(last.word_class, 8)));
}

void add_neighbour(const WordFeatures& word,
                   std::uint64_t kind,
                   FeatureVector& features) {
  features.add_to(kind, word.lower);
  add_class_to(kind + 1, word.word_class, 0, features);
  add_class_to(kind + 2, first_steps(word.word_class, 8), 0, features);
  features.add_to(kind + 3, word.tag);
  features.add_to(kind + 4, word.suffixes[2]);
}

/// The next word with meaning: four letters or more, no capital.
template <typename Next>
void add_telling(std::uint64_t kind,
                 std::uint64_t border,
                 Next next,
                 FeatureVector& features) {
  for (std::ptrdiff_t i = 0; i < telling_reach; ++i) {
    const WordFeatures& word = next(i);
    if (word.has_letter && !word.capital && word.suffixes[3] != 0) {
      features.add_to(kind, word.lower);
      add_class_to(kind + 1, first_steps(word.word_class, 8), 0, features);
      add_class_to(kind + 2, word.word_class, border, features);
      return;
    }
  }
}

void add_neighbours(const NamePlaceInText& place, FeatureVector& features) {
  std::uint64_t kind = of_neighbour;
  for (std::ptrdiff_t i = 0; i < around; ++i) {
    add_neighbour(place.from_first(-1 - i), kind, features);
    add_neighbour(place.from_end(i), kind + 5, features);
    kind += 10;
  }
  for (std::ptrdiff_t i = 0; i < neighbourhood; ++i) {
    features.add_to(word_near, place.from_first(-1 - i).lower);
    features.add_to(word_near + 1, place.from_end(i).lower);
  }
  const std::uint64_t border = place.from_first(-1).lower;
  add_telling(
      telling_near,
      border,
      [&](auto i) -> const auto& { return place.from_first(-1 - i); },
      features);
  add_telling(
      telling_near + 3,
      border,
      [&](auto i) -> const auto& { return place.from_end(i); },
      features);
}

/// What stands before and behind, joined with each other and with the name.
void add_pairs(const NamePlaceInText& place,
               const WordFeatures& head,
               FeatureVector& features) {
  const WordFeatures& before = place.from_first(-1);
  const WordFeatures& before2 = place.from_first(-2);
  const WordFeatures& behind = place.from_end(0);
  const std::uint64_t kin = first_steps(head.word_class, 6);
  const std::uint64_t size = std::min<std::size_t>(place.size(), 3);
  features.add_to(words_before, join(before2.lower, before.lower));
  features.add_to(words_behind, join(behind.lower, place.from_end(1).lower));
  features.add_to(words_around, join(before.lower, behind.lower));
  features.add_to(three_before,
                  join(join(place.from_first(-3).lower, before2.lower), before.lower));
  features.add_to(before_and_head, join(before.lower, kin));
  features.add_to(behind_and_head, join(behind.lower, kin));
  features.add_to(before_and_length, join(before.lower, size));
  features.add_to(behind_and_length, join(behind.lower, size));
  features.add_to(
      classes_around,
      join(first_steps(before.word_class, 8), first_steps(behind.word_class, 8)));
  features.add_to(tags_around, join(before.tag, behind.tag));
  features.add_to(
      edges,
      join(place.name.first == 0 ? 1 : 0, place.name.end == place.words.size() ? 1 : 0));
}

}  // namespace

void add_type_features(std::span<const WordFeatures> words,
                       WordRange name,
                       FeatureVector& features) {
  features.clear();
  const NamePlaceInText place{words, name};
  const WordFeatures& head = head_of(place);
  add_name(place, head, features);
  add_neighbours(place, features);
  add_pairs(place, head, features);
}

TypeScores NameTyper::score(std::span<const WordFeatures> words, WordRange name) const {
  TypeScores scores{};
  if (!model_.empty()) {
    FeatureVector features;
    add_type_features(words, name, features);
    model_.score(features, scores);
  }
  return scores;
}

}  // namespace byline::annotate
