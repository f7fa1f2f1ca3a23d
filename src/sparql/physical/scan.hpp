#pragma once

#include "sparql/physical/batch.hpp"
#include "store/grouped.hpp"

#include <optional>
#include <vector>

namespace byline::sparql::physical {

/// A predicate whose rows stand at the positions of a source's keys.
struct AlignedColumn {
  store::Grouped grouped;
  SlotId slot = 0;
};

/// What a scan of a predicate's pairs yields.
struct ScanShape {
  store::RowRange keys;         ///< positions of keys
  std::optional<SlotId> key;    ///< where keys go; nothing: not needed
  std::optional<SlotId> value;  ///< where values go; nothing: not needed
  bool one_per_key = false;     ///< without values: one solution a key, not one a row
  std::vector<AlignedColumn> aligned;  ///< read beside; the source has one row a key
};

/// Hands the pairs of a predicate to `next`, by ascending key; without values a key is
/// one row with the number of its pairs as weight.
void scan(const store::Grouped& grouped,
          const ScanShape& shape,
          std::size_t slots,
          BatchSink& next);

}  // namespace byline::sparql::physical
