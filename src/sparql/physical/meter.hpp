#pragma once

#include "sparql/environment.hpp"
#include "sparql/physical/batch.hpp"
#include "sparql/profile.hpp"

#include <optional>

namespace byline::sparql::physical {

/// For --explain: where a plan notes what its steps did.
struct Trace {
  ProfileEntry& entry;
  const VariableTable& variables;
  const Budget& budget;
};

/// For the steps of `algebra`; nothing without --explain.
std::optional<Trace> trace_of(Environment& environment, const Algebra& algebra);

/// Counts the solutions that an operator hands on and the time spent behind it.
class Meter final : public BatchSink {
 public:
  Meter(const Budget& budget, BatchSink& next) : budget_(budget), next_(next) {}
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return next_.wants_more(); }

  [[nodiscard]] std::uint64_t solutions() const { return solutions_; }
  [[nodiscard]] std::uint64_t behind_ns() const { return behind_ns_; }

 private:
  const Budget& budget_;
  BatchSink& next_;
  std::uint64_t solutions_ = 0;
  std::uint64_t behind_ns_ = 0;
};

}  // namespace byline::sparql::physical
