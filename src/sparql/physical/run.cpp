#include "sparql/physical/aligned_lookup.hpp"
#include "sparql/physical/check.hpp"
#include "sparql/physical/conjunction.hpp"
#include "sparql/physical/lookup.hpp"
#include "sparql/physical/pipeline.hpp"
#include "sparql/physical/plan.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace byline::sparql::physical {

namespace {

using store::Grouped;
using store::Index;

/// A look-up, or the source, that gets the position of a key: predicates with the same
/// keys are read there, too.
struct AlignedPlace {
  SlotId key = 0;
  Grouped grouped;
  std::shared_ptr<std::vector<AlignedColumn>> columns;
  std::size_t stage = 0;  ///< number of the look-up among the stages
};

Grouped grouped_of(const Index& index, std::uint32_t rank, bool by_subject) {
  return by_subject ? index.objects_by_subject(rank) : index.subjects_by_object(rank);
}

/// Builds the chain of operators of a plan and runs it.
class Runner {
 public:
  Runner(const Index& index,
         Budget& budget,
         const Conjunction& conjunction,
         const std::vector<SlotId>& needed,
         Multiplicity multiplicity,
         const Plan& plan,
         const Trace* trace)
      : index_(index),
        budget_(budget),
        conjunction_(conjunction),
        needed_(needed),
        multiplicity_(multiplicity),
        plan_(plan),
        trace_(trace),
        bound_(conjunction.slots),
        filtered_(conjunction.filters.size()),
        tested_(conjunction.exists.size()),
        ranged_(conjunction.ranges.size()) {
    pipeline_.slots = conjunction.slots;
  }

  void run(BatchSink& sink) {
    estimated_ = plan_.steps.front().rows;
    prepare_source();
    for (std::size_t i = 1; i < plan_.steps.size(); ++i) {
      estimated_ = plan_.steps[i].rows;
      add_step(plan_.steps[i], i);
      add_conditions();
      if (multiplicity_ == Multiplicity::set) {
        drop_repeated(i);
      }
    }
    for (const PairPattern& pattern : conjunction_.optional) {
      add_optional(pattern);
      add_conditions();
    }
    if (source_columns_) {
      pipeline_.source.shape.aligned = *source_columns_;
    }
    pipeline_.run(needed_, budget_, trace_, sink);
  }

 private:
  /// Whether a slot is read by anything that comes after step `number`.
  [[nodiscard]] bool is_needed_after(SlotId slot, std::size_t number) const {
    Conjunction later = conjunction_;
    later.required.clear();
    for (std::size_t i = number + 1; i < plan_.steps.size(); ++i) {
      later.required.push_back(conjunction_.required[plan_.steps[i].pattern]);
    }
    return is_used(later, needed_, slot, later.required.size());
  }

  void prepare_source() {
    const Step& step = plan_.steps.front();
    const PairPattern& pattern = conjunction_.required[step.pattern];
    const End& key = step.by_subject ? pattern.subject : pattern.object;
    const End& value = step.by_subject ? pattern.object : pattern.subject;
    pipeline_.source.grouped = grouped_of(index_, pattern.rank, step.by_subject);
    pipeline_.source.text =
        noted(step.by_subject ? "scan by subject: " : "scan by object: ", pattern);
    pipeline_.source.estimated = step.rows;
    if (key.is_variable) {
      pipeline_.source.shape.keys =
          allowed_keys(pipeline_.source.grouped, conjunction_, key.slot);
      mark_ranges(key.slot);
    } else {
      const std::size_t position = pipeline_.source.grouped.lower_bound(key.term);
      const bool found = position < pipeline_.source.grouped.keys().size() &&
                         pipeline_.source.grouped.keys()[position] == key.term;
      pipeline_.source.shape.keys = {position, position + (found ? 1 : 0)};
    }
    if (key.is_variable && is_needed_after(key.slot, 0)) {
      pipeline_.source.shape.key = key.slot;
    }
    if (value.is_variable && is_needed_after(value.slot, 0)) {
      pipeline_.source.shape.value = value.slot;
    }
    pipeline_.source.shape.one_per_key = multiplicity_ == Multiplicity::set;
    bind(key);
    bind(value);
    if (!value.is_variable) {
      both_bound_source(value);
    }
    if (key.is_variable && pipeline_.source.grouped.is_single()) {
      source_columns_ = std::make_shared<std::vector<AlignedColumn>>();
      places_.push_back({key.slot, pipeline_.source.grouped, source_columns_, 0});
    }
    add_conditions();
  }

