/// Runs any bytes as a query over a small data set: they are refused, or the plan as
/// translated and the optimised one give the same rows.
#include "sparql/both_ways.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string query(reinterpret_cast<const char*>(data), size);
  if (const auto difference = byline::sparql::difference_of_plans(query)) {
    std::cerr << *difference;
    std::abort();
  }
  return 0;
}
