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

std::uint32_t GroupSink::group(TermId key) {
  const std::uint32_t group = groups_.number_of(key);
  if (group == counts_.size()) {
    counts_.push_back(0);
  }
  return group;
}

void GroupSink::add_value(std::uint32_t group, TermId value, std::uint64_t weight) {
  if (dense_base_ == 0) {
    dense_base_ = value > dense_limit / 2 ? value - dense_limit / 2 : 1;
  }
  const TermId place = value - dense_base_;
  if (value < dense_base_ || place >= dense_limit || group >= dense_groups) {
    sparse_.emplace_back(std::uint64_t{group} << 32U | value, weight);
    if (sparse_.size() >= 2 * compacted_ + least_compacted) {
      compact();
    }
    return;
  }
  if (group >= dense_.size()) {
    dense_.resize(group + 1);
  }
  auto& counts = dense_[group];
  if (counts.empty()) {
    counts.resize(dense_limit);
  }
  counts[place] += weight;
}

void GroupSink::compact() {
  std::ranges::sort(sparse_);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sparse_.size(); ++i) {
    if (kept > 0 && sparse_[kept - 1].first == sparse_[i].first) {
      sparse_[kept - 1].second += sparse_[i].second;
    } else {
      sparse_[kept++] = sparse_[i];
    }
  }
  sparse_.resize(kept);
  compacted_ = kept;
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
      const TermId value = batch.columns[value_][row];
      const TermId place = value - dense_base_;  // huge if it is less
      if (last_group < dense_.size() && place < dense_[last_group].size()) {
        dense_[last_group][place] += weight;
      } else {
        add_value(last_group, value, weight);
      }
    }
  }
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> GroupSink::values() {
  compact();
  std::vector<Counted> values = sparse_;
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
