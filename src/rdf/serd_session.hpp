#pragma once

#include "rdf/quad.hpp"
#include "rdf/reader.hpp"
#include "rdf/turtle_guard.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace byline::rdf {

/// Runs Serd over a guarded document and hands absolute, checked terms to `sink`.
///
/// Blank-node labels of the document keep their name; nodes without one (`[]`, lists) are
/// called `genid1`, `genid2`, … in document order, or `genidx1`, … if the document has
/// labels that begin with `genid`. `options.blank_prefix` comes before all.
/// Throws Error(ExitCode::unusable) with the place in the original document.
void run_serd(const GuardedText& guarded, const ReadOptions& options, QuadSink& sink);

}  // namespace byline::rdf
