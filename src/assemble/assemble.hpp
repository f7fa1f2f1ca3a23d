#pragma once

#include "assemble/identity.hpp"
#include "assemble/local_graphs.hpp"
#include "rdf/quad.hpp"

#include <span>
#include <string>
#include <vector>

/// From what the articles say to one graph: identity across articles, evidence, quads.
namespace byline::assemble {

struct GraphOptions {
  std::string base;           ///< of all data IRIs; ends in `/` or `#`
  bool mentions = false;      ///< `build --mentions`
  std::string version;        ///< of byline
  std::string ontology_hash;  ///< of everything that decides what is found
};

/// Writes the graph of the articles `graphs`, which must be sorted by id and differ in
/// it: the default graph and one named graph for each article (data model, section 4).
/// Quads come in article order and may repeat; the set depends only on the set of graphs.
/// No blank nodes.
void write_graph(const LocalGraphs& graphs,
                 const IdentityOverrides& overrides,
                 const GraphOptions& options,
                 rdf::QuadSink& sink);

/// The same in as many parts as there are sinks, none null, each written by a thread of
/// its own: together they get the quads of the graph.
void write_graph(const LocalGraphs& graphs,
                 const IdentityOverrides& overrides,
                 const GraphOptions& options,
                 std::span<rdf::QuadSink* const> sinks);

}  // namespace byline::assemble
