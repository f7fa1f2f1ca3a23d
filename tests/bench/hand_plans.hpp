#pragma once

#include "store/index.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// The 19 bench queries as a programmer would write them over the index, knowing the
/// data: the yardstick for planner and executor. They count rows and make no strings.
namespace bench {

struct HandPlan {
  std::string query;  ///< file name without extension
  /// Number of rows, or the counted value.
  std::function<std::uint64_t(const byline::store::Index&)> run;
};

const std::vector<HandPlan>& hand_plans();

}  // namespace bench
