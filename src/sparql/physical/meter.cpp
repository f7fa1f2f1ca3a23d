#include "sparql/physical/meter.hpp"

#include <numeric>

namespace byline::sparql::physical {

std::optional<Trace> trace_of(Environment& environment, const Algebra& algebra) {
  if (environment.profile == nullptr) {
    return std::nullopt;
  }
  return Trace{
      environment.profile->entries[&algebra], environment.variables, environment.budget};
}

void Meter::consume(const Batch& batch) {
  solutions_ +=
      batch.weights.empty()
          ? batch.rows
          : std::accumulate(batch.weights.begin(), batch.weights.end(), std::uint64_t{0});
  const std::uint64_t begin = budget_.now_ns();
  next_.consume(batch);
  behind_ns_ += budget_.now_ns() - begin;
}

}  // namespace byline::sparql::physical
