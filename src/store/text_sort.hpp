#pragma once

#include "store/term_table.hpp"

#include <cstdint>
#include <span>

namespace byline::store {

/// Sorts numbers of terms by their texts, bytewise (code-point order of UTF-8).
void sort_by_text(std::span<std::uint32_t> numbers, const TermTable& terms);

}  // namespace byline::store
