#include "rdf/entity_graph.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace byline::rdf {
namespace {

constexpr std::array<std::string_view, 6> kinds{
    "organization", "person", "place", "work", "occasion", "topic"};

constexpr std::string_view schema_mentions = "https://schema.org/mentions";

using Names = std::set<std::string, std::less<>>;

struct Seen {
  Names labels;
  Names classes;
  Names articles;
};

/// rdf:subject, rdf:predicate, rdf:object of an Assertion.
using Statement = std::tuple<std::string, std::string, std::string>;

/// The article that owns a node: its IRI without fragment.
std::string article_of(const std::string& iri) {
  return iri.substr(0, iri.find('#'));
}

/// `%C3%A3_x` → `ã x`: the label that an entity's IRI was made from.
std::string label_of(std::string_view iri) {
  const auto hex = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
  };
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  };
  const std::string_view name = iri.substr(iri.rfind('/') + 1);
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '%' && i + 2 < name.size() && is_hex(name[i + 1]) &&
        is_hex(name[i + 2])) {
      out += static_cast<char>(hex(name[i + 1]) * 16 + hex(name[i + 2]));
      i += 2;
    } else {
      out += name[i] == '_' ? ' ' : name[i];
    }
  }
  return out;
}

class Builder {
 public:
  void add(const Quad& quad);
  EntityGraph finish();

 private:
  void add_description(const Quad& quad);
  void add_assertion(const Quad& quad);

  std::map<std::string, Seen> nodes_;
  std::map<Statement, Names> edges_;  ///< (source, predicate, target) → articles
  std::map<std::string, Statement> assertions_;
};

void Builder::add_description(const Quad& quad) {
  Seen& node = nodes_[quad.subject.value];
  if (quad.graph) {
    node.articles.insert(quad.graph->value);
  }
  if (quad.predicate.value == vocabulary::skos_pref_label) {
    node.labels.insert(quad.object.value);
  } else if (quad.predicate.value == vocabulary::rdf_type) {
    node.classes.insert(quad.object.value);
  }
}

void Builder::add_assertion(const Quad& quad) {
  auto& [subject, predicate, object] = assertions_[quad.subject.value];
  if (quad.predicate.value == vocabulary::rdf_subject) {
    subject = quad.object.value;
  } else if (quad.predicate.value == vocabulary::rdf_predicate) {
    predicate = quad.object.value;
  } else {
    object = quad.object.value;
  }
}

void Builder::add(const Quad& quad) {
  if (!quad.subject.is_iri()) {
    return;
  }
  const std::string& predicate = quad.predicate.value;
  if (!entity_kind(quad.subject.value).empty()) {
    add_description(quad);
  } else if (predicate == schema_mentions && !entity_kind(quad.object.value).empty()) {
    nodes_[quad.object.value].articles.insert(quad.subject.value);
  } else if (predicate == vocabulary::rdf_subject ||
             predicate == vocabulary::rdf_predicate ||
             predicate == vocabulary::rdf_object) {
    add_assertion(quad);
  }
  const bool is_edge = quad.object.is_iri() && !entity_kind(quad.subject.value).empty() &&
                       !entity_kind(quad.object.value).empty() &&
                       predicate != vocabulary::rdf_type;
  if (is_edge) {
    Names& articles = edges_[{quad.subject.value, predicate, quad.object.value}];
    Seen& object = nodes_[quad.object.value];
    if (quad.graph) {
      articles.insert(quad.graph->value);
      object.articles.insert(quad.graph->value);
    }
  }
}

EntityGraph Builder::finish() {
  for (const auto& [assertion, statement] : assertions_) {
    if (const auto edge = edges_.find(statement); edge != edges_.end()) {
      edge->second.insert(article_of(assertion));
    }
  }
  EntityGraph graph;
  std::map<std::string_view, std::size_t> numbers;
  for (const auto& [iri, seen] : nodes_) {
    numbers.emplace(iri, graph.nodes.size());
    graph.nodes.push_back({iri,
                           std::string(entity_kind(iri)),
                           seen.labels.empty() ? label_of(iri) : *seen.labels.begin(),
                           {seen.classes.begin(), seen.classes.end()},
                           seen.articles.size()});
  }
  for (const auto& [statement, articles] : edges_) {
    const auto& [source, predicate, target] = statement;
    graph.edges.push_back(
        {numbers.at(source), numbers.at(target), predicate, articles.size()});
  }
  return graph;
}

}  // namespace

std::string_view entity_kind(std::string_view iri) {
  const std::size_t slash = iri.rfind('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == iri.size() ||
      iri.find('#') != std::string_view::npos ||
      iri.find("/article/") != std::string_view::npos) {
    return {};
  }
  const std::string_view front = iri.substr(0, slash);
  const std::string_view kind = front.substr(front.rfind('/') + 1);
  const auto* const known = std::find(kinds.begin(), kinds.end(), kind);
  return known == kinds.end() ? std::string_view() : *known;
}

EntityGraph entity_graph(const std::vector<Quad>& quads) {
  Builder builder;
  for (const Quad& quad : quads) {
    builder.add(quad);
  }
  return builder.finish();
}

}  // namespace byline::rdf
