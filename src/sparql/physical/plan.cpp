#include "sparql/physical/plan.hpp"

#include <algorithm>
#include <cstdint>

namespace byline::sparql::physical {

namespace {

using store::Grouped;
using store::Index;
using store::RowRange;

bool uses(const PairPattern& pattern, SlotId slot) {
  return (pattern.subject.is_variable && pattern.subject.slot == slot) ||
         (pattern.object.is_variable && pattern.object.slot == slot);
}

bool has(const std::vector<SlotId>& slots, SlotId slot) {
  return std::ranges::find(slots, slot) != slots.end();
}

/// Sizes of one pattern, exact.
struct Sizes {
  double rows = 0;      ///< with its constants and the ranges on its variables
  double pairs = 0;     ///< of its predicate
  double subjects = 0;  ///< distinct, of its predicate
  double objects = 0;
};

std::size_t rows_of_keys(const Grouped& grouped, RowRange keys) {
  return keys.empty()
             ? 0
             : grouped.rows_at(keys.end - 1).end - grouped.rows_at(keys.begin).begin;
}

class Planner {
 public:
  Planner(const Index& index,
          const Conjunction& conjunction,
          const std::vector<SlotId>& needed)
      : conjunction_(conjunction),
        needed_(needed) {
    for (const PairPattern& pattern : conjunction.required) {
      sizes_.push_back(sizes_of(index, pattern));
    }
  }

  [[nodiscard]] std::optional<Plan> best() const {
    std::optional<Plan> best;
    for (std::size_t first = 0; first < sizes_.size(); ++first) {
      State state;
      state.bound.resize(conjunction_.slots);
      state.domain.resize(conjunction_.slots);
      state.done.resize(sizes_.size());
      take(state, first);
      if (sizes_.size() <= most_tried) {
        extend_every_way(state, best);
      } else {
        extend_greedily(std::move(state), best);
      }
    }
    return best;
  }

 private:
  /// What is known while an order is tried.
  struct State {
    std::vector<bool> bound;     ///< [slot]
    std::vector<double> domain;  ///< [slot]: distinct terms, at most
    std::vector<bool> done;      ///< [pattern]
    double rows = 1;
    Plan plan;
  };

  [[nodiscard]] Sizes sizes_of(const Index& index, const PairPattern& pattern) const {
    const Grouped by_subject = index.objects_by_subject(pattern.rank);
    const Grouped by_object = index.subjects_by_object(pattern.rank);
    Sizes sizes{static_cast<double>(by_subject.row_count()),
                static_cast<double>(by_subject.row_count()),
                static_cast<double>(by_subject.keys().size()),
                static_cast<double>(by_object.keys().size())};
    const auto narrow = [&](const Grouped& grouped, const End& end) {
      const RowRange keys = allowed_keys(grouped, conjunction_, end.slot);
      sizes.rows =
          std::min(sizes.rows,
                   end.is_variable ? static_cast<double>(rows_of_keys(grouped, keys))
                                   : static_cast<double>(grouped.find(end.term).size()));
    };
    narrow(by_subject, pattern.subject);
    narrow(by_object, pattern.object);
    return sizes;
  }

  [[nodiscard]] bool is_bound(const State& state, const End& end) const {
    return !end.is_variable || state.bound[end.slot];
  }

  /// Rows after the pattern: |R| |S| / max(V(R), V(S)) for each shared variable.
  [[nodiscard]] double rows_after(const State& state, std::size_t number) const {
    const PairPattern& pattern = conjunction_.required[number];
    const Sizes& sizes = sizes_[number];
    double rows = state.rows * sizes.rows;
    if (pattern.subject.is_variable && state.bound[pattern.subject.slot]) {
      rows /= std::max({state.domain[pattern.subject.slot], sizes.subjects, 1.0});
    }
    if (pattern.object.is_variable && state.bound[pattern.object.slot]) {
      rows /= std::max({state.domain[pattern.object.slot], sizes.objects, 1.0});
    }
    return rows;
  }

  [[nodiscard]] bool connects(const State& state, const PairPattern& pattern) const {
    return (pattern.subject.is_variable && state.bound[pattern.subject.slot]) ||
           (pattern.object.is_variable && state.bound[pattern.object.slot]);
  }

  void bind(State& state, const End& end, double distinct) const {
    if (end.is_variable) {
      auto& domain = state.domain[end.slot];
      domain = state.bound[end.slot] ? std::min(domain, distinct) : distinct;
      state.bound[end.slot] = true;
    }
  }

  void take(State& state, std::size_t number) const {
    const PairPattern& pattern = conjunction_.required[number];
    const bool subject_bound = is_bound(state, pattern.subject);
    const bool object_bound = is_bound(state, pattern.object);
    Step step{number, subject_bound, true, subject_bound && object_bound, 0};
    if (!subject_bound && !object_bound) {
      step = {number, scan_by_subject(pattern, number), false, false, 0};
    }
    const double before = state.rows;
    state.rows = rows_after(state, number);
    step.rows = state.rows;
    state.plan.cost += before + state.rows * emitted_share(state, pattern, number);
    const double rows = sizes_[number].rows;
    bind(state, pattern.subject, std::min(sizes_[number].subjects, rows));
    bind(state, pattern.object, std::min(sizes_[number].objects, rows));
    state.done[number] = true;
    state.plan.steps.push_back(step);
  }

