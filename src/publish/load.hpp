#pragma once

#include "publish/endpoint.hpp"
#include "publish/manifest.hpp"
#include "publish/sorted_graphs.hpp"
#include "publish/spill_file.hpp"
#include "rdf/vocabulary.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::publish {

/// What the default graph is called on a store that has none of its own.
std::string default_graph_name(std::string_view base);

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
  std::string base = std::string(rdf::vocabulary::data_ns);
  /// Each graph goes to a staging graph first, is counted, then copied. Left out where
  /// the store's own PUT is atomic and the graph fits into one request.
  bool staging = true;
  bool lossy = false;   ///< send literals of which the store keeps another value
  bool verify = false;  ///< compare counts and sampled statements by value afterwards
  std::size_t batch_bytes = 10'000'000;        ///< of one request body
  std::size_t batch_update_triples = 1'000;    ///< of one INSERT DATA, which Virtuoso
  std::size_t batch_update_bytes = 1'000'000;  ///< compiles in a time that grows fast
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

/// One graph that is to be loaded.
struct PlannedGraph {
  std::string name;    ///< in the data; empty: the default graph
  std::string target;  ///< on the store; empty: its default graph
  ShippedGraph content;
  std::size_t bytes = 0;  ///< of its statements, a line each
};

/// What is to be loaded, known before anything is sent: the graphs in the order of the
/// data. It lies on disk, because there is a graph for every article.
class LoadPlan {
 public:
  void add(const PlannedGraph& graph);
  [[nodiscard]] std::size_t graphs() const { return graphs_; }
  [[nodiscard]] std::size_t triples() const { return triples_; }
  /// `next` begins again at the first graph.
  void rewind() { file_.rewind(); }
  bool next(PlannedGraph& graph);

 private:
  SpillFile file_;
  std::size_t graphs_ = 0;
  std::size_t triples_ = 0;
};

/// Throws Error(ExitCode::limit) if a literal is longer than the store takes or, unless
/// `options.lossy`, is one whose value it would not keep.
void refuse_literals(const SortedGraphs& data,
                     const StoreProfile& profile,
                     const LoadOptions& options);

/// Counts and hashes every graph. Throws, before anything is sent, what `refuse_literals`
/// throws.
LoadPlan plan_load(SortedGraphs& data,
                   const StoreProfile& profile,
                   const LoadOptions& options);

/// The changes of form that the store will make to these data, a sentence each.
std::vector<std::string> rewriting_notes(const SortedGraphs& data,
                                         const StoreProfile& profile);

/// Sends what the manifest does not list as unchanged. Each finished graph is recorded.
LoadReport load(SortedGraphs& data,
                LoadPlan& plan,
                Endpoint& endpoint,
                Manifest& manifest,
                const LoadOptions& options,
                const std::function<void(const LoadProgress&)>& progress);

/// The value of a term as stores keep it: numbers without form (doubles with six digits),
/// language tags in lower case, dateTimes without a zero fraction. Equal keys mean: the
/// store kept it.
std::string value_key(const rdf::Term& term);

}  // namespace byline::publish
