#include "sparql/sort_rows.hpp"

#include "sparql/compare.hpp"
#include "sparql/physical/id_numbers.hpp"
#include "sparql/physical/id_order.hpp"

#include <algorithm>
#include <numeric>

namespace byline::sparql {
namespace {

std::vector<TermId> terms_of(Environment& environment,
                             const Formula& key,
                             const Table& input,
                             const ExistsAnswer& exists) {
  if (const auto* variable = std::get_if<VariableId>(&key.head)) {
    const auto column = input.column_of(*variable);
    return column ? input.columns[*column] : std::vector<TermId>(input.rows, unbound);
  }
  const PreparedFormula formula(environment, key, input, exists);
  std::vector<TermId> terms(input.rows);
  for (std::size_t row = 0; row < input.rows; ++row) {
    environment.budget.tick();
    environment.calls.start_row();
    terms[row] = formula.term(row);
  }
  return terms;
}

/// The rank of each row under one key: rows with equal terms have equal ranks. Terms
/// whose ids are in order are their own ranks; others are decoded and compared, each
/// distinct one once.
std::vector<std::uint32_t> ranks(Environment& environment,
                                 const Formula& key,
                                 const Table& input,
                                 const ExistsAnswer& exists) {
  std::vector<TermId> term_of_row = terms_of(environment, key, input, exists);
  if (physical::are_in_id_order(environment.terms, term_of_row))
    return term_of_row;
  physical::IdNumbers numbers;  // of ids plus one: it takes no 0, which is unbound
  for (std::uint32_t& row : term_of_row)
    row = numbers.number_of(row + 1);
  std::vector<Result> values;
  values.reserve(numbers.ids().size());
  for (const TermId id : numbers.ids()) {
    values.push_back(id == unbound + 1 ? Result{}
                                       : Result{environment.terms.value(id - 1)});
  }
  const auto at = [&](std::uint32_t i) { return values[i] ? &*values[i] : nullptr; };
  std::vector<std::uint32_t> sorted(values.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::ranges::sort(sorted, [&](std::uint32_t a, std::uint32_t b) {
    environment.budget.tick();
    return order(at(a), at(b)) < 0;
  });
  std::vector<std::uint32_t> rank(values.size());
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    const bool same = i > 0 && order(at(sorted[i - 1]), at(sorted[i])) == 0;
    rank[sorted[i]] = same ? rank[sorted[i - 1]] : i;
  }
  for (std::uint32_t& row : term_of_row)
    row = rank[row];
  return term_of_row;
}

}  // namespace

Table sort_rows(Environment& environment,
                const OrderBy& order,
                const Table& input,
                const ExistsAnswer& exists,
                std::size_t limit) {
  std::vector<std::vector<std::uint32_t>> keys;
  for (const SortKey& key : order.keys) {
    keys.push_back(ranks(environment, key.formula, input, exists));
  }
  std::vector<RowIndex> rows(input.rows);
  std::iota(rows.begin(), rows.end(), RowIndex{0});
  const auto before = [&](RowIndex a, RowIndex b) {
    environment.budget.tick();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (keys[i][a] != keys[i][b]) {
        return (keys[i][a] < keys[i][b]) != order.keys[i].descending;
      }
    }
    return a < b;  // rows that compare equal stay as they come
  };
  const std::size_t wanted = std::min(limit, input.rows);
  if (wanted < input.rows) {
    std::ranges::partial_sort(
        rows, rows.begin() + static_cast<std::ptrdiff_t>(wanted), before);
  } else {
    std::ranges::sort(rows, before);
  }
  rows.resize(wanted);
  return input.gather(rows);
}

}  // namespace byline::sparql
