#include "pipeline/graph_output.hpp"

#include "assemble/assemble.hpp"
#include "base/parts.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/sorted_lines.hpp"
#include "store/builder.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
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

GraphFormat widened(const rdf::Format& format) {
  return std::visit([](const auto one) { return GraphFormat(one); }, format);
}

}  // namespace

std::optional<GraphFormat> format_named(std::string_view name) {
  if (name == "byl") {
    return OwnFormat::index;
  }
  if (name == "shard") {
    return OwnFormat::shard;
  }
  const std::optional<rdf::Format> format = rdf::format_named(name);
  return format ? std::optional(widened(*format)) : std::nullopt;
}

std::optional<GraphFormat> format_of(const std::filesystem::path& path) {
  const std::filesystem::path plain = path.extension() == ".gz" ? path.stem() : path;
  if (plain.extension() == ".byl" || plain.extension() == ".shard") {
    return format_named(plain.extension().string().substr(1));
  }
  const std::optional<rdf::Format> format = rdf::format_of(path);
  return format ? std::optional(widened(*format)) : std::nullopt;
}

std::string format_list() {
  return rdf::format_list() + ", byl, shard";
}

namespace {

assemble::GraphOptions options_of(const assemble::ShardHead& head) {
  return {head.base, head.mentions, head.version, head.ontology_hash};
}

/// Each thread makes and sorts the lines of a part of the articles.
void write_lines(const assemble::Shard& shard,
                 const assemble::IdentityOverrides& overrides,
                 rdf::Syntax syntax,
                 std::size_t jobs,
                 const rdf::ByteSink& sink) {
  constexpr std::size_t least_part = 64;  // articles
  const std::size_t count =
      std::clamp<std::size_t>(shard.graphs.size() / least_part, 1, jobs);
  if (count == 1) {
    rdf::SortedLines lines(syntax);
    assemble::write_graph(shard.graphs, overrides, options_of(shard.head), lines);
    lines.write(sink);
    return;
  }
  std::vector<std::unique_ptr<rdf::SortedLines>> parts;
  std::vector<rdf::SortedLines*> lines;
  std::vector<rdf::QuadSink*> sinks;
  for (std::size_t i = 0; i < count; ++i) {
    parts.push_back(
        std::make_unique<rdf::SortedLines>(syntax, rdf::SortedLines::usual_run / count));
    lines.push_back(parts.back().get());
    sinks.push_back(parts.back().get());
  }
  assemble::write_graph(shard.graphs, overrides, options_of(shard.head), sinks);
  run_parts(count, [&](std::size_t part) { parts[part]->settle(); });
  rdf::SortedLines::write(lines, sink);
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
                    std::size_t jobs,
                    const rdf::ByteSink& sink) {
  const auto* own = std::get_if<OwnFormat>(&format);
  if (own != nullptr && *own == OwnFormat::shard) {
    assemble::write_shard(shard, sink);
    return;
  }
  assert(own == nullptr);
  const auto* exported = std::get_if<rdf::Export>(&format);
  const rdf::Format target = exported != nullptr
                                 ? rdf::Format(*exported)
                                 : rdf::Format(std::get<rdf::Syntax>(format));
  const auto* syntax = std::get_if<rdf::Syntax>(&target);
  const bool with_graphs =
      syntax != nullptr ? rdf::holds_graphs(*syntax) : *exported == rdf::Export::jsonld;
  if (syntax != nullptr && rdf::is_line_based(*syntax)) {
    write_lines(shard, overrides, *syntax, jobs, sink);
    return;
  }
  Collector collector(with_graphs);
  assemble::write_graph(shard.graphs, overrides, options_of(shard.head), collector);
  rdf::write(
      std::move(collector.quads), target, rdf::data_prefixes(shard.head.base), sink);
}

}  // namespace byline::pipeline
