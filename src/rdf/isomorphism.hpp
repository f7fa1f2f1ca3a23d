#pragma once

#include "rdf/quad.hpp"

#include <vector>

namespace byline::rdf {

/// How to turn one dataset into another, blank nodes matched (RDF 1.1 Concepts, 3.6).
struct Difference {
  std::vector<Quad> removed;  ///< only in the first, with its labels, canonical order
  std::vector<Quad> added;    ///< only in the second, with its labels, canonical order
  [[nodiscard]] bool empty() const { return removed.empty() && added.empty(); }
};

/// Compares two datasets as sets of quads up to the names of blank nodes. Language tags
/// compare without case (their value space is lower case).
///
/// Empty exactly if the datasets are isomorphic. Otherwise every quad without blank nodes
/// is reported exactly; connected groups of blank nodes that have an equal in the other
/// dataset are matched, and what is left is paired by likeness: valid, not always the
/// smallest. Throws Error(ExitCode::limit) on graphs so regular that matching would take
/// too long.
Difference difference(std::vector<Quad> first, std::vector<Quad> second);

}  // namespace byline::rdf
