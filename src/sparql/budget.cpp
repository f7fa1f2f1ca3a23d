#include "sparql/budget.hpp"

#include "base/diagnostics.hpp"

namespace byline::sparql {

void Budget::check() const {
  if (limits_.deadline_ns != 0 && limits_.now_ns &&
      limits_.now_ns() >= limits_.deadline_ns) {
    throw Error(ExitCode::limit, {}, "the time limit is reached", "see --timeout");
  }
  if (limits_.max_bytes != 0 && limits_.used_bytes &&
      limits_.used_bytes() > limits_.max_bytes) {
    throw Error(ExitCode::limit, {}, "the memory limit is reached", "see --max-memory");
  }
  if (limits_.interrupted && limits_.interrupted()) {
    throw Error(ExitCode::interrupted, {}, "interrupted");
  }
}

}  // namespace byline::sparql
