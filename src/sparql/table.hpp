#pragma once

#include "sparql/algebra.hpp"
#include "sparql/term_space.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace byline::sparql {

/// Number of a row of a table.
using RowIndex = std::uint32_t;
/// In lists of rows: no row; its terms are unbound.
inline constexpr RowIndex no_row = UINT32_MAX;

/// Solutions by columns: one vector of term ids a variable, `unbound` where a solution
/// has none. A variable without a column is unbound everywhere. Tables without columns
/// still have rows.
struct Table {
  std::vector<VariableId> variables;
  std::vector<std::vector<TermId>> columns;  ///< [column][row]
  std::size_t rows = 0;

  /// One row that binds nothing: what joins with everything.
  static Table unit();
  /// No rows.
  static Table none(std::vector<VariableId> variables = {});

  [[nodiscard]] bool is_unit() const { return rows == 1 && variables.empty(); }
  [[nodiscard]] std::optional<std::size_t> column_of(VariableId variable) const;
  [[nodiscard]] TermId at(std::optional<std::size_t> column, std::size_t row) const {
    return column ? columns[*column][row] : unbound;
  }
  /// Adds a column; `terms` has one term a row.
  void add_column(VariableId variable, std::vector<TermId> terms);
  /// Takes a column away, if it is there.
  void drop_column(VariableId variable);
  /// The rows with these numbers, in that order; `no_row` gives a row that binds nothing.
  [[nodiscard]] Table gather(std::span<const RowIndex> which) const;
  /// The columns of these variables, in that order; new ones are unbound.
  [[nodiscard]] Table project(std::span<const VariableId> which) const;
  /// Adds the rows of `other`; columns are matched by variable.
  void append(const Table& other);
};

/// First row of each group of equal rows, over `columns`, in the order of the rows; and,
/// if `group_of` is given, the group (number of its first row in that list) of each row.
std::vector<RowIndex> distinct_rows(const Table& table,
                                    std::span<const std::size_t> columns,
                                    std::vector<RowIndex>* group_of = nullptr);

}  // namespace byline::sparql
