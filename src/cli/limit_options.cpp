#include "cli/limit_options.hpp"

#include "base/diagnostics.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace byline::cli {
namespace {

/// Memory that this process has written to, from /proc: RAM without mapped files (second
/// and third number of statm, in pages). Allocates nothing.
std::uint64_t used_bytes() {
  const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return 0;
  std::array<char, 128> text{};
  const ssize_t length = ::read(file, text.data(), text.size());
  (void)::close(file);
  if (length <= 0)
    return 0;
  const char* end = text.data() + length;
  const auto number_behind = [&](const char* at) {
    const char* begin = std::find(at, end, ' ');
    std::uint64_t pages = 0;
    const char* stop = begin == end ? end : std::from_chars(begin + 1, end, pages).ptr;
    return std::pair(pages, stop);
  };
  const auto [resident, behind] = number_behind(text.data());
  const std::uint64_t shared = number_behind(behind).first;
  return (resident - std::min(shared, resident)) *
         static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

/// What is wrong with a number of seconds; empty: nothing.
std::string seconds_fault(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, status] = std::from_chars(text.data(), end, value);
  const bool is_number = status == std::errc{} && stop == end && std::isfinite(value);
  return is_number && value >= 0 ? "" : "'" + text + "' is no number of seconds";
}

std::uint64_t bytes_of(const std::string& text) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, status] = std::from_chars(text.data(), end, value);
  const std::string_view unit(stop, static_cast<std::size_t>(end - stop));
  const std::size_t power = unit.empty()                  ? 0
                            : unit == "K" || unit == "KB" ? 10
                            : unit == "M" || unit == "MB" ? 20
                            : unit == "G" || unit == "GB" ? 30
                                                          : 64;
  if (status != std::errc{} || power == 64 || value > UINT64_MAX >> power || value == 0) {
    throw Error(ExitCode::unusable,
                {},
                "'" + text + "' is no size of memory",
                "a number of bytes, or with K, M, G: 500M");
  }
  return value << power;
}

}  // namespace

std::uint64_t monotonic_ns() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

std::string current_date_time() {
  using namespace std::chrono;
  const auto now = floor<milliseconds>(system_clock::now());
  const auto day = floor<days>(now);
  const year_month_day date(day);
  const hh_mm_ss time(now - day);
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(),
                                   text.size(),
                                   "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                                   static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()),
                                   static_cast<int>(time.hours().count()),
                                   static_cast<int>(time.minutes().count()),
                                   static_cast<int>(time.seconds().count()),
                                   static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

void add_limit_options(CLI::App& command, LimitOptions& options) {
  command
      .add_option("--timeout", options.timeout_s, "stop after so many seconds (exit 4)")
      ->check(CLI::Validator(seconds_fault, "SECONDS"));
  command.add_option("--max-memory",
                     options.max_memory,
                     "stop above this much memory: 500M, 2G (exit 4)");
  command.add_option(
      "--max-rows", options.max_rows, "refuse results with more rows (exit 4)");
}

sparql::Limits limits_of(const LimitOptions& options) {
  sparql::Limits out;
  out.now_ns = monotonic_ns;
  out.max_rows = options.max_rows;
  if (options.timeout_s > 0) {
    const double longest = 1e9;  // seconds: 31 years
    out.deadline_ns = monotonic_ns() + static_cast<std::uint64_t>(
                                           std::min(options.timeout_s, longest) * 1e9);
  }
  if (!options.max_memory.empty()) {
    out.max_bytes = bytes_of(options.max_memory);
    out.used_bytes = used_bytes;
    // A single allocation cannot pass the limit unseen, either: it fails.
    // (The stack of the watching thread counts, too, though it is hardly used.)
    constexpr std::uint64_t stack_bytes = std::uint64_t{8} << 20;
    const rlimit hard{out.max_bytes + out.max_bytes / 20 + stack_bytes, RLIM_INFINITY};
    (void)setrlimit(RLIMIT_DATA, &hard);
  }
  return out;
}

}  // namespace byline::cli
