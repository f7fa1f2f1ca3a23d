#pragma once

#include "assemble/local_graph.hpp"

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
  std::vector<LocalGraph> graphs;  ///< sorted by id
};

/// The text of a shard file.
std::string write_shard(const Shard& shard);

/// Reads one. Throws Error (ExitCode::unusable) with the line that is no shard's.
Shard read_shard(std::string_view text, const std::string& file);

/// The union of shards, in any order; equal articles count once. Throws Error
/// (ExitCode::unusable) if heads differ or two articles of one id differ. `files` are the
/// names of the shards, for messages.
Shard merge_shards(std::vector<Shard> shards, const std::vector<std::string>& files);

}  // namespace byline::assemble
