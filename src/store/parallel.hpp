#pragma once

#include <cstddef>
#include <functional>

namespace byline::store {

/// Runs task(0) … task(count - 1), each once, on the cores there are (two at most); what
/// one throws is thrown again when all threads have stopped.
void run_parallel(std::size_t count, const std::function<void(std::size_t)>& task);

}  // namespace byline::store
