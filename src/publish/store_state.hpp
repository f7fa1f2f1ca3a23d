#pragma once

#include "publish/load.hpp"

#include <cstdint>
#include <vector>

namespace byline::publish {

/// What the store holds of a planned graph, as far as it matters.
enum class GraphState : std::uint8_t {
  unknown,    ///< nothing, something or something else
  empty,      ///< nothing
  unchanged,  ///< what the manifest lists and the plan wants
};

/// Asks the store about graphs of the plan: those that the manifest lists, because the
/// store may have been emptied since, and in replace mode all of a store that takes
/// quads.
std::vector<GraphState> states_of(LoadPlan& plan,
                                  Endpoint& endpoint,
                                  const Manifest& manifest,
                                  LoadMode mode);

/// Graphs that the manifest lists and the plan lacks.
std::vector<std::string> vanished_graphs(LoadPlan& plan, const Manifest& manifest);

}  // namespace byline::publish
