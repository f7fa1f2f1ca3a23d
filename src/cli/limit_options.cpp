#include "cli/limit_options.hpp"

#include "base/diagnostics.hpp"

#include <sys/resource.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace byline::cli {
namespace {

/// Memory of this process that is in RAM, from /proc (second number of statm, in pages).
std::uint64_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr)
    return 0;
  std::array<char, 128> text{};
  const std::size_t length = std::fread(text.data(), 1, text.size(), file);
  (void)std::fclose(file);
  const std::string_view line(text.data(), length);
  const std::size_t begin = line.find(' ') + 1;
  std::uint64_t pages = 0;
  std::from_chars(line.data() + begin, line.data() + line.size(), pages);
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
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
      ->check(CLI::NonNegativeNumber);
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
    out.used_bytes = resident_bytes;
    // A single allocation cannot pass the limit unseen, either: it fails.
    const rlimit hard{out.max_bytes + out.max_bytes / 20, RLIM_INFINITY};
    (void)setrlimit(RLIMIT_DATA, &hard);
  }
  return out;
}

}  // namespace byline::cli
