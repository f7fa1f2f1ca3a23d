#pragma once

#include "cli/name_lookup.hpp"
#include "publish/endpoint.hpp"
#include "rdf/quad.hpp"
#include "sparql/results.hpp"
#include "sparql/syntax.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Queries that a store elsewhere answers. Where it cuts answers (Virtuoso: 10,000 rows)
/// they are fetched page by page in a fixed order and the rows are counted afterwards:
/// nothing is left out without an error.
namespace byline::cli {

struct RemoteLimits {
  std::uint64_t max_rows = 0;  ///< more rows are an error (ExitCode::limit); 0: any
};

/// Runs a SELECT (`text`, which `query` is the tree of) and hands its rows to `writer`.
/// Throws Error: io if the store does not answer, cuts what cannot be paged, or if its
/// data change meanwhile; limit.
void remote_select(publish::Endpoint& endpoint,
                   const sparql::Query& query,
                   const std::string& text,
                   const RemoteLimits& limits,
                   sparql::ResultWriter& writer);

bool remote_ask(publish::Endpoint& endpoint, const std::string& text);

/// Runs a CONSTRUCT or DESCRIBE. Where the store cuts answers, a CONSTRUCT is asked as
/// SELECT and its template is filled here.
std::vector<rdf::Quad> remote_graph(publish::Endpoint& endpoint,
                                    const sparql::Query& query,
                                    const std::string& text,
                                    const RemoteLimits& limits);

/// Labels and properties of the store, for parameters given by name. `graph`: where they
/// are looked for; empty: the store's default graph.
TripleSource triples_of(publish::Endpoint& endpoint, const std::string& graph);

}  // namespace byline::cli
