#pragma once

#include "sparql/syntax.hpp"

#include <string>

namespace byline::cli {

/// The query as it must be asked where the graph's default graph lies under a name of its
/// own, so that it gives the rows that it gives of the file: triples outside of GRAPH are
/// looked for in `GRAPH <default_graph>`, and every `GRAPH ?g` has
/// `FILTER(?g != <default_graph>)` beside it. FROM would not do: most stores then hide
/// all other graphs. A query with FROM or FROM NAMED of its own comes back as it is.
sparql::Query with_named_default_graph(sparql::Query query,
                                       const std::string& default_graph);

}  // namespace byline::cli
