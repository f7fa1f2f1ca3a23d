#include "sparql/physical/formula_filter.hpp"

namespace byline::sparql::physical {

FormulaFilter::FormulaFilter(Environment& environment,
                             const Formula& formula,
                             const ExistsAnswer& exists,
                             std::vector<SlotVariable> reads,
                             Output output)
    : environment_(environment),
      formula_(formula),
      exists_(exists),
      reads_(std::move(reads)),
      output_(std::move(output)) {}

void FormulaFilter::consume(const Batch& batch) {
  environment_.budget.check();
  Table table;
  table.rows = batch.rows;
  for (const auto& [slot, variable] : reads_) {
    table.add_column(variable, batch.columns[slot]);
  }
  const PreparedFormula formula(environment_, formula_, table, exists_);
  for (std::size_t row = 0; row < batch.rows; ++row) {
    environment_.calls.start_row();
    if (formula.holds(row)) {
      output_.select(row);
    }
  }
  output_.flush(batch, 0);
}

}  // namespace byline::sparql::physical
