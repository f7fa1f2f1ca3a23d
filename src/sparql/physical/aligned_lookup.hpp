#pragma once

#include "sparql/physical/batch.hpp"
#include "sparql/physical/probe.hpp"
#include "sparql/physical/scan.hpp"

#include <cstddef>
#include <vector>

namespace byline::sparql::physical {

/// Joins rows by key with several predicates that have the same keys, one row a key (what
/// evidence is): a key is looked up once for all of them.
class AlignedLookup final : public BatchSink {
 public:
  /// `keys` has the keys; all columns are aligned with it. No columns: rows with a key.
  AlignedLookup(const store::Grouped& keys,
                std::vector<AlignedColumn> columns,
                SlotId key,
                Output output);

  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return output_.wants_more(); }

 private:
  void flush(const Batch& batch);

  Probe probe_;
  std::vector<AlignedColumn> columns_;
  SlotId key_;
  std::vector<std::size_t> positions_;  ///< of the selected rows
  Output output_;
};

}  // namespace byline::sparql::physical
