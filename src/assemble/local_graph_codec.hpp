#pragma once

#include "assemble/local_graph.hpp"

#include <string>
#include <string_view>

namespace byline::assemble {

/// A local graph as a few bytes, for this process only. Equal graphs give equal bytes.
std::string encode(const LocalGraph& graph);
/// What `encode` was given.
LocalGraph decode(std::string_view bytes);

}  // namespace byline::assemble