  /// Values that nobody needs are counted, not handed on.
  [[nodiscard]] double emitted_share(const State& state,
                                     const PairPattern& pattern,
                                     std::size_t number) const {
    const auto spare = [&](const End& end) {
      return end.is_variable && !state.bound[end.slot] &&
             !is_used(conjunction_, needed_, end.slot, number);
    };
    const Sizes& sizes = sizes_[number];
    if (spare(pattern.object)) {
      return sizes.subjects / std::max(sizes.pairs, 1.0);
    }
    return spare(pattern.subject) ? sizes.objects / std::max(sizes.pairs, 1.0) : 1;
  }

  /// A first scan goes by the variable that a range limits, that alone is needed, or that
  /// more of the other patterns use (they are then probed in ascending order).
  [[nodiscard]] bool scan_by_subject(const PairPattern& pattern,
                                     std::size_t number) const {
    const auto limited = [&](const End& end) {
      return std::ranges::any_of(conjunction_.ranges, [&](const RangeCondition& range) {
        return range.slot == end.slot;
      });
    };
    if (limited(pattern.object) != limited(pattern.subject)) {
      return limited(pattern.subject);
    }
    const bool subject_used =
        is_used(conjunction_, needed_, pattern.subject.slot, number);
    const bool object_used = is_used(conjunction_, needed_, pattern.object.slot, number);
    if (subject_used != object_used) {
      return subject_used;
    }
    const auto uses_of = [&](SlotId slot) {
      return std::ranges::count_if(conjunction_.required, [&](const PairPattern& other) {
        return uses(other, slot);
      });
    };
    return uses_of(pattern.subject.slot) >= uses_of(pattern.object.slot);
  }

  static void keep_cheaper(const Plan& plan, std::optional<Plan>& best) {
    if (!best || plan.cost < best->cost) {
      best = plan;
    }
  }

  void extend_every_way(const State& state, std::optional<Plan>& best) const {
    if (state.plan.steps.size() == sizes_.size()) {
      keep_cheaper(state.plan, best);
      return;
    }
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
      if (state.done[i] || !connects(state, conjunction_.required[i])) {
        continue;
      }
      State next = state;
      take(next, i);
      if (!best || next.plan.cost < best->cost) {
        extend_every_way(next, best);
      }
    }
  }

  void extend_greedily(State state, std::optional<Plan>& best) const {
    for (std::size_t turn = 1; turn < sizes_.size(); ++turn) {
      std::optional<std::size_t> next;
      for (std::size_t i = 0; i < sizes_.size(); ++i) {
        if (!state.done[i] && connects(state, conjunction_.required[i]) &&
            (!next || rows_after(state, i) < rows_after(state, *next))) {
          next = i;
        }
      }
      if (!next) {
        return;
      }
      take(state, *next);
    }
    keep_cheaper(state.plan, best);
  }

  /// Orders of more patterns are too many to try.
  static constexpr std::size_t most_tried = 5;

  const Conjunction& conjunction_;
  const std::vector<SlotId>& needed_;
  std::vector<Sizes> sizes_;
};

}  // namespace

bool is_used(const Conjunction& conjunction,
             const std::vector<SlotId>& needed,
             SlotId slot,
             std::size_t but_for) {
  if (has(needed, slot)) {
    return true;
  }
  for (std::size_t i = 0; i < conjunction.required.size(); ++i) {
    if (i != but_for && uses(conjunction.required[i], slot)) {
      return true;
    }
  }
  return std::ranges::any_of(
             conjunction.optional,
             [&](const PairPattern& other) { return uses(other, slot); }) ||
         std::ranges::any_of(
             conjunction.ranges,
             [&](const RangeCondition& range) { return range.slot == slot; }) ||
         std::ranges::any_of(conjunction.exists,
                             [&](const ExistsCondition& condition) {
                               return uses(condition.pattern, slot);
                             }) ||
         std::ranges::any_of(conjunction.filters, [&](const FilterCondition& filter) {
           return has(filter.slots, slot);
         });
}

RowRange allowed_keys(const Grouped& grouped,
                      const Conjunction& conjunction,
                      SlotId slot) {
  RowRange keys{0, grouped.keys().size()};
  for (const RangeCondition& condition : conjunction.ranges) {
    if (condition.slot == slot && condition.ranges.size() == 1) {
      const store::IdRange ids = condition.ranges.front();
      keys.begin = std::max(keys.begin, grouped.lower_bound(ids.first));
      keys.end = std::min(keys.end, grouped.lower_bound(ids.last));
    }
  }
  keys.end = std::max(keys.begin, keys.end);
  return keys;
}

std::optional<Plan> make_plan(const Index& index,
                              const Conjunction& conjunction,
                              const std::vector<SlotId>& needed) {
  return Planner(index, conjunction, needed).best();
}

}  // namespace byline::sparql::physical
