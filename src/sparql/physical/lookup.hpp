#pragma once

#include "sparql/physical/batch.hpp"
#include "sparql/physical/probe.hpp"

#include <vector>

namespace byline::sparql::physical {

/// What becomes of the values that belong to a row's key.
enum class LookupMode {
  expand,    ///< one row a value
  weigh,     ///< one row, its weight times the number of values; no values: no row
  exists,    ///< the row itself, if there are values
  missing,   ///< the row itself, if there are none
  optional,  ///< one row a value, or the row with the value unbound
};

/// Joins rows with the pairs of a predicate by key.
class Lookup final : public BatchSink {
 public:
  /// `value` is where values go (with `expand` and `optional`).
  Lookup(const store::Grouped& grouped,
         LookupMode mode,
         SlotId key,
         SlotId value,
         Output output);

  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return output_.wants_more(); }

 private:
  void take(const Batch& batch, std::size_t row, store::RowRange values);
  void expand(const Batch& batch, std::size_t row, store::RowRange values);

  Probe probe_;
  LookupMode mode_;
  SlotId key_;
  SlotId value_;
  Output output_;
};

}  // namespace byline::sparql::physical
