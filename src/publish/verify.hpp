#pragma once

#include "publish/load.hpp"

namespace byline::publish {

/// Compares the store with the data: the number of triples of every graph, and for up to
/// 10 statements of each of up to 200 graphs, spread evenly, their objects by value.
/// Returns the number of statements compared. Throws Error(ExitCode::io) at the first
/// difference.
std::size_t verify(SortedGraphs& data, LoadPlan& plan, Endpoint& endpoint, LoadMode mode);

}  // namespace byline::publish
