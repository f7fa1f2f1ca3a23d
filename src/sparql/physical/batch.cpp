#include "sparql/physical/batch.hpp"

#include <utility>

namespace byline::sparql::physical {

Output::Output(BatchSink& next, std::size_t slots, std::vector<SlotId> live)
    : next_(&next),
      live_(std::move(live)) {
  batch_.columns.resize(slots);
}

void Output::flush(const Batch& input, SlotId bound) {
  if (selected_.empty()) {
    return;
  }
  for (const SlotId slot : live_) {
    auto& column = batch_.columns[slot];
    if (slot == bound && !values_.empty()) {
      column.swap(values_);
      continue;
    }
    const auto& from = input.columns[slot];
    if (from.size() != input.rows) {
      continue;  // bound by a later operator
    }
    column.resize(selected_.size());
    for (std::size_t i = 0; i < selected_.size(); ++i) {
      column[i] = from[selected_[i]];
    }
  }
  if (!weights_.empty()) {
    batch_.weights.swap(weights_);
  } else if (!input.weights.empty()) {
    batch_.weights.resize(selected_.size());
    for (std::size_t i = 0; i < selected_.size(); ++i) {
      batch_.weights[i] = input.weights[selected_[i]];
    }
  } else {
    batch_.weights.clear();
  }
  batch_.rows = selected_.size();
  next_->consume(batch_);
  selected_.clear();
  values_.clear();
  weights_.clear();
}

}  // namespace byline::sparql::physical
