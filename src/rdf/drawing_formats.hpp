#pragma once

#include "rdf/entity_graph.hpp"
#include "rdf/writer.hpp"

/// Formats for looking at an entity graph. Equal graphs give equal bytes; characters that
/// a format cannot hold (controls in XML and DOT) become U+FFFD.
namespace byline::rdf {

/// GraphML 1.0 (yEd, Gephi, NetworkX): attributes of nodes label, kind, classes,
/// articles, of edges predicate, articles, weight.
void write_graphml(const EntityGraph& graph,
                   const Prefixes& prefixes,
                   const ByteSink& sink);

/// GEXF 1.2 (Gephi), the same attributes.
void write_gexf(const EntityGraph& graph, const Prefixes& prefixes, const ByteSink& sink);

/// Graphviz: colour by kind, width by number of articles.
void write_dot(const EntityGraph& graph, const Prefixes& prefixes, const ByteSink& sink);

/// RFC 4180, CRLF: `id,label,kind,classes,articles`. Text that a spreadsheet would run as
/// a formula gets an apostrophe before it.
void write_csv_nodes(const EntityGraph& graph,
                     const Prefixes& prefixes,
                     const ByteSink& sink);

/// RFC 4180, CRLF: `source,target,predicate,articles,weight,source_label,target_label`.
void write_csv_edges(const EntityGraph& graph,
                     const Prefixes& prefixes,
                     const ByteSink& sink);

}  // namespace byline::rdf
