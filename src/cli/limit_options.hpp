#pragma once

#include "sparql/budget.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace byline::cli {

/// Limits of queries and updates.
struct LimitOptions {
  double timeout_s = 0;        ///< 0: none
  std::string max_memory;      ///< bytes, or with K, M, G; empty: none
  std::uint64_t max_rows = 0;  ///< 0: none
};

void add_limit_options(CLI::App& command, LimitOptions& options);

/// Measured from now on: call it before data is read. Throws Error for a size that is
/// none.
sparql::Limits limits_of(const LimitOptions& options);

/// Nanoseconds of a monotonic clock.
std::uint64_t monotonic_ns();

/// The time as xsd:dateTime in UTC, to the millisecond.
std::string current_date_time();

}  // namespace byline::cli
