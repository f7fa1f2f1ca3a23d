#pragma once

#include "sparql/table.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace byline::sparql {

/// A hash of the terms of one row in some columns.
inline std::uint64_t hash_row(const Table& table,
                              std::span<const std::size_t> columns,
                              std::size_t row) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL;
  for (const std::size_t column : columns) {
    hash ^= table.columns[column][row];
    hash *= 0xFF51AFD7ED558CCDULL;
    hash ^= hash >> 32U;
  }
  return hash;
}

/// Numbers the distinct rows of a table, over some columns: 0, 1, 2 …, in the order in
/// which they are added. Open addressing with linear probing; the table must not change.
class RowHash {
 public:
  RowHash(const Table& table, std::span<const std::size_t> columns)
      : table_(table),
        columns_(columns.begin(), columns.end()),
        slots_(16, empty) {}

  /// The number of the group of rows equal to `row`, and whether it is new.
  std::pair<RowIndex, bool> add(RowIndex row) {
    if ((firsts_.size() + 1) * 2 > slots_.size())
      grow();
    const std::uint64_t mask = slots_.size() - 1;
    for (std::uint64_t at = hash_row(table_, columns_, row) & mask;;
         at = (at + 1) & mask) {
      if (slots_[at] == empty) {
        slots_[at] = static_cast<RowIndex>(firsts_.size());
        firsts_.push_back(row);
        return {slots_[at], true};
      }
      if (equal(firsts_[slots_[at]], row))
        return {slots_[at], false};
    }
  }

 private:
  static constexpr RowIndex empty = UINT32_MAX;

  [[nodiscard]] bool equal(std::size_t a, std::size_t b) const {
    for (const std::size_t column : columns_) {
      if (table_.columns[column][a] != table_.columns[column][b])
        return false;
    }
    return true;
  }
  void grow() {
    slots_.assign(slots_.size() * 2, empty);
    const std::uint64_t mask = slots_.size() - 1;
    for (std::size_t group = 0; group < firsts_.size(); ++group) {
      std::uint64_t at = hash_row(table_, columns_, firsts_[group]) & mask;
      while (slots_[at] != empty)
        at = (at + 1) & mask;
      slots_[at] = static_cast<RowIndex>(group);
    }
  }

  const Table& table_;
  std::vector<std::size_t> columns_;
  std::vector<RowIndex> slots_;
  std::vector<RowIndex> firsts_;  ///< [group]: its first row
};

}  // namespace byline::sparql
