#pragma once

#include "sparql/budget.hpp"
#include "sparql/physical/batch.hpp"

namespace byline::sparql::physical {

/// Hands batches on and looks at the limits of the evaluation on the way.
class Watch final : public BatchSink {
 public:
  Watch(Budget& budget, BatchSink& next) : budget_(budget), next_(next) {}
  void consume(const Batch& batch) override {
    budget_.check();
    next_.consume(batch);
  }
  [[nodiscard]] bool wants_more() const override { return next_.wants_more(); }

 private:
  Budget& budget_;
  BatchSink& next_;
};

}  // namespace byline::sparql::physical
