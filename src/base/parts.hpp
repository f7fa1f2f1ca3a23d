#pragma once

#include <cstddef>
#include <functional>

namespace byline {

/// Calls `run` with 0 … `parts` - 1 on as many threads, this one among them, and waits
/// for all. Throws what the first part (by number) that throws does.
void run_parts(std::size_t parts, const std::function<void(std::size_t)>& run);

}  // namespace byline