  /// Both ends constant, or one and the scan is by the other: only the one pair counts.
  void both_bound_source(const End& value) {
    const store::RowRange rows =
        pipeline_.source.shape.keys.empty()
            ? store::RowRange{}
            : pipeline_.source.grouped.rows_at(pipeline_.source.shape.keys.begin);
    pipeline_.source.shape.one_per_key = true;
    if (pipeline_.source.grouped.narrow(rows, 0, value.term).empty()) {
      pipeline_.source.shape.keys.end = pipeline_.source.shape.keys.begin;
    }
  }

  void bind(const End& end) {
    if (end.is_variable) {
      bound_[end.slot] = true;
    }
  }

  [[nodiscard]] bool is_bound(const End& end) const {
    return !end.is_variable || bound_[end.slot];
  }

  /// A range with one stretch, used on the keys of the source, is done.
  void mark_ranges(SlotId slot) {
    for (std::size_t i = 0; i < conjunction_.ranges.size(); ++i) {
      if (conjunction_.ranges[i].slot == slot &&
          conjunction_.ranges[i].ranges.size() == 1) {
        ranged_[i] = true;
      }
    }
  }

  void add_step(const Step& step, std::size_t number) {
    const PairPattern& pattern = conjunction_.required[step.pattern];
    const bool subject_bound = is_bound(pattern.subject);
    const bool object_bound = is_bound(pattern.object);
    if (subject_bound && object_bound) {
      if (!add_aligned_check(pattern, number)) {
        add_check(pattern, false);
      }
      return;
    }
    const End key = subject_bound ? pattern.subject : pattern.object;
    const End value = subject_bound ? pattern.object : pattern.subject;
    const bool is_needed = is_needed_after(value.slot, number);
    const Grouped grouped = grouped_of(index_, pattern.rank, subject_bound);
    bind(value);
    if (grouped.is_single()) {
      AlignedPlace& place = place_of(grouped, key.slot, pattern, subject_bound);
      if (is_needed) {
        place.columns->push_back({grouped, value.slot});
      }
      return;
    }
    const LookupMode unneeded =
        multiplicity_ == Multiplicity::set ? LookupMode::exists : LookupMode::weigh;
    add_lookup(pattern,
               subject_bound,
               is_needed ? LookupMode::expand : unneeded,
               key,
               value.slot);
  }

  [[nodiscard]] AlignedPlace* find_place(const Grouped& grouped, SlotId key) {
    const auto found = std::ranges::find_if(places_, [&](const AlignedPlace& place) {
      return place.key == key && place.grouped.is_aligned_with(grouped);
    });
    return found == places_.end() ? nullptr : &*found;
  }

  /// Where this key is looked up in this list of keys; made now if it is not yet.
  AlignedPlace& place_of(const Grouped& grouped,
                         SlotId key,
                         const PairPattern& pattern,
                         bool by_subject) {
    if (AlignedPlace* known = find_place(grouped, key)) {
      const bool at_source = known->columns == source_columns_;
      (at_source ? pipeline_.source.text : pipeline_.stages[known->stage].text) +=
          noted(", ", pattern);
      return *known;
    }
    const auto columns = std::make_shared<std::vector<AlignedColumn>>();
    places_.push_back({key, grouped, columns, pipeline_.stages.size()});
    add_stage(noted(pattern, by_subject, LookupMode::expand),
              {key},
              [grouped, columns, key](Output output) {
                return std::make_unique<AlignedLookup>(
                    grouped, *columns, key, std::move(output));
              });
    return places_.back();
  }

