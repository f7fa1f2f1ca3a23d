#pragma once

#include "sparql/budget.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace byline::cli {

/// Ends the process with ExitCode::limit when a limit is passed and the work has not
/// noticed by itself: operators look at their limits as they go, but loading a file, one
/// long sort or one huge string do not. Nothing may be half written while it lives: the
/// process ends without destructors.
class LimitGuard {
 public:
  /// Does nothing if `limits` has neither time nor memory. Throws Error(limit) if the
  /// limit leaves no memory for a thread.
  explicit LimitGuard(const sparql::Limits& limits);
  LimitGuard(const LimitGuard&) = delete;
  LimitGuard& operator=(const LimitGuard&) = delete;
  LimitGuard(LimitGuard&&) = delete;
  LimitGuard& operator=(LimitGuard&&) = delete;
  ~LimitGuard();

 private:
  void watch();

  sparql::Limits limits_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace byline::cli
