#include "sparql/physical/lookup.hpp"

#include <utility>

namespace byline::sparql::physical {

Lookup::Lookup(const store::Grouped& grouped,
               LookupMode mode,
               SlotId key,
               SlotId value,
               Output output)
    : probe_(grouped),
      mode_(mode),
      key_(key),
      value_(value),
      output_(std::move(output)) {}

void Lookup::expand(const Batch& batch, std::size_t row, store::RowRange values) {
  const auto& column = probe_.grouped().column();
  for (std::size_t i = values.begin; i < values.end; ++i) {
    if (output_.select(row, column[i])) {
      output_.flush(batch, value_);
      if (!output_.wants_more()) {
        return;
      }
    }
  }
}

void Lookup::take(const Batch& batch, std::size_t row, store::RowRange values) {
  bool full = false;
  switch (mode_) {
    case LookupMode::expand: expand(batch, row, values); return;
    case LookupMode::weigh:
      full = !values.empty() &&
             output_.select_weighted(row, batch.weight(row) * values.size());
      break;
    case LookupMode::exists: full = !values.empty() && output_.select(row); break;
    case LookupMode::missing: full = values.empty() && output_.select(row); break;
    case LookupMode::optional:
      if (!values.empty()) {
        expand(batch, row, values);
        return;
      }
      full = output_.select(row, store::any);
      break;
  }
  if (full) {
    output_.flush(batch, value_);
  }
}

void Lookup::consume(const Batch& batch) {
  const auto& keys = batch.columns[key_];
  for (std::size_t row = 0; row < batch.rows && output_.wants_more(); ++row) {
    // An unbound key (after OPTIONAL) finds nothing; plans use it with `optional` only.
    take(
        batch, row, keys[row] == store::any ? store::RowRange{} : probe_.find(keys[row]));
  }
  output_.flush(batch, value_);
}

}  // namespace byline::sparql::physical
