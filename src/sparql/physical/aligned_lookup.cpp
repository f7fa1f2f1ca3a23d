#include "sparql/physical/aligned_lookup.hpp"

#include <utility>

namespace byline::sparql::physical {

AlignedLookup::AlignedLookup(const store::Grouped& keys,
                             std::vector<AlignedColumn> columns,
                             SlotId key,
                             Output output)
    : probe_(keys),
      columns_(std::move(columns)),
      key_(key),
      output_(std::move(output)) {}

void AlignedLookup::consume(const Batch& batch) {
  const auto& keys = batch.columns[key_];
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const std::size_t position = probe_.position_of(keys[row]);
    if (position != Probe::none) {
      positions_.push_back(position);
      output_.select(row);
    }
  }
  flush(batch);
}

void AlignedLookup::flush(const Batch& batch) {
  output_.flush_filled(batch, [&](Batch& out) {
    for (const AlignedColumn& column : columns_) {
      auto& values = out.columns[column.slot];
      values.resize(positions_.size());
      for (std::size_t i = 0; i < positions_.size(); ++i) {
        column.grouped.check({positions_[i], positions_[i] + 1});
        values[i] = column.grouped.column()[positions_[i]];
      }
    }
  });
  positions_.clear();
}

}  // namespace byline::sparql::physical
