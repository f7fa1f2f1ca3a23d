#pragma once

#include "rdf/writer.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace byline::rdf {

/// Formats that are written and not read: JSON-LD holds everything, the others the entity
/// graph (`entity_graph`).
enum class Export { jsonld, graphml, gexf, dot, csv_nodes, csv_edges };

/// Everything that a graph can be written as.
using Format = std::variant<Syntax, Export>;

/// The names of `syntax_named`, and `jsonld graphml gexf dot csv csv-nodes csv-edges` or
/// a MIME type; `csv` is the table of edges.
std::optional<Format> format_named(std::string_view name);

/// By extension, below an optional `.gz`; `.nodes.csv` is the table of nodes, any other
/// `.csv` that of edges.
std::optional<Format> format_of(const std::filesystem::path& path);

/// The names to show in a hint.
std::string format_list();

/// Writes one document: `write` of writer.hpp for all formats.
void write(std::vector<Quad> quads,
           const Format& format,
           const Prefixes& prefixes,
           const ByteSink& sink);

}  // namespace byline::rdf
