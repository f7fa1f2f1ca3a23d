/// Runs any bytes as a query over a small data set: they are refused, or evaluation
/// as specified and optimised gives the same rows.
#include "sparql/both_ways.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string query(reinterpret_cast<const char*>(data), size);
  const auto comparison = byline::sparql::compare_plans(query, 2'000);
  if (!comparison.difference.empty()) {
    std::cerr << comparison.difference;
    std::abort();
  }
  return 0;
}
