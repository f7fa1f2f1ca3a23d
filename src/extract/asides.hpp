#pragma once

#include "extract/sentence_view.hpp"

#include <cstddef>
#include <functional>

namespace byline::extract {

/// Gives `takes` the tokens behind each aside that may begin at token `at`, the shortest
/// first, until it is true: ", … ,", "( … )", "– … –", or the comma that ends an
/// apposition. Whether it was.
bool any_aside_end(const SentenceView& view,
                   std::size_t at,
                   const std::function<bool(std::size_t)>& takes);

}  // namespace byline::extract
