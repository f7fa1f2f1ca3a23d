#include "rdf/graph_builder.hpp"

#include "base/diagnostics.hpp"
#include "rdf/writer.hpp"

#include <sord/sord.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace byline::rdf {
namespace {

struct FreeWorld {
  void operator()(SordWorld* world) const { sord_world_free(world); }
};
struct FreeModel {
  void operator()(SordModel* model) const { sord_free(model); }
};
struct FreeIterator {
  void operator()(SordIter* iterator) const { sord_iter_free(iterator); }
};
/// Nodes are counted references into their world.
struct FreeNode {
  SordWorld* world = nullptr;
  void operator()(SordNode* node) const { sord_node_free(world, node); }
};
using NodeHandle = std::unique_ptr<SordNode, FreeNode>;
using IteratorHandle = std::unique_ptr<SordIter, FreeIterator>;

// `<` stands in no IRI, so these collide with no datatype or graph of a document.
const char* const default_graph_iri = "byline:<default>";
constexpr std::string_view language_scheme = "byline:<language>";

const uint8_t* bytes_of(const std::string& text) {
  return reinterpret_cast<const uint8_t*>(text.c_str());
}

/// Sord's strings end at U+0000: it is held as C0 80, which no valid UTF-8 contains.
std::string encode(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; (i = out.find('\0', i)) != std::string::npos; i += 2) {
    out.replace(i, 1, "\xC0\x80");
  }
  return out;
}

std::string decode(const SordNode* node) {
  std::size_t size = 0;
  const uint8_t* const bytes = sord_node_get_string_counted(node, &size);
  std::string out(reinterpret_cast<const char*>(bytes), size);
  for (std::size_t i = 0; (i = out.find("\xC0\x80", i)) != std::string::npos; ++i) {
    out.replace(i, 2, 1, '\0');
  }
  return out;
}

NodeHandle hold(SordWorld* world, SordNode* node) {
  if (node == nullptr) {
    throw Error(ExitCode::unusable, {}, "a graph holds absolute IRIs only");
  }
  return {node, FreeNode{world}};
}

NodeHandle make_iri(SordWorld* world, std::string_view iri) {
  return hold(world, sord_new_uri(world, bytes_of(std::string(iri))));
}

NodeHandle make_node(SordWorld* world, const TermView& term) {
  switch (term.kind) {
    case TermKind::iri: return make_iri(world, term.value);
    case TermKind::blank:
      return hold(world, sord_new_blank(world, bytes_of(std::string(term.value))));
    case TermKind::literal: break;
  }
  // Sord cuts language tags to 15 bytes: they are held as a datatype.
  const NodeHandle type = make_iri(
      world,
      term.language.empty() ? std::string(term.datatype)
                            : std::string(language_scheme) + std::string(term.language));
  return hold(world,
              sord_new_literal(world, type.get(), bytes_of(encode(term.value)), nullptr));
}

Term term_of(const SordNode* node) {
  switch (sord_node_get_type(node)) {
    case SORD_URI: return {TermKind::iri, decode(node)};
    case SORD_BLANK: return {TermKind::blank, decode(node)};
    case SORD_LITERAL: break;
  }
  std::string type = decode(sord_node_get_datatype(node));
  if (std::string_view(type).substr(0, language_scheme.size()) == language_scheme) {
    return Term::tagged(decode(node), type.substr(language_scheme.size()));
  }
  return {TermKind::literal, decode(node), std::move(type)};
}

}  // namespace

struct GraphBuilder::Model {
  std::unique_ptr<SordWorld, FreeWorld> world{sord_world_new()};
  NodeHandle default_graph = make_iri(world.get(), default_graph_iri);
  std::unique_ptr<SordModel, FreeModel> model{sord_new(world.get(), SORD_SPO, true)};
  std::vector<NodeHandle> graphs;  ///< named graphs in use, by address

  NodeHandle graph_of(const QuadView& quad) {
    return quad.in_default_graph ? hold(world.get(), sord_node_copy(default_graph.get()))
                                 : make_node(world.get(), quad.graph);
  }
  void remember(NodeHandle graph);
  void collect(const QuadPattern& pattern,
               const SordNode* graph,
               std::vector<Quad>& quads) const;
};

