#include "sparql/physical/check.hpp"

#include <algorithm>
#include <utility>

namespace byline::sparql::physical {

CheckPair::CheckPair(
    const store::Grouped& grouped, SlotId key, SlotId value, bool negated, Output output)
    : probe_(grouped),
      key_(key),
      value_(value),
      negated_(negated),
      output_(std::move(output)) {}

void CheckPair::consume(const Batch& batch) {
  const auto& keys = batch.columns[key_];
  const auto& values = batch.columns[value_];
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const store::RowRange rows = probe_.find(keys[row]);
    const bool holds = !probe_.grouped().narrow(rows, 0, values[row]).empty();
    if (holds != negated_ && output_.select(row)) {
      output_.flush(batch, value_);
    }
  }
  output_.flush(batch, value_);
}

CheckMember::CheckMember(const store::Grouped& grouped,
                         store::RowRange members,
                         SlotId column,
                         bool negated,
                         Output output)
    : grouped_(grouped),
      members_(members),
      position_(members.begin),
      column_(column),
      negated_(negated),
      output_(std::move(output)) {}

bool CheckMember::is_member(TermId id) {
  const auto& values = grouped_.column();
  position_ = id >= last_ ? values.advance(position_, members_.end, id)
                          : values.lower_bound(members_.begin, members_.end, id);
  last_ = id;
  return position_ < members_.end && values[position_] == id;
}

void CheckMember::consume(const Batch& batch) {
  const auto& ids = batch.columns[column_];
  for (std::size_t row = 0; row < batch.rows; ++row) {
    if (is_member(ids[row]) != negated_ && output_.select(row)) {
      output_.flush(batch, column_);
    }
  }
  output_.flush(batch, column_);
}

CheckFirst::CheckFirst(SlotId column, Output output)
    : column_(column),
      output_(std::move(output)) {}

void CheckFirst::consume(const Batch& batch) {
  const auto& ids = batch.columns[column_];
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const std::size_t before = seen_.ids().size();
    if (seen_.number_of(ids[row]) == before && output_.select(row)) {
      output_.flush(batch, column_);
    }
  }
  output_.flush(batch, column_);
}

CheckRange::CheckRange(std::vector<store::IdRange> ranges, SlotId column, Output output)
    : ranges_(std::move(ranges)),
      column_(column),
      output_(std::move(output)) {}

void CheckRange::consume(const Batch& batch) {
  const auto& ids = batch.columns[column_];
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const bool inside = std::ranges::any_of(
        ranges_, [&](const store::IdRange& range) { return range.contains(ids[row]); });
    if (inside && output_.select(row)) {
      output_.flush(batch, column_);
    }
  }
  output_.flush(batch, column_);
}

}  // namespace byline::sparql::physical
