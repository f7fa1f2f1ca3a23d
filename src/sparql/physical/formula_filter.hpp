#pragma once

#include "sparql/formula.hpp"
#include "sparql/physical/batch.hpp"

#include <utility>
#include <vector>

namespace byline::sparql::physical {

/// Which variable a slot is.
using SlotVariable = std::pair<SlotId, VariableId>;

/// Keeps the rows for which a formula holds. All references must outlive it.
class FormulaFilter final : public BatchSink {
 public:
  FormulaFilter(Environment& environment,
                const Formula& formula,
                const ExistsAnswer& exists,
                std::vector<SlotVariable> reads,
                Output output);
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return output_.wants_more(); }

 private:
  Environment& environment_;
  const Formula& formula_;
  const ExistsAnswer& exists_;
  std::vector<SlotVariable> reads_;
  Output output_;
};

}  // namespace byline::sparql::physical
