#include "pipeline/graph_output.hpp"

#include "assemble/assemble.hpp"
#include "rdf/prefixes.hpp"
#include "store/builder.hpp"

#include <string>
#include <utility>
#include <vector>

namespace byline::pipeline {

namespace {

/// Keeps the quads that the syntax can hold.
class Collector final : public rdf::QuadSink {
 public:
  explicit Collector(bool with_graphs) : with_graphs_(with_graphs) {}
  void quad(const rdf::QuadView& quad) override {
    if (with_graphs_ || quad.in_default_graph) {
      quads.push_back(quad.copy());
    }
  }
  std::vector<rdf::Quad> quads;

 private:
  bool with_graphs_;
};

GraphFormat from_syntax(rdf::Syntax syntax) {
  switch (syntax) {
    case rdf::Syntax::turtle: return GraphFormat::turtle;
    case rdf::Syntax::trig: return GraphFormat::trig;
    case rdf::Syntax::ntriples: return GraphFormat::ntriples;
    case rdf::Syntax::nquads: return GraphFormat::nquads;
  }
  return GraphFormat::trig;
}

rdf::Syntax syntax_of(GraphFormat format) {
  switch (format) {
    case GraphFormat::turtle: return rdf::Syntax::turtle;
    case GraphFormat::ntriples: return rdf::Syntax::ntriples;
    case GraphFormat::nquads: return rdf::Syntax::nquads;
    case GraphFormat::trig:
    case GraphFormat::index:
    case GraphFormat::shard: break;
  }
  return rdf::Syntax::trig;
}

}  // namespace

std::optional<GraphFormat> format_named(std::string_view name) {
  if (name == "byl") {
    return GraphFormat::index;
  }
  if (name == "shard") {
    return GraphFormat::shard;
  }
  const std::optional<rdf::Syntax> syntax = rdf::syntax_named(name);
  return syntax ? std::optional(from_syntax(*syntax)) : std::nullopt;
}

std::optional<GraphFormat> format_of(const std::filesystem::path& path) {
  const std::filesystem::path plain =
      path.extension() == ".gz" ? path.stem() : path.filename();
  const std::string extension = plain.extension().string();
  return extension.empty() ? std::nullopt : format_named(extension.substr(1));
}

namespace {

assemble::GraphOptions options_of(const assemble::ShardHead& head) {
  return {head.base, head.mentions, head.version, head.ontology_hash};
}

}  // namespace

void write_index(const assemble::Shard& shard,
                 const assemble::IdentityOverrides& overrides,
                 const std::filesystem::path& file) {
  store::StoreBuilder builder;
  assemble::write_graph(shard.graphs, overrides, options_of(shard.head), builder);
  builder.build()->save(file);
}

void write_graph_as(const assemble::Shard& shard,
                    const assemble::IdentityOverrides& overrides,
                    GraphFormat format,
                    const rdf::ByteSink& sink) {
  if (format == GraphFormat::shard) {
    sink(assemble::write_shard(shard));
    return;
  }
  const rdf::Syntax syntax = syntax_of(format);
  Collector collector(rdf::holds_graphs(syntax));
  assemble::write_graph(shard.graphs, overrides, options_of(shard.head), collector);
  rdf::write(
      std::move(collector.quads), syntax, rdf::data_prefixes(shard.head.base), sink);
}

}  // namespace byline::pipeline
