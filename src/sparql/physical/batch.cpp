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
  gather(input);
  if (!values_.empty()) {
    batch_.columns[bound].swap(values_);
    values_.clear();
  }
  hand_on(input);
}

/// Copies the selected rows of the columns that `input` has.
void Output::gather(const Batch& input) {
  for (const SlotId slot : live_) {
    const auto& from = input.columns[slot];
    if (from.size() != input.rows) {
      continue;  // bound by this operator or a later one
    }
    auto& column = batch_.columns[slot];
    column.resize(selected_.size());
    for (std::size_t i = 0; i < selected_.size(); ++i) {
      column[i] = from[selected_[i]];
    }
  }
}

void Output::hand_on(const Batch& input) {
  if (!weights_.empty()) {
    batch_.weights.swap(weights_);
    weights_.clear();
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
}

}  // namespace byline::sparql::physical
