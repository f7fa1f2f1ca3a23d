#pragma once

#include "assemble/assemble.hpp"
#include "assemble/local_graphs.hpp"
#include "base/diagnostics.hpp"
#include "model/article.hpp"
#include "pipeline/knowledge_base.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <vector>

/// Chains ingest to store: the one place where articles become a graph.
namespace byline::pipeline {

struct BuildOptions {
  std::vector<std::string> paths;  ///< folders, files, `-`
  std::string language;            ///< "en", "pt", …; empty: found for each article
  std::uint64_t max_file_bytes = 64ULL << 20U;
  std::size_t jobs = 1;
  std::size_t shard = 1;  ///< 1 … shards
  std::size_t shards = 1;
  bool fail_fast = false;  ///< the first bad article ends the run
};

/// What became of the articles.
struct BuildResult {
  assemble::LocalGraphs graphs;  ///< sorted by id
  std::size_t skipped = 0;       ///< bad articles, each with a message
};

/// Reads all articles of the paths. The result and the order of messages do not depend on
/// `jobs`. Two articles of one id: the later (in order of the paths) is skipped. Throws
/// Error: as ArticleSource does, and with `fail_fast` the first message.
BuildResult build_local_graphs(const BuildOptions& options,
                               const KnowledgeBase& knowledge,
                               std::istream& standard_input,
                               Diagnostics& diagnostics);

/// Reads the articles one after the other, without analysing them: for `--show-cut` and
/// `--show-text`. `visit` returns false to stop.
void visit_articles(const BuildOptions& options,
                    const KnowledgeBase& knowledge,
                    std::istream& standard_input,
                    Diagnostics& diagnostics,
                    const std::function<bool(const Article&)>& visit);

/// Whether the article `id` is in part `shard` of `shards`: by its hash alone.
bool in_shard(const std::string& id, std::size_t shard, std::size_t shards);

}  // namespace byline::pipeline