  /// `?s <p> <constant>` where ?s is looked up for the same keys anyway: the value there
  /// is compared instead of searching ?s in the list of subjects with that constant.
  bool add_aligned_check(const PairPattern& pattern, std::size_t number) {
    if (!pattern.subject.is_variable || pattern.object.is_variable) {
      return false;
    }
    const Grouped grouped = index_.objects_by_subject(pattern.rank);
    const SlotId key = pattern.subject.slot;
    if (!grouped.is_single() || (find_place(grouped, key) == nullptr &&
                                 !is_looked_up_after(grouped, key, number))) {
      return false;
    }
    const auto slot = static_cast<SlotId>(pipeline_.slots++);
    place_of(grouped, key, pattern, true).columns->push_back({grouped, slot});
    const store::IdRange wanted{pattern.object.term, pattern.object.term + 1};
    add_stage(noted("check ", pattern), {slot}, [wanted, slot](Output output) {
      return std::make_unique<CheckRange>(std::vector{wanted}, slot, std::move(output));
    });
    return true;
  }

  /// Whether a later step looks this key up in the same list of keys.
  [[nodiscard]] bool is_looked_up_after(const Grouped& grouped,
                                        SlotId key,
                                        std::size_t number) const {
    for (std::size_t i = number + 1; i < plan_.steps.size(); ++i) {
      const PairPattern& later = conjunction_.required[plan_.steps[i].pattern];
      if (later.subject.is_variable && later.subject.slot == key &&
          index_.objects_by_subject(later.rank).is_aligned_with(grouped)) {
        return true;
      }
    }
    return false;
  }

  void add_lookup(const PairPattern& pattern,
                  bool by_subject,
                  LookupMode mode,
                  const End& key,
                  SlotId value) {
    const Grouped grouped = grouped_of(index_, pattern.rank, by_subject);
    const std::string text = noted(pattern, by_subject, mode);
    add_stage(text, {key.slot}, [grouped, mode, key, value](Output output) {
      return std::make_unique<Lookup>(grouped, mode, key.slot, value, std::move(output));
    });
  }

  /// Where only one variable is needed on, solutions that differ in others are the same
  /// from here on: they would all be extended alike.
  void drop_repeated(std::size_t number) {
    std::vector<SlotId> needed;
    bool is_lost = false;
    for (SlotId slot = 0; slot < conjunction_.slots; ++slot) {
      if (bound_[slot]) {
        if (is_needed_after(slot, number)) {
          needed.push_back(slot);
        } else {
          is_lost = true;
        }
      }
    }
    if (is_lost && needed.size() == 1 && number + 1 < plan_.steps.size()) {
      add_stage("distinct", {needed.front()}, [slot = needed.front()](Output output) {
        return std::make_unique<CheckFirst>(slot, std::move(output));
      });
    }
  }

  /// Both ends are known; at least one is a variable.
  void add_check(const PairPattern& pattern, bool negated) {
    const std::string text = noted(negated ? "check none " : "check ", pattern);
    if (pattern.subject.is_variable && pattern.object.is_variable) {
      const Grouped grouped = index_.objects_by_subject(pattern.rank);
      const SlotId key = pattern.subject.slot;
      const SlotId value = pattern.object.slot;
      add_stage(text, {key, value}, [grouped, key, value, negated](Output output) {
        return std::make_unique<CheckPair>(
            grouped, key, value, negated, std::move(output));
      });
      return;
    }
    const bool by_subject = !pattern.subject.is_variable;
    const Grouped grouped = grouped_of(index_, pattern.rank, by_subject);
    const store::RowRange members =
        grouped.find(by_subject ? pattern.subject.term : pattern.object.term);
    const SlotId column = by_subject ? pattern.object.slot : pattern.subject.slot;
    add_stage(text, {column}, [grouped, members, column, negated](Output output) {
      return std::make_unique<CheckMember>(
          grouped, members, column, negated, std::move(output));
    });
  }

  void add_optional(const PairPattern& pattern) {
    const bool by_subject = is_bound(pattern.subject);
    const End& key = by_subject ? pattern.subject : pattern.object;
    const End& value = by_subject ? pattern.object : pattern.subject;
    add_lookup(pattern, by_subject, LookupMode::optional, key, value.slot);
    bind(value);
  }

