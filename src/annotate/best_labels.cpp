#include "annotate/name_finder.hpp"
#include "annotate/row_adder.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace byline::annotate {

namespace {

constexpr std::int32_t impossible = INT32_MIN / 2;
constexpr std::uint32_t only_outside = 1;  ///< of the labels that a word may take

/// A number for each label, and for some that there are not: eight at a time.
using Eight [[gnu::vector_size(32)]] = std::int32_t;
constexpr std::size_t parts = std::tuple_size_v<NameScores> / 8;
using Column = std::array<Eight, parts>;

Column column_of(const NameScores& scores) {
  Column column;
  std::memcpy(&column, scores.data(), sizeof column);
  return column;
}

NameScores scores_of(const Column& column) {
  NameScores scores;
  std::memcpy(scores.data(), &column, sizeof scores);
  return scores;
}

/// For each label its score before each other one; impossible where these do not join.
using JoinedTransitions = std::array<Column, name_label_count>;

/// For each label those that may follow it: all bits, else none.
std::array<Column, name_label_count> find_joins() {
  std::array<Column, name_label_count> result{};
  for (std::size_t previous = 0; previous < name_label_count; ++previous) {
    NameScores joins{};
    for (std::size_t next = 0; next < name_label_count; ++next) {
      joins[next] = name_labels_join(previous, next) ? -1 : 0;
    }
    result[previous] = column_of(joins);
  }
  return result;
}

JoinedTransitions join_transitions(const NameTransitions& transitions) {
  static const std::array<Column, name_label_count> joins = find_joins();
  JoinedTransitions result;
  for (std::size_t previous = 0; previous < name_label_count; ++previous) {
    result[previous] = column_of(transitions[previous]);
    for (std::size_t part = 0; part < parts; ++part) {
      Eight& scores = result[previous][part];
      scores = joins[previous][part] != 0 ? scores : Eight{} + impossible;
    }
  }
  return result;
}

/// The best way to one word's labels.
struct Step {
  NameScores best;  ///< scores of the ways, impossible where there is none
  NameScores from;  ///< labels of the word before; of no meaning where there is none
};

/// Inlined into callers that may use different instructions; all give the same numbers.
/// Of equal ways the first label's is taken.
[[gnu::always_inline]] inline void advance_with(const NameScores& before,
                                                const NameScores& scores,
                                                const JoinedTransitions& transitions,
                                                Step& step) {
  const Column own = column_of(scores);
  Column all;
  Column from;
  for (std::size_t part = 0; part < parts; ++part) {
    Eight best = Eight{} + impossible;
    Eight label = {};
    for (std::size_t previous = 0; previous < name_label_count; ++previous) {
      const Eight score = transitions[previous][part] + before[previous];
      const Eight better = score > best;
      best = better ? score : best;
      label = better ? Eight{} + static_cast<std::int32_t>(previous) : label;
    }
    const Eight open = best > impossible / 2;
    all[part] = open ? best + own[part] : Eight{} + impossible;
    from[part] = label;
  }
  step = {scores_of(all), scores_of(from)};
}

#ifdef __x86_64__
[[gnu::target("avx2")]] void advance_avx2(const NameScores& before,
                                          const NameScores& scores,
                                          const JoinedTransitions& transitions,
                                          Step& step) {
  advance_with(before, scores, transitions, step);
}
#endif

void advance(const NameScores& before,
             const NameScores& scores,
             const JoinedTransitions& transitions,
             Step& step) {
#ifdef __x86_64__
  if (has_avx2()) {
    advance_avx2(before, scores, transitions, step);
    return;
  }
#endif
  advance_with(before, scores, transitions, step);
}

void close_all_but(std::uint32_t allowed, NameScores& column) {
  for (std::size_t label = 0; label < name_label_count; ++label) {
    column[label] = (allowed >> label & 1U) != 0 ? column[label] : impossible;
  }
}

}  // namespace

std::vector<std::uint8_t> best_labels(std::span<const NameScores> scores,
                                      const NameTransitions& transitions,
                                      std::span<const std::uint32_t> allowed) {
  const JoinedTransitions joined = join_transitions(transitions);
  std::vector<Step> steps(scores.size());
  NameScores column;
  column.fill(impossible);
  column[0] = 0;
  bool outside = true;  // the word before is in no name
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const bool stays = outside && !allowed.empty() && allowed[i] == only_outside;
    outside = !allowed.empty() && allowed[i] == only_outside;
    if (stays) {  // most words: steps[i] comes from label 0
      column[0] += transitions[0][0] + scores[i][0];
      continue;
    }
    advance(column, scores[i], joined, steps[i]);
    if (!allowed.empty()) {
      close_all_but(allowed[i], steps[i].best);
    }
    column = steps[i].best;
  }
  std::size_t label = 0;
  for (std::size_t last = 0; last < name_label_count; ++last) {
    if (name_labels_join(last, 0) && column[last] > column[label]) {
      label = last;
    }
  }
  if (column[label] <= impossible / 2) {
    return {};
  }
  std::vector<std::uint8_t> labels(scores.size());
  for (std::size_t i = scores.size(); i-- > 0;) {
    labels[i] = static_cast<std::uint8_t>(label);
    label = static_cast<std::size_t>(steps[i].from[label]);
  }
  return labels;
}

}  // namespace byline::annotate
