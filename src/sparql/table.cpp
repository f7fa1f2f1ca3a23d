#include "sparql/table.hpp"

#include "sparql/row_hash.hpp"

#include <algorithm>
#include <numeric>

namespace byline::sparql {

Table Table::unit() {
  Table out;
  out.rows = 1;
  return out;
}

Table Table::none(std::vector<VariableId> variables) {
  Table out;
  out.columns.resize(variables.size());
  out.variables = std::move(variables);
  return out;
}

std::optional<std::size_t> Table::column_of(VariableId variable) const {
  const auto found = std::ranges::find(variables, variable);
  if (found == variables.end())
    return std::nullopt;
  return static_cast<std::size_t>(found - variables.begin());
}

void Table::add_column(VariableId variable, std::vector<TermId> terms) {
  variables.push_back(variable);
  columns.push_back(std::move(terms));
}

void Table::drop_column(VariableId variable) {
  if (const auto column = column_of(variable)) {
    variables.erase(variables.begin() + static_cast<std::ptrdiff_t>(*column));
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(*column));
  }
}

Table Table::gather(std::span<const RowIndex> which) const {
  Table out;
  out.rows = which.size();
  out.variables = variables;
  out.columns.reserve(columns.size());
  for (const auto& column : columns) {
    std::vector<TermId> terms;
    terms.reserve(which.size());
    for (const RowIndex row : which)
      terms.push_back(row == no_row ? unbound : column[row]);
    out.columns.push_back(std::move(terms));
  }
  return out;
}

Table Table::project(std::span<const VariableId> which) const {
  Table out;
  out.rows = rows;
  for (const VariableId variable : which) {
    const auto column = column_of(variable);
    out.add_column(variable,
                   column ? columns[*column] : std::vector<TermId>(rows, unbound));
  }
  return out;
}

void Table::append(const Table& other) {
  for (const VariableId variable : other.variables) {
    if (!column_of(variable))
      add_column(variable, std::vector<TermId>(rows, unbound));
  }
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (const auto theirs = other.column_of(variables[i])) {
      columns[i].insert(
          columns[i].end(), other.columns[*theirs].begin(), other.columns[*theirs].end());
    } else {
      columns[i].resize(rows + other.rows, unbound);
    }
  }
  rows += other.rows;
}

std::vector<RowIndex> distinct_rows(const Table& table,
                                    std::span<const std::size_t> columns,
                                    std::vector<RowIndex>* group_of) {
  std::vector<RowIndex> firsts;
  RowHash groups(table, columns);
  if (group_of != nullptr)
    group_of->resize(table.rows);
  for (RowIndex row = 0; row < table.rows; ++row) {
    const auto [group, is_new] = groups.add(row);
    if (is_new)
      firsts.push_back(row);
    if (group_of != nullptr)
      (*group_of)[row] = group;
  }
  return firsts;
}

}  // namespace byline::sparql