  /// Conditions whose variables are all bound now and that have not come yet.
  void add_conditions() {
    for (std::size_t i = 0; i < ranged_.size(); ++i) {
      const RangeCondition& range = conjunction_.ranges[i];
      if (!ranged_[i] && bound_[range.slot]) {
        ranged_[i] = true;
        add_stage("range", {range.slot}, [range](Output output) {
          return std::make_unique<CheckRange>(
              range.ranges, range.slot, std::move(output));
        });
      }
    }
    for (std::size_t i = 0; i < tested_.size(); ++i) {
      if (!tested_[i]) {
        tested_[i] = add_exists(conjunction_.exists[i]);
      }
    }
    for (std::size_t i = 0; i < filtered_.size(); ++i) {
      const FilterCondition& filter = conjunction_.filters[i];
      if (!filtered_[i] &&
          std::ranges::all_of(filter.slots, [&](SlotId slot) { return bound_[slot]; })) {
        filtered_[i] = true;
        add_stage(trace_ == nullptr
                      ? std::string()
                      : "filter " + to_string(*filter.source, trace_->variables),
                  filter.slots,
                  filter.make);
      }
    }
  }

  bool add_exists(const ExistsCondition& condition) {
    const PairPattern& pattern = condition.pattern;
    const auto local = [&](const End& end) {
      return end.is_variable && !is_slot_of_required(end.slot);
    };
    const bool subject_local = local(pattern.subject);
    const bool object_local = local(pattern.object);
    if ((!subject_local && !is_bound(pattern.subject)) ||
        (!object_local && !is_bound(pattern.object))) {
      return false;
    }
    if (!subject_local && !object_local) {
      add_check(pattern, condition.negated);
    } else {
      add_lookup(pattern,
                 object_local,
                 condition.negated ? LookupMode::missing : LookupMode::exists,
                 object_local ? pattern.subject : pattern.object,
                 object_local ? pattern.object.slot : pattern.subject.slot);
    }
    return true;
  }

  [[nodiscard]] bool is_slot_of_required(SlotId slot) const {
    return std::ranges::any_of(conjunction_.required, [&](const PairPattern& pattern) {
      return (pattern.subject.is_variable && pattern.subject.slot == slot) ||
             (pattern.object.is_variable && pattern.object.slot == slot);
    });
  }

  void add_stage(std::string text, std::vector<SlotId> reads, MakeStage make) {
    pipeline_.stages.push_back(
        {std::move(reads), std::move(make), std::move(text), estimated_});
  }

  [[nodiscard]] std::string noted(std::string what, const PairPattern& pattern) const {
    return trace_ == nullptr ? std::string()
                             : what + to_string(*pattern.source, trace_->variables);
  }

  [[nodiscard]] std::string noted(const PairPattern& pattern,
                                  bool by_subject,
                                  LookupMode mode) const {
    std::string what = by_subject ? "look up by subject: " : "look up by object: ";
    switch (mode) {
      case LookupMode::expand: break;
      case LookupMode::weigh: what = "count " + what; break;
      case LookupMode::exists: what = "any " + what; break;
      case LookupMode::missing: what = "none " + what; break;
      case LookupMode::optional: what = "optional " + what; break;
    }
    return noted(std::move(what), pattern);
  }

  const Index& index_;
  Budget& budget_;
  const Conjunction& conjunction_;
  const std::vector<SlotId>& needed_;
  Multiplicity multiplicity_;
  const Plan& plan_;
  const Trace* trace_;
  double estimated_ = 0;
  std::vector<bool> bound_;
  std::vector<bool> filtered_;
  std::vector<bool> tested_;
  std::vector<bool> ranged_;
  Pipeline pipeline_;  ///< its slots: the conjunction's, then values to compare
  std::vector<AlignedPlace> places_;
  std::shared_ptr<std::vector<AlignedColumn>> source_columns_;
};

}  // namespace

bool run(const Index& index,
         Budget& budget,
         const Conjunction& conjunction,
         const std::vector<SlotId>& needed,
         Multiplicity multiplicity,
         BatchSink& sink,
         const Trace* trace) {
  const auto plan = make_plan(index, conjunction, needed);
  if (!plan) {
    return false;
  }
  Runner(index, budget, conjunction, needed, multiplicity, *plan, trace).run(sink);
  return true;
}

}  // namespace byline::sparql::physical