void GraphBuilder::Model::remember(NodeHandle graph) {
  if (graph == default_graph) {
    return;
  }
  const auto at = std::lower_bound(
      graphs.begin(), graphs.end(), graph, [](const NodeHandle& a, const NodeHandle& b) {
        return a.get() < b.get();
      });
  if (at == graphs.end() || *at != graph) {
    graphs.insert(at, std::move(graph));
  }
}

void GraphBuilder::Model::collect(const QuadPattern& pattern,
                                  const SordNode* graph,
                                  std::vector<Quad>& quads) const {
  const auto node = [&](const Term* term) {
    return term == nullptr ? NodeHandle(nullptr, FreeNode{world.get()})
                           : make_node(world.get(), term->view());
  };
  const NodeHandle subject = node(pattern.subject);
  const NodeHandle predicate = node(pattern.predicate);
  const NodeHandle object = node(pattern.object);
  const SordQuad wanted = {subject.get(), predicate.get(), object.get(), graph};
  for (const IteratorHandle at(sord_find(model.get(), wanted));
       at && !sord_iter_end(at.get());
       (void)sord_iter_next(at.get())) {
    SordQuad found = {nullptr, nullptr, nullptr, nullptr};
    sord_iter_get(at.get(), found);
    Quad quad{term_of(found[SORD_SUBJECT]),
              term_of(found[SORD_PREDICATE]),
              term_of(found[SORD_OBJECT]),
              std::nullopt};
    if (graph != default_graph.get()) {
      quad.graph = term_of(graph);
    }
    quads.push_back(std::move(quad));
  }
}

GraphBuilder::GraphBuilder() : model_(std::make_unique<Model>()) {}
GraphBuilder::GraphBuilder(GraphBuilder&&) noexcept = default;
GraphBuilder& GraphBuilder::operator=(GraphBuilder&&) noexcept = default;
GraphBuilder::~GraphBuilder() = default;

bool GraphBuilder::add(const QuadView& quad) {
  SordWorld* const world = model_->world.get();
  const NodeHandle subject = make_node(world, quad.subject);
  const NodeHandle predicate = make_node(world, quad.predicate);
  const NodeHandle object = make_node(world, quad.object);
  NodeHandle graph = model_->graph_of(quad);
  const SordQuad added = {subject.get(), predicate.get(), object.get(), graph.get()};
  const bool is_new = sord_add(model_->model.get(), added);
  model_->remember(std::move(graph));
  return is_new;
}

bool GraphBuilder::contains(const QuadView& quad) const {
  SordWorld* const world = model_->world.get();
  const NodeHandle subject = make_node(world, quad.subject);
  const NodeHandle predicate = make_node(world, quad.predicate);
  const NodeHandle object = make_node(world, quad.object);
  const NodeHandle graph = model_->graph_of(quad);
  const SordQuad wanted = {subject.get(), predicate.get(), object.get(), graph.get()};
  return sord_contains(model_->model.get(), wanted);
}

std::size_t GraphBuilder::size() const {
  return sord_num_quads(model_->model.get());
}

std::vector<Quad> GraphBuilder::matching(const QuadPattern& pattern) const {
  std::vector<Quad> quads;
  if (pattern.scope != GraphScope::named) {
    model_->collect(pattern, model_->default_graph.get(), quads);
  }
  if (pattern.scope == GraphScope::named && pattern.graph != nullptr) {
    const NodeHandle graph = make_node(model_->world.get(), pattern.graph->view());
    model_->collect(pattern, graph.get(), quads);
  } else if (pattern.scope != GraphScope::default_graph) {
    // Unbound, Sord merges equal triples of several graphs: each graph is asked.
    for (const NodeHandle& graph : model_->graphs) {
      model_->collect(pattern, graph.get(), quads);
    }
  }
  canonical_order(quads);
  return quads;
}

}  // namespace byline::rdf
