#pragma once

#include "rdf/writer.hpp"

#include <vector>

namespace byline::rdf {

/// Writes JSON-LD 1.1: flattened, one object a subject, named graphs behind the default
/// graph, a context of the prefixes in use. Lossless: numbers and booleans are bare only
/// where their lexical form is the canonical one. `quads` must be in canonical order.
void write_jsonld(const std::vector<Quad>& quads,
                  const Prefixes& prefixes,
                  const ByteSink& sink);

}  // namespace byline::rdf
