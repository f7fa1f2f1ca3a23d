#pragma once

#include "extract/entity_groups.hpp"

#include <cstddef>
#include <vector>

namespace byline::extract {

/// In place of a group's number: there is none.
constexpr std::size_t no_group = static_cast<std::size_t>(-1);

/// The one group with members, but for `except`, that `fits` holds for; `no_group` if
/// there are none or several.
template <typename Test>
[[nodiscard]] std::size_t only_one(const std::vector<EntityGroup>& groups,
                                   std::size_t except,
                                   const Test& fits) {
  std::size_t found = no_group;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (g == except || groups[g].members.empty() || !fits(groups[g])) {
      continue;
    }
    if (found != no_group) {
      return no_group;
    }
    found = g;
  }
  return found;
}

}  // namespace byline::extract
