#pragma once

#include "assemble/local_graphs.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Local graphs as a file, so that parts of a corpus can be built apart and merged
/// (docs/pipeline.md). One line of JSON for the head, one for each article, sorted by id.
namespace byline::assemble {

/// What all shards of one corpus must share.
struct ShardHead {
  std::string base;
  bool mentions = false;
  std::string version;
  std::string ontology_hash;
  auto operator<=>(const ShardHead&) const = default;
};

struct Shard {
  ShardHead head;
  LocalGraphs graphs;  ///< sorted by id
};

/// Writes a shard file, a line at a time.
void write_shard(const Shard& shard, const std::function<void(std::string_view)>& sink);

/// Reads one; adds its articles to `graphs`. Throws Error (ExitCode::unusable) with the
/// line that is no shard's.
ShardHead read_shard(std::string_view text, const std::string& file, LocalGraphs& graphs);

/// The union of shards, in any order; equal articles count once. Throws Error: if a file
/// cannot be read (ExitCode::io), if heads differ or two articles of one id differ
/// (ExitCode::unusable).
Shard merge_shards(const std::vector<std::string>& files);

}  // namespace byline::assemble
