#pragma once

#include "assemble/identity.hpp"
#include "assemble/shard.hpp"
#include "rdf/export.hpp"
#include "rdf/writer.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace byline::pipeline {

/// What only a build writes: byline's index, or local graphs to be merged later.
enum class OwnFormat { index, shard };

/// What a build can be written as.
using GraphFormat = std::variant<rdf::Syntax, rdf::Export, OwnFormat>;

/// By name (`byl`, `shard`, those of `rdf::format_named`) or MIME type.
std::optional<GraphFormat> format_named(std::string_view name);
/// By extension, below an optional `.gz`.
std::optional<GraphFormat> format_of(const std::filesystem::path& path);

/// The names to show in a hint.
std::string format_list();

/// Writes the graph of all articles of `shard`; what cannot hold named graphs gets the
/// default graph alone. The bytes depend on the set of articles only. Not for the index.
/// Lines (N-Triples, N-Quads) are made by up to `jobs` threads.
void write_graph_as(const assemble::Shard& shard,
                    const assemble::IdentityOverrides& overrides,
                    GraphFormat format,
                    std::size_t jobs,
                    const rdf::ByteSink& sink);

/// Writes the graph as an index (.byl) that queries open at once. Throws Error
/// (ExitCode::io).
void write_index(const assemble::Shard& shard,
                 const assemble::IdentityOverrides& overrides,
                 const std::filesystem::path& file);

}  // namespace byline::pipeline
