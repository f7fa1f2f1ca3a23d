#include "annotate/name_finder.hpp"

#include "annotate/class_features.hpp"
#include "annotate/feature_hash.hpp"

#include <algorithm>

namespace byline::annotate {

namespace {

const WordFeatures outside{};

const WordFeatures& at(std::span<const WordFeatures> words, std::size_t i, int offset) {
  const auto place = static_cast<std::ptrdiff_t>(i) + offset;
  return place < 0 || place >= static_cast<std::ptrdiff_t>(words.size())
             ? outside
             : words[static_cast<std::size_t>(place)];
}

constexpr std::ptrdiff_t longest_run = 8;

/// The unbroken stretch of capitalised words around a place.
struct CapitalRun {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t last = 0;
};

CapitalRun capital_run(std::span<const WordFeatures> words, std::size_t i) {
  const auto size = static_cast<std::ptrdiff_t>(words.size());
  CapitalRun run{static_cast<std::ptrdiff_t>(i), static_cast<std::ptrdiff_t>(i)};
  while (run.first > 0 && run.last - run.first < longest_run &&
         words[static_cast<std::size_t>(run.first - 1)].capital) {
    --run.first;
  }
  while (run.last + 1 < size && run.last - run.first < longest_run &&
         words[static_cast<std::size_t>(run.last + 1)].capital) {
    ++run.last;
  }
  return run;
}

void add_spelling(const WordFeatures& word, bool first, FeatureVector& features) {
  features.add(word.lower);
  features.add(word.form);
  for (std::size_t i = 0; i < 4; ++i) {
    word.suffixes[i] != 0 ? features.add(word.suffixes[i]) : features.skip();
    word.prefixes[i] != 0 ? features.add(word.prefixes[i]) : features.skip();
  }
  features.add(word.shape);
  features.add(join(word.shape, first ? 1 : 0));
  features.add(join(word.tag, word.shape));
  features.add(join(join(word.first_tag, word.second_tag), word.capital ? 1 : 0));
}

void add_lists(const WordFeatures& left,
               const WordFeatures& word,
               const WordFeatures& right,
               FeatureVector& features) {
  for (std::size_t list = 0; list < 8; ++list) {
    const std::uint64_t code = word.lists >> (4 * list) & 15U;
    code != 0 ? features.add(code) : features.skip();
  }
  word.lists != 0 ? features.add(word.lists) : features.skip();
  word.lists != 0 ? features.add(join(word.lists, word.tag)) : features.skip();
  left.lists != 0 ? features.add(left.lists) : features.skip();
  right.lists != 0 ? features.add(right.lists) : features.skip();
}

/// Where the run of capitals stands says much about what it names.
void add_run(std::span<const WordFeatures> words,
             std::size_t i,
             FeatureVector& features) {
  const CapitalRun run = capital_run(words, i);
  const auto here = static_cast<std::ptrdiff_t>(i);
  const std::uint64_t from_start = static_cast<std::uint64_t>(here - run.first);
  const std::uint64_t to_end = static_cast<std::uint64_t>(run.last - here);
  const WordFeatures& head = words[static_cast<std::size_t>(run.last)];
  const WordFeatures& start = words[static_cast<std::size_t>(run.first)];
  const WordFeatures& before = at(words, static_cast<std::size_t>(run.first), -1);
  const WordFeatures& after = at(words, static_cast<std::size_t>(run.last), 1);
  features.add(join(head.lower, to_end == 0 ? 1 : 0));
  features.add(join(start.lower, from_start == 0 ? 1 : 0));
  features.add(join(before.lower, from_start));
  features.add(join(after.lower, to_end));
  features.add(join(before.lower, after.lower));
  features.add(join(from_start, to_end));
  features.add(join(head.suffixes[2], to_end));
  features.add(join(join(before.tag, after.tag), join(from_start, to_end)));
  features.add(join(head.lists, start.lists));
  add_class(head.word_class, to_end, features);
  add_class(start.word_class, from_start, features);
  add_class(before.word_class, from_start, features);
  add_class(after.word_class, to_end, features);
  const std::uint32_t head_class = first_steps(head.word_class, 8);
  features.add(join(first_steps(before.word_class, 8),
                    join(head_class, first_steps(after.word_class, 8))));
  features.add(join(first_steps(start.word_class, 8), head_class));
}

void add_neighbours(std::span<const WordFeatures> words,
                    std::size_t i,
                    FeatureVector& features) {
  const WordFeatures& word = words[i];
  const WordFeatures& left = at(words, i, -1);
  const WordFeatures& left2 = at(words, i, -2);
  const WordFeatures& right = at(words, i, 1);
  const WordFeatures& right2 = at(words, i, 2);
  features.add(left.lower);
  features.add(left2.lower);
  features.add(right.lower);
  features.add(right2.lower);
  features.add(join(left.lower, word.lower));
  features.add(join(word.lower, right.lower));
  features.add(join(left2.lower, left.lower));
  features.add(join(right.lower, right2.lower));
  features.add(join(left.lower, word.shape));
  features.add(join(right.lower, word.shape));
  features.add(join(left.tag, word.tag));
  features.add(join(word.tag, right.tag));
  features.add(join(left.tag, join(word.tag, right.tag)));
  features.add(join(left2.tag, join(left.tag, word.tag)));
  features.add(join(word.tag, join(right.tag, right2.tag)));
  features.add(join(left.shape, word.shape));
  features.add(join(word.shape, right.shape));
  features.add(join(left.shape, join(word.shape, right.shape)));
  features.add(left.suffixes[2]);
  features.add(right.suffixes[2]);
}

void add_classes(std::span<const WordFeatures> words,
                 std::size_t i,
                 FeatureVector& features) {
  for (const int offset : {-2, -1, 0, 1, 2}) {
    const std::uint32_t path = at(words, i, offset).word_class;
    add_class(path, 0, features);
    add_class(first_steps(path, 6), 0, features);
  }
  const WordFeatures& word = words[i];
  add_class(first_steps(word.word_class, 4), word.shape, features);
  add_class(first_steps(word.word_class, 10), 0, features);
  add_class(word.word_class, word.shape, features);
}

/// The labels that each word may have. Where a sentence has capitals, its names do: a
/// word with no capital close by is in no name. A script or a sentence without capitals
/// leaves every word open.
std::vector<std::uint32_t> open_labels(std::span<const WordFeatures> words) {
  constexpr std::size_t reach = 2;  // "Bank of the West"
  constexpr std::uint32_t only_outside = 1;
  const auto capital = [&](std::size_t i) { return words[i].capital; };
  std::vector<std::uint32_t> open(words.size(), only_outside);
  bool any = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (capital(i)) {
      any = true;
      std::fill(open.begin() + static_cast<std::ptrdiff_t>(i - std::min(i, reach)),
                open.begin() +
                    static_cast<std::ptrdiff_t>(std::min(i + reach + 1, words.size())),
                UINT32_MAX);
    }
  }
  if (!any) {
    std::fill(open.begin(), open.end(), UINT32_MAX);
  }
  return open;
}

}  // namespace

