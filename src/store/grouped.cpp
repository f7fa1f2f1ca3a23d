#include "store/grouped.hpp"

#include <algorithm>

namespace byline::store {

Grouped::Grouped(const Image& image, Section section, const GroupedRef& ref)
    : image_(&image),
      shift_(static_cast<std::uint32_t>(ref.shift)),
      least_key_(ref.keys.base) {
  const char* start = image.section(section).data();
  keys_ = PackedArray(start + ref.keys.offset, ref.keys);
  starts_ = PackedArray(start + ref.starts.offset, ref.starts);
  buckets_ = PackedArray(start + ref.buckets.offset, ref.buckets);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i] = PackedArray(start + ref.columns[i].offset, ref.columns[i]);
  }
}

std::size_t Grouped::lower_bound(std::uint32_t key) const {
  if (keys_.empty() || key <= least_key_) {
    return 0;
  }
  std::size_t first = 0;
  std::size_t last = keys_.size();
  if (!buckets_.empty()) {
    const std::size_t bucket = (key - least_key_) >> shift_;
    if (bucket + 1 >= buckets_.size()) {
      return last;
    }
    check(buckets_, bucket, bucket + 2);
    first = buckets_[bucket];
    last = buckets_[bucket + 1];
  }
  check(keys_, first, last);
  return keys_.lower_bound(first, last, key);
}

std::optional<std::size_t> Grouped::position_of(std::uint32_t key) const {
  const std::size_t position = lower_bound(key);
  if (position == keys_.size()) {
    return std::nullopt;
  }
  check(keys_, position, position + 1);
  return keys_[position] == key ? std::optional(position) : std::nullopt;
}

RowRange Grouped::find(std::uint32_t key) const {
  const auto position = position_of(key);
  if (!position) {
    return {};
  }
  check(starts_, *position, *position + 2);
  const RowRange rows = rows_at(*position);
  check(rows);
  return rows;
}

RowRange Grouped::narrow(RowRange rows, std::size_t column, std::uint32_t value) const {
  const PackedArray& values = columns_[column];
  const std::size_t begin = values.lower_bound(rows.begin, rows.end, value);
  if (begin == rows.end || values[begin] != value) {
    return {};
  }
  const std::size_t end =
      value == UINT32_MAX ? rows.end : values.advance(begin, rows.end, value + 1);
  return {begin, std::max(end, begin + 1)};
}

void Grouped::check() const {
  check(keys_, 0, keys_.size());
  check(starts_, 0, starts_.size());
  check(buckets_, 0, buckets_.size());
  check(RowRange{0, row_count()});
}

void Grouped::check_keys(RowRange positions) const {
  if (positions.empty()) {
    return;
  }
  check(keys_, positions.begin, positions.end);
  check(starts_, positions.begin, positions.end + 1);
  check(RowRange{rows_at(positions.begin).begin, rows_at(positions.end - 1).end});
}

void Grouped::check(RowRange rows) const {
  for (const PackedArray& column : columns_) {
    if (!column.empty()) {
      check(column, rows.begin, rows.end);
    }
  }
}

void Grouped::check(const PackedArray& array, std::size_t first, std::size_t last) const {
  if (first < last && !array.empty()) {
    const std::size_t at = array.bytes(first);  // narrow numbers: 0 for several
    const std::size_t begin = at == 0 ? 0 : at - 1;
    image_->check(array.data() + begin, array.bytes(last) - begin + 1);
  }
}

}  // namespace byline::store
