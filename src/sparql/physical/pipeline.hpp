#pragma once

#include "sparql/budget.hpp"
#include "sparql/physical/meter.hpp"
#include "sparql/physical/scan.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace byline::sparql::physical {

/// Makes an operator for the place before `output`'s next one.
using MakeStage = std::function<std::unique_ptr<BatchSink>(Output output)>;

/// An operator behind the source: what it needs and how it is made.
struct Stage {
  std::vector<SlotId> reads;
  MakeStage make;
  std::string text;      ///< for --explain
  double estimated = 0;  ///< solutions that it hands on
};

/// What a pipeline scans.
struct Source {
  store::Grouped grouped;
  ScanShape shape;
  std::string text;      ///< for --explain
  double estimated = 0;  ///< solutions that it hands on
};

/// A source and the operators that its rows go through, one after the other.
struct Pipeline {
  Source source;
  std::vector<Stage> stages;
  std::size_t slots = 0;

  /// Hands the columns of `needed` to `sink`; `budget` is looked at for each batch that
  /// an operator takes. `trace` may be null.
  void run(const std::vector<SlotId>& needed,
           Budget& budget,
           const Trace* trace,
           BatchSink& sink);
};

}  // namespace byline::sparql::physical