bool name_labels_join(std::size_t previous, std::size_t next) {
  const std::size_t previous_place = (previous + 3) % 4;  // of a label above 0
  const bool open = previous != 0 && previous_place < 2;  // first or inner
  const std::size_t next_place = (next + 3) % 4;
  const bool continues = next != 0 && (next_place == 1 || next_place == 2);
  return open ? continues && (previous - 1) / 4 == (next - 1) / 4 : !continues;
}

std::vector<FoundName> names_of(std::span<const std::uint8_t> labels) {
  std::vector<FoundName> names;
  std::size_t first = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == 0) {
      continue;
    }
    const auto place = static_cast<NamePlace>((labels[i] - 1) % 4);
    if (place == NamePlace::first || place == NamePlace::whole) {
      first = i;
    }
    if (place == NamePlace::last || place == NamePlace::whole) {
      names.push_back({first, i + 1, (labels[i] - 1U) / 4U, 0});
    }
  }
  return names;
}

void add_name_features(std::span<const WordFeatures> words,
                       std::size_t i,
                       FeatureVector& features) {
  features.clear();
  features.add(1);
  add_spelling(words[i], i == 0, features);
  add_lists(at(words, i, -1), words[i], at(words, i, 1), features);
  add_run(words, i, features);
  add_neighbours(words, i, features);
  add_classes(words, i, features);
}

void add_previous_label(std::size_t label, FeatureVector& features) {
  features.clear();
  features.add(join(0x70726576ULL, label + 1));
}

void score_name(const LinearModel& model,
                const FeatureVector& features,
                NameScores& scores) {
  model.score(features, std::span{scores}.subspan(1));
  scores[0] = 0;
}

NameTransitions transitions_of(const LinearModel& model) {
  NameTransitions result{};
  FeatureVector features;
  for (std::size_t label = 0; label < name_label_count; ++label) {
    add_previous_label(label, features);
    score_name(model, features, result[label]);
  }
  return result;
}

NameFinder::NameFinder(LinearModel model, NameTyper typer)
    : model_{std::move(model)},
      transitions_{transitions_of(model_)},
      typer_{std::move(typer)} {}

/// Sets type and confidence from the labels' scores and the typer's.
void NameFinder::settle(std::span<const WordFeatures> words,
                        std::span<const NameScores> scores,
                        FoundName& name) const {
  std::int64_t margin = 0;
  TypeScores types = typer_.score(words, {name.first, name.end});
  for (std::size_t i = name.first; i < name.end; ++i) {
    margin +=
        *std::max_element(scores[i].begin() + 1, scores[i].begin() + name_label_count);
    const NamePlace place = place_in_name(i, name.first, name.end);
    for (std::size_t type = 0; type < types.size(); ++type) {
      types[type] += scores[i][name_label(type, place)];
    }
  }
  const auto words_of_name = static_cast<double>(name.end - name.first);
  const double mean = static_cast<double>(margin) / words_of_name / 2000;
  name.confidence = std::clamp(0.5 + mean / 2, 0.3, 0.95);
  if (!typer_.model().empty()) {
    name.type = best_class(types, types.size());
  }
}

std::vector<FoundName> NameFinder::find(std::span<const WordFeatures> words) const {
  const std::vector<std::uint32_t> open = open_labels(words);
  std::vector<NameScores> scores(words.size());
  FeatureVector features;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (open[i] == UINT32_MAX) {
      add_name_features(words, i, features);
      score_name(model_, features, scores[i]);
    }
  }
  std::vector<FoundName> names = names_of(best_labels(scores, transitions_, open));
  for (FoundName& name : names) {
    settle(words, scores, name);
  }
  return names;
}

}  // namespace byline::annotate
