#pragma once

#include "sparql/physical/batch.hpp"
#include "sparql/physical/id_numbers.hpp"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace byline::sparql::physical {

/// Counts solutions.
class CountSink final : public BatchSink {
 public:
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return true; }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
};

/// Keeps the columns of all rows, each as often as it weighs.
class RowSink final : public BatchSink {
 public:
  RowSink(std::vector<SlotId> slots, std::size_t limit)
      : slots_(std::move(slots)),
        limit_(limit),
        columns_(slots_.size()) {}
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return rows_ < limit_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  std::vector<std::vector<TermId>> take() { return std::move(columns_); }

 private:
  std::vector<SlotId> slots_;
  std::size_t limit_;
  std::size_t rows_ = 0;
  std::vector<std::vector<TermId>> columns_;
};

/// The distinct ids of one column, in order of appearance.
class DistinctSink final : public BatchSink {
 public:
  DistinctSink(SlotId slot, std::size_t term_count)
      : slot_(slot),
        seen_(term_count / 64 + 1) {}
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return true; }
  [[nodiscard]] const std::vector<TermId>& ids() const { return ids_; }

 private:
  SlotId slot_;
  std::vector<std::uint64_t> seen_;  ///< a bit per id
  std::vector<TermId> ids_;
};

/// Counts solutions by up to one key and up to one value: of each group how many, and how
/// often each value occurs, which is all that COUNT, SUM, AVG, MIN and MAX need.
class GroupSink final : public BatchSink {
 public:
  static constexpr SlotId none = std::numeric_limits<SlotId>::max();

  GroupSink(SlotId key, SlotId value) : key_(key), value_(value) {}
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return true; }

  /// In order of appearance; without a key there is one (if there are rows).
  [[nodiscard]] const std::vector<TermId>& keys() const { return groups_.ids(); }
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }
  /// (group << 32 | value id) → solutions, ascending.
  [[nodiscard]] std::vector<std::pair<std::uint64_t, std::uint64_t>> values();

 private:
  using Counted = std::pair<std::uint64_t, std::uint64_t>;

  std::uint32_t group(TermId key);
  void add_value(std::uint32_t group, TermId value, std::uint64_t weight);
  void compact();

  /// Values whose ids are near each other are counted in arrays, in the first groups;
  /// others in a list that is sorted and summed up whenever it has doubled.
  static constexpr TermId dense_limit = 1024;
  static constexpr std::uint32_t dense_groups = 256;
  static constexpr std::size_t least_compacted = 1 << 16;

  SlotId key_;
  SlotId value_;
  IdNumbers groups_;
  std::vector<std::uint64_t> counts_;
  TermId dense_base_ = 0;
  std::vector<std::vector<std::uint64_t>> dense_;  ///< [group][id - base]
  std::vector<Counted> sparse_;
  std::size_t compacted_ = 0;  ///< entries after the last summing up
};

}  // namespace byline::sparql::physical
