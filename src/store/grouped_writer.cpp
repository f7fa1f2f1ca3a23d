#include "store/grouped_writer.hpp"

#include <algorithm>
#include <bit>
#include <string_view>
#include <utility>

namespace byline::store {

namespace {

using Numbers = std::vector<std::uint32_t>;

/// With fewer keys a search needs no help.
constexpr std::size_t worth_buckets = 32;
constexpr std::size_t keys_a_bucket = 8;

/// The least shift that leaves at most one bucket for every eight keys.
std::uint32_t bucket_shift(const Numbers& keys) {
  const std::uint64_t span = std::uint64_t{keys.back()} - keys.front() + 1;
  const std::uint64_t most = keys.size() / keys_a_bucket;
  return static_cast<std::uint32_t>(std::bit_width((span - 1) / most));
}

Numbers bucket_starts(const Numbers& keys, std::uint32_t shift) {
  Numbers starts((std::size_t{keys.back() - keys.front()} >> shift) + 2,
                 static_cast<std::uint32_t>(keys.size()));
  for (std::size_t i = keys.size(); i-- > 0;) {
    starts[(keys[i] - keys.front()) >> shift] = static_cast<std::uint32_t>(i);
  }
  for (std::size_t i = starts.size() - 1; i-- > 0;) {
    starts[i] = std::min(starts[i], starts[i + 1]);
  }
  return starts;
}

void move_by(ArrayRef& ref, std::size_t offset) {
  ref.offset += offset;
}

}  // namespace

WrittenGroup write_grouped(std::span<const std::uint32_t> keys,
                           std::span<const Numbers> columns) {
  WrittenGroup written;
  Numbers distinct;
  Numbers starts;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i == 0 || keys[i] != keys[i - 1]) {
      distinct.push_back(keys[i]);
      starts.push_back(static_cast<std::uint32_t>(i));
    }
  }
  starts.push_back(static_cast<std::uint32_t>(keys.size()));
  written.ref.keys = pack(distinct, written.head);
  if (distinct.size() > worth_buckets) {
    const std::uint32_t shift = bucket_shift(distinct);
    written.ref.shift = shift;
    written.ref.buckets = pack(bucket_starts(distinct, shift), written.head);
  }
  if (distinct.size() != keys.size()) {
    written.ref.starts = pack(starts, written.body);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    written.ref.columns[i] = pack(columns[i], written.body);
  }
  return written;
}

std::size_t GroupSection::place_head(const WrittenGroup& group) {
  const auto same = std::ranges::find_if(heads_, [&](const Head& head) {
    return head.bytes == group.head.size() && head.keys.size == group.ref.keys.size &&
           head.keys.base == group.ref.keys.base &&
           head.keys.width == group.ref.keys.width &&
           std::string_view(bytes_).substr(head.offset, head.bytes) == group.head;
  });
  if (same != heads_.end()) {
    return same->offset;
  }
  bytes_.resize((bytes_.size() + 7) / 8 * 8);
  heads_.push_back({bytes_.size(), group.head.size(), group.ref.keys});
  bytes_ += group.head;
  return heads_.back().offset;
}

GroupedRef GroupSection::add(WrittenGroup group) {
  GroupedRef ref = group.ref;
  const std::size_t head = place_head(group);
  bytes_.resize((bytes_.size() + 7) / 8 * 8);
  const std::size_t body = bytes_.size();
  bytes_ += group.body;
  move_by(ref.keys, head);
  move_by(ref.buckets, head);
  move_by(ref.starts, body);
  for (ArrayRef& column : ref.columns) {
    move_by(column, body);
  }
  return ref;
}

}  // namespace byline::store
