// Loads RDF into a store, saves it, opens it again and prints what that cost, as JSON.
//   byline_bench_load FILE… OUT.byl

#include "store/load.hpp"

#include <sys/resource.h>
#include <sys/time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/// A line `name: N kB` of this process's status.
long status_kilobytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  std::string word;
  long value = 0;
  while (status >> word) {
    if (word == name) {
      status >> value;
    }
  }
  return value;
}

/// The most memory that is not a mapped file, looked at every few milliseconds.
class PeakOwnMemory {
 public:
  PeakOwnMemory()
      : thread_([this](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            peak_ = std::max(peak_.load(), status_kilobytes("RssAnon:"));
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
          }
        }) {}
  long kilobytes() {
    thread_.request_stop();
    thread_.join();
    return peak_;
  }

 private:
  std::atomic<long> peak_ = 0;
  std::jthread thread_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: byline_bench_load FILE... OUT.byl\n", stderr);
    return 2;
  }
  const std::filesystem::path out = argv[argc - 1];
  PeakOwnMemory own;
  const double cpu_start = cpu_seconds();
  const auto start = Clock::now();
  const auto store = byline::store::load_files({argv + 1, argv + argc - 1});
  const double load = seconds_since(start);
  const double cpu = cpu_seconds() - cpu_start;
  const long own_kilobytes = own.kilobytes();
  store->save(out);
  const double saved = seconds_since(start);
  const auto opening = Clock::now();
  const auto again = byline::store::load_files({out});
  const auto found = again->find(again->term(1));
  const double opened = seconds_since(opening);
  const auto checking = Clock::now();
  again->image().check_all();
  const double checked = seconds_since(checking);
  const auto quads = static_cast<double>(store->default_count() + store->named_count());
  std::printf(
      "{\"default_quads\":%zu,\"named_quads\":%zu,\"terms\":%zu,\"load_s\":%.3f,"
      "\"load_cpu_s\":%.3f,\"quads_per_s\":%.0f,\"save_s\":%.3f,\"open_ms\":%.3f,"
      "\"check_ms\":%.1f,\"bytes_per_quad\":%.2f,\"peak_bytes_per_quad\":%.1f,"
      "\"peak_own_bytes_per_quad\":%.1f,\"ok\":%d}\n",
      store->default_count(),
      store->named_count(),
      store->term_count(),
      load,
      cpu,
      quads / load,
      saved - load,
      opened * 1e3,
      checked * 1e3,
      static_cast<double>(std::filesystem::file_size(out)) / quads,
      static_cast<double>(peak_kilobytes()) * 1024 / quads,
      static_cast<double>(own_kilobytes) * 1024 / quads,
      found.value_or(0) == 1);
  for (std::size_t i = 0; i < byline::store::section_count; ++i) {
    std::printf(
        "%s %.2f B/quad\n",
        std::string(byline::store::section_names[i]).c_str(),
        static_cast<double>(
            again->image().section(static_cast<byline::store::Section>(i)).size()) /
            quads);
  }
  return 0;
}
