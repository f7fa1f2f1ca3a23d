#include "sparql/physical/sinks.hpp"

#include <algorithm>
#include <utility>

namespace byline::sparql::physical {

void CountSink::consume(const Batch& batch) {
  if (batch.weights.empty()) {
    count_ += batch.rows;
    return;
  }
  for (const std::uint64_t weight : batch.weights) {
    count_ += weight;
  }
}

void RowSink::consume(const Batch& batch) {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const auto& from = batch.columns[slots_[i]];
    if (batch.weights.empty()) {
      columns_[i].insert(columns_[i].end(), from.begin(), from.end());
      continue;
    }
    for (std::size_t row = 0; row < batch.rows; ++row) {
      columns_[i].insert(columns_[i].end(), batch.weights[row], from[row]);
    }
  }
  for (std::size_t row = 0; row < batch.rows; ++row) {
    rows_ += batch.weight(row);
  }
}

void DistinctSink::consume(const Batch& batch) {
  for (const TermId id : batch.columns[slot_]) {
    std::uint64_t& word = seen_[id / 64];
    const std::uint64_t bit = std::uint64_t{1} << (id % 64);
    if ((word & bit) == 0) {
      word |= bit;
      ids_.push_back(id);
    }
  }
}

std::size_t IdNumbers::place_of(TermId id) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = (id * std::size_t{0x9E3779B97F4A7C15ULL} >> 32U) & mask;
  while (slots_[place].id != 0 && slots_[place].id != id) {
    place = (place + 1) & mask;
  }
  return place;
}

std::uint32_t IdNumbers::number_of(TermId id) {
  const std::size_t place = place_of(id);
  if (slots_[place].id == id) {
    return slots_[place].number;
  }
  const auto number = static_cast<std::uint32_t>(ids_.size());
  slots_[place] = {id, number};
  ids_.push_back(id);
  if (ids_.size() * 2 > slots_.size()) {
    const std::vector<Slot> old =
        std::exchange(slots_, std::vector<Slot>(slots_.size() * 4));
    for (const Slot& slot : old) {
      if (slot.id != 0) {
        slots_[place_of(slot.id)] = slot;
      }
    }
  }
  return number;
}

std::uint32_t GroupSink::group(TermId key) {
  const std::uint32_t group = groups_.number_of(key);
  if (group == counts_.size()) {
    counts_.push_back(0);
    dense_.emplace_back();
  }
  return group;
}

void GroupSink::add_value(std::uint32_t group, TermId value, std::uint64_t weight) {
  if (dense_base_ == 0) {
    dense_base_ = value > dense_limit / 2 ? value - dense_limit / 2 : 1;
  }
  const std::size_t place = value - dense_base_;
  if (value < dense_base_ || place >= dense_limit || group >= dense_limit) {
    sparse_[std::uint64_t{group} << 32U | value] += weight;
    return;
  }
  auto& counts = dense_[group];
  if (counts.empty()) {
    counts.resize(dense_limit);
  }
  counts[place] += weight;
}

void GroupSink::consume(const Batch& batch) {
  TermId last_key = 0;
  std::uint32_t last_group = 0;
  bool first = true;
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const TermId key = key_ == none ? TermId{1} : batch.columns[key_][row];
    if (first || key != last_key) {
      last_group = group(key);
      last_key = key;
      first = false;
    }
    const std::uint64_t weight = batch.weight(row);
    counts_[last_group] += weight;
    if (value_ != none) {
      add_value(last_group, batch.columns[value_][row], weight);
    }
  }
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> GroupSink::values() const {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> values(sparse_.begin(),
                                                              sparse_.end());
  for (std::uint64_t group = 0; group < dense_.size(); ++group) {
    for (std::size_t place = 0; place < dense_[group].size(); ++place) {
      if (dense_[group][place] != 0) {
        values.emplace_back(group << 32U | (dense_base_ + place), dense_[group][place]);
      }
    }
  }
  std::ranges::sort(values);
  return values;
}

}  // namespace byline::sparql::physical
