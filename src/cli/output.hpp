#pragma once

#include "assemble/identity.hpp"
#include "assemble/shard.hpp"
#include "pipeline/graph_output.hpp"

#include <string>

namespace byline::cli {

/// The format that a flag names, else that of the file's extension, else TriG for stdout.
/// Throws Error (ExitCode::unusable) for an unknown one.
pipeline::GraphFormat choose_format(const std::string& flag, const std::string& file);

/// Throws Error (ExitCode::io) if the file's folder does not exist.
void check_writable(const std::string& file);

/// The number of threads to use where none is given: one for each processor.
std::size_t usual_jobs();

/// Writes the graph of a shard's articles as `format` to `file`, by up to `jobs` threads.
void write_graph_file(const assemble::Shard& shard,
                      const assemble::IdentityOverrides& overrides,
                      pipeline::GraphFormat format,
                      const std::string& file,
                      std::size_t jobs);

}  // namespace byline::cli
