#pragma once

#include "store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace byline::sparql::physical {

using store::TermId;

/// Number of a column of a batch: one per variable of a plan.
using SlotId = std::uint32_t;

/// Rows that operators hand on: few enough to stay in the cache.
inline constexpr std::size_t batch_rows = 1024;

/// Solutions by columns. Columns that nobody needs any more are empty. A row stands for
/// `weights[row]` equal solutions; no weights: each for one.
struct Batch {
  std::vector<std::vector<TermId>> columns;  ///< [slot][row]
  std::vector<std::uint64_t> weights;
  std::size_t rows = 0;

  [[nodiscard]] std::uint64_t weight(std::size_t row) const {
    return weights.empty() ? 1 : weights[row];
  }
};

/// A step of a plan: takes batches, hands batches to the next one.
class BatchSink {
 public:
  BatchSink() = default;
  BatchSink(const BatchSink&) = delete;
  BatchSink& operator=(const BatchSink&) = delete;
  BatchSink(BatchSink&&) = delete;
  BatchSink& operator=(BatchSink&&) = delete;
  virtual ~BatchSink() = default;

  /// The batch is the caller's and valid during the call.
  virtual void consume(const Batch& batch) = 0;
  /// Whether more rows can change the result; sources stop when it turns false.
  [[nodiscard]] virtual bool wants_more() const = 0;
};

/// Collects rows of an input batch, and what an operator adds to them, into batches of
/// its own for the next operator.
class Output {
 public:
  /// `live` are the slots that later operators need.
  Output(BatchSink& next, std::size_t slots, std::vector<SlotId> live);

  [[nodiscard]] bool wants_more() const { return next_->wants_more(); }
  /// Adds `row` of `input` (its live columns); true if the batch is full now.
  bool select(std::size_t row) {
    selected_.push_back(static_cast<std::uint32_t>(row));
    return selected_.size() >= batch_rows;
  }
  /// The same with a value for the slot that the operator binds.
  bool select(std::size_t row, TermId value) {
    values_.push_back(value);
    return select(row);
  }
  bool select_weighted(std::size_t row, std::uint64_t weight) {
    weights_.push_back(weight);
    return select(row);
  }
  /// Hands the selected rows of `input` on; values go to `bound`.
  void flush(const Batch& input, SlotId bound);
  /// The same for an operator that binds several slots: `fill(batch)` puts their columns,
  /// of `selected()` values, into the batch.
  template <class Fill>
  void flush_filled(const Batch& input, const Fill& fill) {
    if (!selected_.empty()) {
      gather(input);
      fill(batch_);
      hand_on(input);
    }
  }
  [[nodiscard]] std::size_t selected() const { return selected_.size(); }

 private:
  void gather(const Batch& input);
  void hand_on(const Batch& input);

  BatchSink* next_;
  std::vector<SlotId> live_;
  std::vector<std::uint32_t> selected_;
  std::vector<TermId> values_;
  std::vector<std::uint64_t> weights_;
  Batch batch_;
};

}  // namespace byline::sparql::physical
