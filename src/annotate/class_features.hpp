#pragma once

#include "annotate/feature_hash.hpp"
#include "annotate/linear_model.hpp"

#include <cstdint>

namespace byline::annotate {

/// The beginning of the path to a class: what the words of several like classes share.
constexpr std::uint32_t first_steps(std::uint32_t path, unsigned steps) {
  return path & ((1U << steps) - 1U);
}

/// Adds the feature that a word's class, or the beginning of the path to it, makes `with`
/// something else; none for a word without class.
inline void add_class(std::uint32_t path, std::uint64_t with, FeatureVector& features) {
  path != 0 ? features.add(join(path, with)) : features.skip();
}

}  // namespace byline::annotate
