#pragma once

#include "rdf/quad.hpp"

#include <functional>
#include <vector>

namespace byline::rdf {

using Statements = std::vector<const Quad*>;
using StatementsSink = std::function<void(const Statements&)>;

/// The order in which people read a graph: by graph (the default graph first), subject,
/// predicate (rdf:type first, labels next) and object. `quads` must be in canonical order
/// and outlive the result.
Statements document_order(const std::vector<Quad>& quads);

/// Hands over the statements of `document_order`, those of one subject in one graph at a
/// time.
void for_each_subject(const std::vector<Quad>& quads, const StatementsSink& sink);

/// The same for quads of one graph, in a single walk that also finds whether they are in
/// canonical order without repetitions; false as soon as they are not.
bool try_each_subject(const std::vector<Quad>& quads, const StatementsSink& sink);

}  // namespace byline::rdf
