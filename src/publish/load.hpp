#pragma once

#include "publish/endpoint.hpp"
#include "publish/manifest.hpp"
#include "publish/sorted_graphs.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace byline::publish {

enum class LoadMode {
  replace,  ///< each graph becomes exactly what is sent
  append    ///< what is there stays
};

enum class LoadMethod { gsp, update };

struct LoadOptions {
  LoadMode mode = LoadMode::replace;
  LoadMethod method = LoadMethod::gsp;
  /// Where the default graph goes; empty: the store's default graph, or, where it has
  /// none,
  /// `<base>graph/default`.
  std::string default_graph;
  std::string base = "https://w3id.org/byline/data/";
  /// Each graph goes to a staging graph first, is counted, then copied. Left out where
  /// the store's own PUT is atomic and the graph fits into one request.
  bool staging = true;
  bool verify = false;  ///< compare counts and sampled statements by value afterwards
  std::size_t batch_bytes = 10'000'000;      ///< of one request body
  std::size_t batch_update_triples = 1'000;  ///< of one INSERT DATA
};

struct LoadProgress {
  std::size_t graphs = 0;
  std::size_t graphs_total = 0;
  std::size_t triples = 0;
  std::size_t triples_total = 0;
};

struct LoadReport {
  std::size_t graphs_sent = 0;
  std::size_t graphs_unchanged = 0;
  std::size_t graphs_dropped = 0;
  std::size_t triples_sent = 0;
  std::size_t statements_verified = 0;
};

/// What is to be loaded, known before anything is sent.
struct LoadPlan {
  struct Graph {
    std::string name;    ///< in the data; empty: the default graph
    std::string target;  ///< on the store; empty: its default graph
    ShippedGraph content;
    std::size_t bytes = 0;
  };
  std::vector<Graph> graphs;
  std::size_t triples = 0;
};

/// Counts and hashes every graph. Throws Error(ExitCode::limit), before anything is sent,
/// if a literal is longer than the store takes.
LoadPlan plan_load(SortedGraphs& data,
                   const StoreProfile& profile,
                   const LoadOptions& options);

/// Sends what the manifest does not list as unchanged. Each finished graph is recorded.
LoadReport load(SortedGraphs& data,
                const LoadPlan& plan,
                Endpoint& endpoint,
                Manifest& manifest,
                const LoadOptions& options,
                const std::function<void(const LoadProgress&)>& progress);

/// The value of a term as stores keep it: numbers without form, language tags in lower
/// case, dateTimes without a zero fraction. Equal keys mean: the store kept it.
std::string value_key(const rdf::Term& term);

}  // namespace byline::publish
