#include "store/load.hpp"

#include "base/diagnostics.hpp"
#include "rdf/reader.hpp"
#include "store/builder.hpp"

#include <string_view>
#include <utility>

namespace byline::store {

namespace {

/// Puts what a document says of its default graph into one named graph.
class IntoGraph final : public rdf::QuadSink {
 public:
  IntoGraph(QuadSink& target, std::string graph)
      : target_(&target),
        graph_(std::move(graph)) {}

  void quad(const rdf::QuadView& quad) override {
    if (quad.in_default_graph) {
      rdf::QuadView moved = quad;
      moved.in_default_graph = false;
      moved.graph = {rdf::TermKind::iri, graph_, {}, {}};
      target_->quad(moved);
    }
  }

 private:
  QuadSink* target_;
  std::string graph_;
};

rdf::Syntax syntax_of(const Source& source) {
  if (source.syntax) {
    return *source.syntax;
  }
  if (const auto known = rdf::syntax_of(source.path)) {
    return *known;
  }
  throw Error(ExitCode::unusable,
              {source.path.string(), 0, 0},
              "cannot tell the RDF format from the file's name",
              "use the extension .ttl, .trig, .nt, .nq or .byl");
}

void read(const Source& source, std::string blank_prefix, StoreBuilder& builder) {
  const rdf::ReadOptions options{
      syntax_of(source),
      source.base.empty() ? file_url(source.path) : source.base,
      source.path.string(),
      std::move(blank_prefix)};
  if (source.graph.empty()) {
    rdf::read_path(source.path, options, builder);
    return;
  }
  builder.add_graph({rdf::TermKind::iri, source.graph, {}, {}});
  IntoGraph sink(builder, source.graph);
  rdf::read_path(source.path, options, sink);
}

}  // namespace

std::string file_url(const std::filesystem::path& path) {
  constexpr std::string_view kept =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$&'()*+,;=:@";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string url = "file://";
  for (const char c : std::filesystem::absolute(path).lexically_normal().string()) {
    if (kept.find(c) != std::string_view::npos) {
      url += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      url += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return url;
}

std::unique_ptr<Store> load(const std::vector<Source>& sources) {
  StoreBuilder builder;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    read(sources[i],
         sources.size() == 1 ? "" : "f" + std::to_string(i + 1) + "_",
         builder);
  }
  return builder.build();
}

std::unique_ptr<Store> load_files(const std::vector<std::filesystem::path>& paths) {
  std::vector<Source> sources;
  for (const auto& path : paths) {
    sources.push_back({path, std::nullopt, {}, {}});
  }
  return load(sources);
}

}  // namespace byline::store
