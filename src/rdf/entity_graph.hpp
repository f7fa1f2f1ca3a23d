#pragma once

#include "rdf/quad.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::rdf {

/// The picture of a graph: who is linked to whom. See the data model, section 2, for what
/// an entity's IRI looks like.
struct EntityGraph {
  struct Node {
    std::string iri;
    std::string kind;                  ///< organization, person, place, work, …
    std::string label;                 ///< skos:prefLabel, else from the IRI
    std::vector<std::string> classes;  ///< IRIs, sorted
    std::size_t articles = 0;          ///< that speak of it, as far as the data tell
  };
  struct Edge {
    std::size_t source = 0;    ///< index into `nodes`
    std::size_t target = 0;    ///< index into `nodes`
    std::string predicate;     ///< IRI
    std::size_t articles = 0;  ///< that state it, as far as the data tell
    /// Width of the line: the articles, at least 1.
    [[nodiscard]] std::size_t weight() const { return articles == 0 ? 1 : articles; }
  };
  std::vector<Node> nodes;  ///< by IRI
  std::vector<Edge> edges;  ///< by source, predicate, target
};

/// The kind of the entity that `iri` names (`<base>{kind}/{Label}`), or nothing.
std::string_view entity_kind(std::string_view iri);

/// All plain triples between entities, whatever graphs they stand in. Articles are
/// counted from named graphs, from `schema:mentions` and from Assertions.
EntityGraph entity_graph(const std::vector<Quad>& quads);

}  // namespace byline::rdf
