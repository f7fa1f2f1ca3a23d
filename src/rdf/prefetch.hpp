#pragma once

#include "rdf/quad.hpp"

#include <cstddef>

namespace byline::rdf {

/// How many quads before its turn the text of a quad is asked for.
constexpr std::size_t prefetch_distance = 8;

/// Asks for the text of a quad whose turn comes soon. Sorted quads lie one behind the
/// other and their texts anywhere: waiting for memory takes longer than comparing or
/// writing.
inline void prefetch(const Quad& quad) {
  __builtin_prefetch(quad.subject.value.data());
  __builtin_prefetch(quad.predicate.value.data());
  __builtin_prefetch(quad.object.value.data());
  __builtin_prefetch(quad.object.datatype.data());
}

}  // namespace byline::rdf
