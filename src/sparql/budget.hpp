#pragma once

#include <cstdint>
#include <functional>

namespace byline::sparql {

/// Limits of one evaluation and the means to measure them, given by the caller: nothing
/// here reads a clock.
struct Limits {
  std::function<std::uint64_t()> now_ns;  ///< monotonic; empty: no times, no time limit
  std::uint64_t deadline_ns = 0;          ///< of `now_ns`; 0: none
  std::function<std::uint64_t()> used_bytes;  ///< memory in use; empty: not measured
  std::uint64_t max_bytes = 0;                ///< 0: no limit
  std::uint64_t max_rows = 0;                 ///< rows of the result; 0: no limit
  std::function<bool()> interrupted;          ///< empty: never
};

/// Watches the limits while operators work.
class Budget {
 public:
  explicit Budget(Limits limits = {}) : limits_(std::move(limits)) {}

  /// Call once for each row touched: looks at the limits every 1,024 calls.
  void tick() {
    if ((++ticks_ & 1023U) == 0)
      check();
  }
  /// Throws Error(ExitCode::limit) when a limit is exceeded.
  void check() const;
  /// 0 without a clock.
  [[nodiscard]] std::uint64_t now_ns() const {
    return limits_.now_ns ? limits_.now_ns() : 0;
  }
  [[nodiscard]] const Limits& limits() const { return limits_; }

 private:
  Limits limits_;
  std::uint64_t ticks_ = 0;
};

}  // namespace byline::sparql
