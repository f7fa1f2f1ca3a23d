#include "sparql/physical/check.hpp"
#include "sparql/physical/conjunction.hpp"
#include "sparql/physical/lookup.hpp"
#include "sparql/physical/plan.hpp"
#include "sparql/physical/scan.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace byline::sparql::physical {

namespace {

using store::Grouped;
using store::Index;

/// Makes an operator for the place before `output`'s next one.
using MakeStage = std::function<std::unique_ptr<BatchSink>(Output output)>;

/// The operators behind the source: what each needs and how it is made.
struct Stage {
  std::vector<SlotId> reads;
  MakeStage make;
  std::string text;      ///< for --explain
  double estimated = 0;  ///< solutions that it hands on
};

Grouped grouped_of(const Index& index, std::uint32_t rank, bool by_subject) {
  return by_subject ? index.objects_by_subject(rank) : index.subjects_by_object(rank);
}

/// Builds the chain of operators of a plan and runs it.
class Runner {
 public:
  Runner(const Index& index,
         const Conjunction& conjunction,
         const std::vector<SlotId>& needed,
         Multiplicity multiplicity,
         const Plan& plan,
         const Trace* trace)
      : index_(index),
        conjunction_(conjunction),
        needed_(needed),
        multiplicity_(multiplicity),
        plan_(plan),
        trace_(trace),
        bound_(conjunction.slots),
        filtered_(conjunction.filters.size()),
        tested_(conjunction.exists.size()),
        ranged_(conjunction.ranges.size()) {}

  void run(BatchSink& sink) {
    estimated_ = plan_.steps.front().rows;
    prepare_source();
    for (std::size_t i = 1; i < plan_.steps.size(); ++i) {
      estimated_ = plan_.steps[i].rows;
      add_step(plan_.steps[i], i);
      add_conditions();
    }
    for (const PairPattern& pattern : conjunction_.optional) {
      add_optional(pattern);
      add_conditions();
    }
    chain(sink);
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
    source_ = grouped_of(index_, pattern.rank, step.by_subject);
    if (key.is_variable) {
      shape_.keys = allowed_keys(source_, conjunction_, key.slot);
      mark_ranges(key.slot);
    } else {
      const std::size_t position = source_.lower_bound(key.term);
      const bool found =
          position < source_.keys().size() && source_.keys()[position] == key.term;
      shape_.keys = {position, position + (found ? 1 : 0)};
    }
    if (key.is_variable && is_needed_after(key.slot, 0)) {
      shape_.key = key.slot;
    }
    if (value.is_variable && is_needed_after(value.slot, 0)) {
      shape_.value = value.slot;
    }
    shape_.one_per_key = multiplicity_ == Multiplicity::set;
    bind(key);
    bind(value);
    if (!value.is_variable) {
      both_bound_source(value);
    }
    add_conditions();
  }

  /// Both ends constant, or one and the scan is by the other: only the one pair counts.
  void both_bound_source(const End& value) {
    const store::RowRange rows =
        shape_.keys.empty() ? store::RowRange{} : source_.rows_at(shape_.keys.begin);
    shape_.one_per_key = true;
    if (source_.narrow(rows, 0, value.term).empty()) {
      shape_.keys.end = shape_.keys.begin;
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
      add_check(pattern, false);
      return;
    }
    const End key = subject_bound ? pattern.subject : pattern.object;
    const End value = subject_bound ? pattern.object : pattern.subject;
    LookupMode mode = LookupMode::expand;
    if (!is_needed_after(value.slot, number)) {
      mode = multiplicity_ == Multiplicity::set ? LookupMode::exists : LookupMode::weigh;
    }
    add_lookup(pattern, subject_bound, mode, key, value.slot);
    bind(value);
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
    stages_.push_back({std::move(reads), std::move(make), std::move(text), estimated_});
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

  /// From the last stage to the first, so that each knows the columns needed behind it.
  void chain(BatchSink& sink) {
    std::vector<SlotId> live = needed_;
    std::vector<std::unique_ptr<BatchSink>> operators;
    std::vector<std::unique_ptr<Meter>> meters;  // of the last stage first
    BatchSink* next = &sink;
    const auto measure = [&] {
      if (trace_ != nullptr) {
        meters.push_back(std::make_unique<Meter>(trace_->budget, *next));
        next = meters.back().get();
      }
    };
    for (std::size_t i = stages_.size(); i-- > 0;) {
      measure();
      operators.push_back(stages_[i].make(Output(*next, conjunction_.slots, live)));
      next = operators.back().get();
      for (const SlotId slot : stages_[i].reads) {
        if (std::ranges::find(live, slot) == live.end()) {
          live.push_back(slot);
        }
      }
    }
    measure();
    const std::uint64_t begin = trace_ == nullptr ? 0 : trace_->budget.now_ns();
    scan(source_, shape_, conjunction_.slots, *next);
    if (trace_ != nullptr) {
      note(meters, trace_->budget.now_ns() - begin);
    }
  }

  /// What the scan and each stage did; the time of a step is its own.
  void note(const std::vector<std::unique_ptr<Meter>>& meters, std::uint64_t total_ns) {
    const Step& first = plan_.steps.front();
    const PairPattern& pattern = conjunction_.required[first.pattern];
    std::string text =
        noted(first.by_subject ? "scan by subject: " : "scan by object: ", pattern);
    double estimated = first.rows;
    std::uint64_t time_ns = total_ns;
    for (std::size_t i = meters.size(); i-- > 0;) {
      const Meter& meter = *meters[i];
      const std::uint64_t own_ns = time_ns - std::min(time_ns, meter.behind_ns());
      trace_->entry.steps.push_back(
          {std::move(text), estimated, meter.solutions(), own_ns});
      time_ns = meter.behind_ns();
      if (i > 0) {
        const Stage& stage = stages_[stages_.size() - i];
        text = stage.text;
        estimated = stage.estimated;
      }
    }
  }

  const Index& index_;
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
  Grouped source_;
  ScanShape shape_;
  std::vector<Stage> stages_;
};

}  // namespace

bool run(const Index& index,
         const Conjunction& conjunction,
         const std::vector<SlotId>& needed,
         Multiplicity multiplicity,
         BatchSink& sink,
         const Trace* trace) {
  const auto plan = make_plan(index, conjunction, needed);
  if (!plan) {
    return false;
  }
  Runner(index, conjunction, needed, multiplicity, *plan, trace).run(sink);
  return true;
}

}  // namespace byline::sparql::physical
