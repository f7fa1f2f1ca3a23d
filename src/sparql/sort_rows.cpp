#include "sparql/sort_rows.hpp"

#include "sparql/compare.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace byline::sparql {
namespace {

/// The rank of each row under one key: rows with equal terms have equal ranks. Every
/// distinct term is decoded and compared once.
std::vector<std::uint32_t> ranks(Environment& environment,
                                 const PreparedFormula& key,
                                 std::size_t rows) {
  std::vector<TermId> terms;
  std::unordered_map<TermId, std::uint32_t> place;
  std::vector<std::uint32_t> term_of_row(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    environment.budget.tick();
    environment.calls.start_row();
    const TermId id = key.term(row);
    const auto [entry, is_new] =
        place.emplace(id, static_cast<std::uint32_t>(terms.size()));
    if (is_new)
      terms.push_back(id);
    term_of_row[row] = entry->second;
  }
  std::vector<Result> values;
  values.reserve(terms.size());
  for (const TermId id : terms) {
    values.push_back(id == unbound ? Result{} : Result{environment.terms.value(id)});
  }
  const auto at = [&](std::uint32_t i) { return values[i] ? &*values[i] : nullptr; };
  std::vector<std::uint32_t> sorted(terms.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::ranges::sort(sorted, [&](std::uint32_t a, std::uint32_t b) {
    environment.budget.tick();
    return order(at(a), at(b)) < 0;
  });
  std::vector<std::uint32_t> rank(terms.size());
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
                const ExistsAnswer& exists) {
  std::vector<std::vector<std::uint32_t>> keys;
  for (const SortKey& key : order.keys) {
    const PreparedFormula formula(environment, key.formula, input, exists);
    keys.push_back(ranks(environment, formula, input.rows));
  }
  std::vector<RowIndex> rows(input.rows);
  std::iota(rows.begin(), rows.end(), RowIndex{0});
  std::ranges::stable_sort(rows, [&](RowIndex a, RowIndex b) {
    environment.budget.tick();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (keys[i][a] != keys[i][b]) {
        return (keys[i][a] < keys[i][b]) != order.keys[i].descending;
      }
    }
    return false;
  });
  return input.gather(rows);
}

}  // namespace byline::sparql
