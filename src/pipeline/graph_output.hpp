#pragma once

#include "assemble/identity.hpp"
#include "assemble/shard.hpp"
#include "rdf/writer.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace byline::pipeline {

/// What a build can be written as.
enum class GraphFormat { turtle, trig, ntriples, nquads, index, shard };

/// By name (`trig`, `nq` …, `byl`, `shard`) or MIME type.
std::optional<GraphFormat> format_named(std::string_view name);
/// By extension, below an optional `.gz`.
std::optional<GraphFormat> format_of(const std::filesystem::path& path);

/// Writes the graph of all articles of `shard`; Turtle and N-Triples get the default
/// graph alone. The bytes depend on the set of articles only. Not for `index`.
void write_graph_as(const assemble::Shard& shard,
                    const assemble::IdentityOverrides& overrides,
                    GraphFormat format,
                    const rdf::ByteSink& sink);

/// Writes the graph as an index (.byl) that queries open at once. Throws Error
/// (ExitCode::io).
void write_index(const assemble::Shard& shard,
                 const assemble::IdentityOverrides& overrides,
                 const std::filesystem::path& file);

}  // namespace byline::pipeline
