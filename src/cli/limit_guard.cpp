#include "cli/limit_guard.hpp"

#include "base/diagnostics.hpp"

#include <chrono>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace byline::cli {
namespace {

using std::chrono::nanoseconds;

/// Time that the work has to notice by itself.
constexpr std::uint64_t grace_ns = 20'000'000;
/// Between two looks at the memory: 3 ms are some 10 MB of new pages.
constexpr std::uint64_t memory_interval_ns = 3'000'000;

/// Without destructors and without buffers: other threads are still at work.
[[noreturn]] void stop(std::string_view message) {
  while (!message.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, message.data(), message.size());
    if (written <= 0)
      break;
    message.remove_prefix(static_cast<std::size_t>(written));
  }
  _exit(static_cast<int>(ExitCode::limit));
}

}  // namespace

LimitGuard::LimitGuard(const sparql::Limits& limits) : limits_(limits) {
  if ((limits_.deadline_ns != 0 && limits_.now_ns) ||
      (limits_.max_bytes != 0 && limits_.used_bytes)) {
    try {
      thread_ = std::thread([this] { watch(); });
    } catch (const std::system_error&) {
      throw Error(ExitCode::limit,
                  {},
                  "the memory limit leaves nothing to work with",
                  "see --max-memory");
    }
  }
}

LimitGuard::~LimitGuard() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable())
    thread_.join();
}

void LimitGuard::watch() {
  std::unique_lock lock(mutex_);
  const bool has_memory = limits_.max_bytes != 0 && limits_.used_bytes;
  while (!done_) {
    std::uint64_t wait_ns = memory_interval_ns;
    if (limits_.deadline_ns != 0) {
      const std::uint64_t end_ns = limits_.deadline_ns + grace_ns;
      const std::uint64_t now_ns = limits_.now_ns();
      if (now_ns >= end_ns)
        stop("error: the time limit is reached\n  hint: see --timeout\n");
      wait_ns = has_memory ? std::min(wait_ns, end_ns - now_ns) : end_ns - now_ns;
    }
    if (has_memory && limits_.used_bytes() > limits_.max_bytes + limits_.max_bytes / 32)
      stop("error: the memory limit is reached\n  hint: see --max-memory\n");
    ended_.wait_for(lock, nanoseconds(wait_ns));
  }
}

}  // namespace byline::cli
