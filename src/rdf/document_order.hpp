#pragma once

#include "rdf/quad.hpp"

#include <vector>

namespace byline::rdf {

using Statements = std::vector<const Quad*>;

/// The order in which people read a graph: by graph (the default graph first), subject,
/// predicate (rdf:type first, labels next) and object. `quads` must be in canonical order
/// and outlive the result.
Statements document_order(const std::vector<Quad>& quads);

}  // namespace byline::rdf
