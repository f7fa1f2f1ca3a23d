#pragma once

#include "sparql/budget.hpp"
#include "sparql/physical/batch.hpp"
#include "sparql/physical/meter.hpp"
#include "store/index.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace byline::sparql::physical {

/// An end of a pattern: a variable's slot or a term of the store.
struct End {
  bool is_variable = false;
  SlotId slot = 0;
  TermId term = 0;
};

/// A triple pattern of the default graph with a constant predicate (by rank).
struct PairPattern {
  End subject;
  std::uint32_t rank = 0;
  End object;
  const PatternTriple* source = nullptr;  ///< what was compiled; for --explain
};

/// The variable's ids lie in one of the ranges.
struct RangeCondition {
  SlotId slot = 0;
  std::vector<store::IdRange> ranges;
};

/// A condition that only its maker can answer.
struct FilterCondition {
  const Formula* source = nullptr;  ///< for --explain
  std::vector<SlotId> slots;
  std::function<std::unique_ptr<BatchSink>(Output output)> make;
};

/// A pattern that must have (or, negated, must not have) a match.
struct ExistsCondition {
  PairPattern pattern;
  bool negated = false;
};

/// What a plan computes: all solutions of `required` that fulfil the conditions, extended
/// by each of `optional` in turn. Conditions may speak of variables of both.
struct Conjunction {
  std::size_t slots = 0;
  std::vector<PairPattern> required;  ///< at least one
  std::vector<PairPattern> optional;  ///< each with one end bound by `required`
  std::vector<RangeCondition> ranges;
  std::vector<ExistsCondition> exists;  ///< one end constant or only there
  std::vector<FilterCondition> filters;
};

/// What of the solutions counts.
enum class Multiplicity {
  bag,  ///< how often each comes
  set,  ///< only which there are
};

/// Hands the solutions to `sink`, with the columns of `needed`; `budget` is looked at for
/// each batch that an operator takes. Returns false, having done nothing, if the patterns
/// do not hang together (a product of parts). `trace` may be null.
bool run(const store::Index& index,
         Budget& budget,
         const Conjunction& conjunction,
         const std::vector<SlotId>& needed,
         Multiplicity multiplicity,
         BatchSink& sink,
         const Trace* trace);

}  // namespace byline::sparql::physical
