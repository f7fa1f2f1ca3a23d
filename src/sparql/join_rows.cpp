#include "sparql/join_rows.hpp"

#include "sparql/row_hash.hpp"

#include <algorithm>
#include <map>

namespace byline::sparql {
namespace {

/// Which of the shared variables a row binds: bit i for the i-th. Variables beyond the
/// 64th are compared one by one.
using Mask = std::uint64_t;
constexpr std::size_t mask_bits = 64;

/// The variables that both tables have, and their columns.
struct SharedColumns {
  std::vector<VariableId> variables;
  std::vector<std::size_t> left;
  std::vector<std::size_t> right;

  SharedColumns(const Table& a, const Table& b) {
    for (std::size_t i = 0; i < a.variables.size(); ++i) {
      if (const auto other = b.column_of(a.variables[i])) {
        variables.push_back(a.variables[i]);
        left.push_back(i);
        right.push_back(*other);
      }
    }
  }
};

Mask mask_of(const Table& table,
             const std::vector<std::size_t>& columns,
             std::size_t row) {
  Mask mask = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (table.columns[columns[i]][row] != unbound)
      mask |= Mask{1} << (i & 63U);
  }
  return mask;
}

std::vector<std::size_t> chosen(const std::vector<std::size_t>& columns, Mask mask) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < std::min(columns.size(), mask_bits); ++i) {
    if ((mask >> i & 1U) != 0)
      out.push_back(columns[i]);
  }
  return out;
}

/// Rows of a table by their terms in some columns: chains in ascending order of rows.
class RowIndexByKey {
 public:
  RowIndexByKey(const Table& table,
                const std::vector<RowIndex>& rows,
                std::vector<std::size_t> columns)
      : table_(table),
        columns_(std::move(columns)) {
    std::size_t size = 16;
    while (size < rows.size() * 2)
      size *= 2;
    heads_.assign(size, no_row);
    next_.assign(rows.size(), no_row);
    rows_ = rows;
    for (std::size_t i = rows.size(); i-- > 0;) {
      const std::size_t slot = hash_row(table, columns_, rows[i]) & (size - 1);
      next_[i] = heads_[slot];
      heads_[slot] = static_cast<RowIndex>(i);
    }
  }

  /// Calls `found` with each row whose key is that of `row` of `other`; stops when it
  /// returns false.
  template <typename Found>
  bool each(const Table& other,
            const std::vector<std::size_t>& other_columns,
            RowIndex row,
            Found found) const {
    const std::size_t slot = hash_row(other, other_columns, row) & (heads_.size() - 1);
    for (RowIndex i = heads_[slot]; i != no_row; i = next_[i]) {
      if (equal(rows_[i], other, other_columns, row) && !found(rows_[i]))
        return false;
    }
    return true;
  }

 private:
  [[nodiscard]] bool equal(RowIndex mine,
                           const Table& other,
                           const std::vector<std::size_t>& other_columns,
                           RowIndex row) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (table_.columns[columns_[i]][mine] != other.columns[other_columns[i]][row]) {
        return false;
      }
    }
    return true;
  }

  const Table& table_;
  std::vector<std::size_t> columns_;
  std::vector<RowIndex> rows_;
  std::vector<RowIndex> heads_;
  std::vector<RowIndex> next_;
};

/// Finds, for each left row, the compatible right rows. Right rows are split by which
/// shared variables they bind (nearly always all); each part gets an index for each set
/// of variables that left rows bind, too.
class CompatibleRows {
 public:
  CompatibleRows(const Table& left, const Table& right)
      : left_(left),
        right_(right),
        shared_(left, right) {
    for (RowIndex row = 0; row < right.rows; ++row) {
      parts_[mask_of(right, shared_.right, row)].push_back(row);
    }
  }

  /// `found(row)` for each compatible right row, `false` stops; only rows that share a
  /// bound variable of `counting`, unless that is 0.
  template <typename Found>
  void each(RowIndex row, Mask counting, Found found) {
    const Mask bound = mask_of(left_, shared_.left, row);
    for (const auto& [mask, rows] : parts_) {
      const Mask common = bound & mask;
      if (counting != 0 && (common & counting) == 0)
        continue;
      const Entry& entry = index(mask, common, rows);
      if (!entry.index.each(left_, entry.left_columns, row, found))
        return;
    }
  }

