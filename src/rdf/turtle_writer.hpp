#pragma once

#include "rdf/writer.hpp"

#include <vector>

namespace byline::rdf {

/// Writes Turtle or TriG, for `write` of writer.hpp. Throws Error(ExitCode::unusable)
/// before the first byte if a quad cannot be written (`WritableCheck`), or stands in a
/// named graph and Turtle is asked for.
void write_turtle(std::vector<Quad> quads,
                  Syntax syntax,
                  const Prefixes& prefixes,
                  const ByteSink& sink);

}  // namespace byline::rdf
