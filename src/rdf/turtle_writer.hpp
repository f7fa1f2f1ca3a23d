#pragma once

#include "rdf/writer.hpp"

#include <vector>

namespace byline::rdf {

/// Writes TriG, which is Turtle when no quad stands in a named graph. `quads` must be in
/// canonical order without repetitions; graphs come in order, the default graph first.
void write_turtle(const std::vector<Quad>& quads,
                  const Prefixes& prefixes,
                  const ByteSink& sink);

}  // namespace byline::rdf
