#include "sparql/physical/pipeline.hpp"

#include "sparql/physical/watch.hpp"

#include <algorithm>
#include <utility>

namespace byline::sparql::physical {

namespace {

/// What the scan and each stage did; the time of a step is its own. `meters`: that of the
/// last stage first.
void note(const Pipeline& pipeline,
          const std::vector<std::unique_ptr<Meter>>& meters,
          std::uint64_t total_ns,
          const Trace& trace) {
  std::string text = pipeline.source.text;
  double estimated = pipeline.source.estimated;
  std::uint64_t time_ns = total_ns;
  for (std::size_t i = meters.size(); i-- > 0;) {
    const Meter& meter = *meters[i];
    const std::uint64_t own_ns = time_ns - std::min(time_ns, meter.behind_ns());
    trace.entry.steps.push_back({std::move(text), estimated, meter.solutions(), own_ns});
    time_ns = meter.behind_ns();
    if (i > 0) {
      const Stage& stage = pipeline.stages[pipeline.stages.size() - i];
      text = stage.text;
      estimated = stage.estimated;
    }
  }
}

}  // namespace

/// From the last stage to the first, so that each knows the columns needed behind it.
void Pipeline::run(const std::vector<SlotId>& needed,
                   Budget& budget,
                   const Trace* trace,
                   BatchSink& sink) {
  std::vector<SlotId> live = needed;
  std::vector<std::unique_ptr<BatchSink>> operators;
  std::vector<std::unique_ptr<Meter>> meters;
  BatchSink* next = &sink;
  const auto watch = [&] {
    operators.push_back(std::make_unique<Watch>(budget, *next));
    next = operators.back().get();
    if (trace != nullptr) {
      meters.push_back(std::make_unique<Meter>(trace->budget, *next));
      next = meters.back().get();
    }
  };
  for (std::size_t i = stages.size(); i-- > 0;) {
    watch();
    operators.push_back(stages[i].make(Output(*next, slots, live)));
    next = operators.back().get();
    for (const SlotId slot : stages[i].reads) {
      if (std::ranges::find(live, slot) == live.end()) {
        live.push_back(slot);
      }
    }
  }
  watch();
  auto& key = source.shape.key;
  if (key && std::ranges::find(live, *key) == live.end()) {
    key.reset();  // was read only to look aligned columns up
  }
  const std::uint64_t begin = trace == nullptr ? 0 : trace->budget.now_ns();
  scan(source.grouped, source.shape, slots, *next);
  if (trace != nullptr) {
    note(*this, meters, trace->budget.now_ns() - begin, *trace);
  }
}

}  // namespace byline::sparql::physical
