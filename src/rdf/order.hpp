#pragma once

#include "rdf/quad.hpp"

namespace byline::rdf {

/// Whether `a` comes before `b` in the order of `canonical_order` (writer.hpp).
bool canonically_before(const Quad& a, const Quad& b);

}  // namespace byline::rdf