  /// All shared variables but those given.
  [[nodiscard]] Mask mask_without(const std::vector<VariableId>& excluded) const {
    Mask mask = 0;
    for (std::size_t i = 0; i < shared_.variables.size(); ++i) {
      const bool counts =
          std::ranges::find(excluded, shared_.variables[i]) == excluded.end();
      if (counts)
        mask |= Mask{1} << (i & 63U);
    }
    return mask;
  }
  [[nodiscard]] bool single_part() const { return parts_.size() <= 1; }

 private:
  struct Entry {
    RowIndexByKey index;
    std::vector<std::size_t> left_columns;
  };

  [[nodiscard]] bool rest_compatible(RowIndex row, RowIndex match) const {
    for (std::size_t i = mask_bits; i < shared_.variables.size(); ++i) {
      const TermId a = left_.columns[shared_.left[i]][row];
      const TermId b = right_.columns[shared_.right[i]][match];
      if (a != unbound && b != unbound && a != b)
        return false;
    }
    return true;
  }

  const Entry& index(Mask part, Mask common, const std::vector<RowIndex>& rows) {
    const auto known = indexes_.find({part, common});
    if (known != indexes_.end())
      return known->second;
    Entry entry{RowIndexByKey(right_, rows, chosen(shared_.right, common)),
                chosen(shared_.left, common)};
    return indexes_.emplace(std::pair{part, common}, std::move(entry)).first->second;
  }

  const Table& left_;
  const Table& right_;
  SharedColumns shared_;
  std::map<Mask, std::vector<RowIndex>> parts_;
  std::map<std::pair<Mask, Mask>, Entry> indexes_;
};

}  // namespace

RowPairs compatible_pairs(const Table& left, const Table& right, Budget& budget) {
  RowPairs out;
  CompatibleRows rows(left, right);
  for (RowIndex row = 0; row < left.rows; ++row) {
    const std::size_t begin = out.right.size();
    rows.each(row, 0, [&](RowIndex match) {
      budget.tick();
      out.left.push_back(row);
      out.right.push_back(match);
      return true;
    });
    if (!rows.single_part()) {
      std::sort(out.right.begin() + static_cast<std::ptrdiff_t>(begin), out.right.end());
    }
    budget.tick();
  }
  return out;
}

Table merge_pairs(const Table& left, const Table& right, const RowPairs& pairs) {
  Table out = left.gather(pairs.left);
  for (std::size_t i = 0; i < right.variables.size(); ++i) {
    const std::vector<TermId>& theirs = right.columns[i];
    const auto mine = out.column_of(right.variables[i]);
    std::vector<TermId> terms =
        mine ? std::move(out.columns[*mine]) : std::vector<TermId>(out.rows, unbound);
    for (std::size_t row = 0; row < out.rows; ++row) {
      if (terms[row] == unbound && pairs.right[row] != no_row) {
        terms[row] = theirs[pairs.right[row]];
      }
    }
    if (mine) {
      out.columns[*mine] = std::move(terms);
    } else {
      out.add_column(right.variables[i], std::move(terms));
    }
  }
  return out;
}

Table join_tables(const Table& left, const Table& right, Budget& budget) {
  if (left.is_unit())
    return right;
  if (right.is_unit())
    return left;
  return merge_pairs(left, right, compatible_pairs(left, right, budget));
}

Table subtract_rows(const Table& left,
                    const Table& right,
                    const std::vector<VariableId>& not_shared,
                    Budget& budget) {
  CompatibleRows rows(left, right);
  const Mask counting = rows.mask_without(not_shared);
  if (counting == 0)
    return left;
  std::vector<RowIndex> kept;
  for (RowIndex row = 0; row < left.rows; ++row) {
    bool removed = false;
    rows.each(row, counting, [&](RowIndex) {
      removed = true;
      return false;
    });
    if (!removed)
      kept.push_back(row);
    budget.tick();
  }
  return left.gather(kept);
}

}  // namespace byline::sparql
