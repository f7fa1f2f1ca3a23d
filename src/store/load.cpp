#include "store/load.hpp"

#include "base/diagnostics.hpp"
#include "rdf/reader.hpp"
#include "store/builder.hpp"

#include <array>
#include <deque>
#include <fstream>
#include <string_view>
#include <unordered_map>
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

/// Hands over all quads of a dataset, its blank nodes renamed.
void copy_quads(const Store& store,
                const std::string& blank_prefix,
                rdf::QuadSink& sink) {
  std::deque<std::string> labels;
  std::unordered_map<TermId, std::string_view> label_of;
  const auto term = [&](TermId id) {
    rdf::TermView view = store.term(id);
    if (view.kind == rdf::TermKind::blank && !blank_prefix.empty()) {
      const auto [known, is_new] = label_of.try_emplace(id);
      if (is_new) {
        known->second = labels.emplace_back(blank_prefix + std::string(view.value));
      }
      view.value = known->second;
    }
    return view;
  };
  const auto hand_over = [&](const Row& row) {
    const bool in_default = row.graph == default_graph;
    sink.quad({term(row.subject),
               term(row.predicate),
               term(row.object),
               in_default,
               in_default ? rdf::TermView{} : term(row.graph)});
    return true;
  };
  store.scan({}, hand_over);
  store.scan({any, any, any, any}, hand_over);
}

void read_quads(const Source& source,
                const std::string& blank_prefix,
                rdf::QuadSink& sink) {
  if (is_dataset(source.path)) {
    copy_quads(*Index::open(source.path), blank_prefix, sink);
    return;
  }
  rdf::read_path(source.path,
                 {syntax_of(source),
                  source.base.empty() ? file_url(source.path) : source.base,
                  source.path.string(),
                  blank_prefix},
                 sink);
}

void read(const Source& source, const std::string& blank_prefix, StoreBuilder& builder) {
  if (source.graph.empty()) {
    read_quads(source, blank_prefix, builder);
    return;
  }
  builder.add_graph({rdf::TermKind::iri, source.graph, {}, {}});
  IntoGraph sink(builder, source.graph);
  read_quads(source, blank_prefix, sink);
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

bool is_dataset(const std::filesystem::path& path) {
  std::array<char, byl_magic.size()> first{};
  std::ifstream file(path, std::ios::binary);
  return file.read(first.data(), first.size()) &&
         std::string_view(first.data(), first.size()) == byl_magic;
}

std::unique_ptr<Index> load(const std::vector<Source>& sources) {
  if (sources.size() == 1 && sources[0].graph.empty() && is_dataset(sources[0].path)) {
    return Index::open(sources[0].path);
  }
  StoreBuilder builder;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    read(sources[i],
         sources.size() == 1 ? "" : "f" + std::to_string(i + 1) + "_",
         builder);
  }
  return builder.build();
}

std::unique_ptr<Index> load_files(const std::vector<std::filesystem::path>& paths) {
  std::vector<Source> sources;
  for (const auto& path : paths) {
    sources.push_back({path, std::nullopt, {}, {}});
  }
  return load(sources);
}

}  // namespace byline::store
