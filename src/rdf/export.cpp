#include "rdf/export.hpp"

#include "rdf/drawing_formats.hpp"
#include "rdf/entity_graph.hpp"
#include "rdf/jsonld_writer.hpp"

#include <array>
#include <utility>

namespace byline::rdf {
namespace {

using Name = std::pair<std::string_view, Export>;

constexpr std::array names{
    Name{"jsonld", Export::jsonld},
    Name{"json-ld", Export::jsonld},
    Name{"application/ld+json", Export::jsonld},
    Name{"graphml", Export::graphml},
    Name{"gexf", Export::gexf},
    Name{"dot", Export::dot},
    Name{"gv", Export::dot},
    Name{"text/vnd.graphviz", Export::dot},
    Name{"csv", Export::csv_edges},
    Name{"csv-edges", Export::csv_edges},
    Name{"csv-nodes", Export::csv_nodes},
    Name{"text/csv", Export::csv_edges},
};

void write_export(const std::vector<Quad>& quads,
                  Export format,
                  const Prefixes& prefixes,
                  const ByteSink& sink) {
  switch (format) {
    case Export::jsonld: write_jsonld(quads, prefixes, sink); return;
    case Export::graphml: write_graphml(entity_graph(quads), prefixes, sink); return;
    case Export::gexf: write_gexf(entity_graph(quads), prefixes, sink); return;
    case Export::dot: write_dot(entity_graph(quads), prefixes, sink); return;
    case Export::csv_nodes: write_csv_nodes(entity_graph(quads), prefixes, sink); return;
    case Export::csv_edges: write_csv_edges(entity_graph(quads), prefixes, sink); return;
  }
}

}  // namespace

std::optional<Format> format_named(std::string_view name) {
  if (const auto syntax = syntax_named(name)) {
    return *syntax;
  }
  for (const auto& [known, format] : names) {
    if (known == name) {
      return format;
    }
  }
  return std::nullopt;
}

std::optional<Format> format_of(const std::filesystem::path& path) {
  if (const auto syntax = syntax_of(path)) {
    return *syntax;
  }
  std::filesystem::path name = path.filename();
  if (name.extension() == ".gz") {
    name = name.stem();
  }
  if (name.extension() == ".csv" && name.stem().extension() == ".nodes") {
    return Export::csv_nodes;
  }
  const std::string extension = name.extension().string();
  return extension.empty() ? std::nullopt : format_named(extension.substr(1));
}

std::string format_list() {
  return syntax_list() + ", jsonld, graphml, gexf, dot, csv (edges), csv-nodes";
}

void write(std::vector<Quad> quads,
           const Format& format,
           const Prefixes& prefixes,
           const ByteSink& sink) {
  if (const auto* const syntax = std::get_if<Syntax>(&format)) {
    write(std::move(quads), *syntax, prefixes, sink);
    return;
  }
  check_writable(quads);
  canonical_order(quads);
  write_export(quads, std::get<Export>(format), prefixes, sink);
}

}  // namespace byline::rdf
