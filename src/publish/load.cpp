#include "publish/load.hpp"

#include "base/hash.hpp"
#include "publish/store_state.hpp"
#include "publish/verify.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace byline::publish {
namespace {

/// Graphs that are asked about, copied or dropped in one request.
constexpr std::size_t graphs_per_request = 100;

/// Graphs that are sent in one request of quads, at most.
constexpr std::size_t graphs_in_quads = 10'000;

std::string graph_ref(std::string_view graph) {
  return graph.empty() ? "DEFAULT" : "<" + std::string(graph) + ">";
}

std::string drop_of(std::string_view graph) {
  return graph.empty() ? "CLEAR SILENT DEFAULT" : "DROP SILENT GRAPH " + graph_ref(graph);
}

std::string joined(const std::vector<std::string>& operations) {
  std::string text;
  for (const std::string& operation : operations) {
    text += operation + " ;\n";
  }
  return text;
}

/// Sends graphs as their statements pass by.
class Loader {
 public:
  Loader(LoadPlan& plan,
         Endpoint& endpoint,
         Manifest& manifest,
         const LoadOptions& options,
         const std::function<void(const LoadProgress&)>& progress)
      : plan_(plan),
        endpoint_(endpoint),
        manifest_(manifest),
        options_(options),
        progress_(progress) {
    at_.graphs_total = plan.graphs();
    at_.triples_total = plan.triples();
    by_update_ = options.method == LoadMethod::update;
    most_bytes_ = by_update_ ? std::min(options.batch_bytes, options.batch_update_bytes)
                             : options.batch_bytes;
    begin_body();
  }

  LoadReport run(SortedGraphs& data) {
    refuse_to_empty();
    drop_leftovers();
    states_ = states_of(plan_, endpoint_, manifest_, options_.mode);
    drop_vanished();
    plan_.rewind();
    data.for_each([this](const Statement& statement) { take(statement); });
    finish_graph();
    finalise();
    send_quads();
    manifest_.compact();
    return report_;
  }

 private:
  /// A graph that waits in its staging graph.
  struct Staged {
    PlannedGraph graph;
    std::string name;
  };

  /// A file without statements is more likely a mistake than the wish to lose all graphs.
  void refuse_to_empty() const {
    if (plan_.graphs() == 0 && !manifest_.graphs().empty() &&
        options_.mode == LoadMode::replace) {
      throw Error(ExitCode::unusable,
                  {},
                  "the graph has no statement, but " +
                      std::to_string(manifest_.graphs().size()) +
                      " graphs of it were loaded before; they stay",
                  "drop them in the store if they are to go");
    }
  }

  /// Staging graphs of a load that was interrupted.
  void drop_leftovers() {
    const std::set<std::string> leftovers = manifest_.staging();
    for (const std::string& graph : leftovers) {
      endpoint_.update(drop_of(graph));
      manifest_.end_staging(graph);
    }
  }

  void drop_vanished() {
    if (options_.mode == LoadMode::append) {
      return;
    }
    for (const std::string& graph : vanished_graphs(plan_, manifest_)) {
      endpoint_.update(drop_of(graph));
      manifest_.forget(graph);
      ++report_.graphs_dropped;
    }
  }

  void take(const Statement& statement) {
    if (!started_ || graph_.name != statement.graph) {
      finish_graph();
      begin_graph();
    }
    if (skipping_) {
      return;
    }
    if (as_quads_) {
      append_quad(statement);
      return;
    }
    if (body_.size() + statement.triple.size() + 1 > most_bytes_) {
      flush();
    }
    body_.append(statement.triple).append("\n");
    ++body_triples_;
    if (by_update_ && body_triples_ == options_.batch_update_triples) {
      flush();
    }
  }

  [[nodiscard]] bool needs_staging(const PlannedGraph& graph) const {
    if (!options_.staging) {
      return false;
    }
    const bool one_request =
        !by_update_ && Endpoint::turtle_head.size() + graph.bytes <= most_bytes_;
    return !(endpoint_.profile().atomic_put && one_request);
  }

  /// Of a graph as N-Quads.
  [[nodiscard]] static std::size_t quads_bytes(const PlannedGraph& graph) {
    return graph.bytes + graph.content.triples * (graph.target.size() + 3);
  }

  void begin_graph() {
    index_ = started_ ? index_ + 1 : 0;
    started_ = true;
    (void)plan_.next(graph_);
    skipping_ = states_[index_] == GraphState::unchanged;
    if (skipping_) {
      ++report_.graphs_unchanged;
      at_.triples += graph_.content.triples;
      return;
    }
    const bool staged = needs_staging(graph_);
    const bool empty_there = states_[index_] == GraphState::empty;
    as_quads_ = endpoint_.profile().takes_quads && !staged && !by_update_ &&
                (empty_there || options_.mode == LoadMode::append) &&
                quads_bytes(graph_) <= most_bytes_;
    if (as_quads_ && (quads_.size() + quads_bytes(graph_) > most_bytes_ ||
                      in_quads_.size() == graphs_in_quads)) {
      send_quads();  // a graph arrives in one request, whole or not at all
    }
    staging_ =
        staged ? options_.base + "staging/" + short_hash({graph_.target}) : std::string();
    if (staged) {
      manifest_.begin_staging(staging_);
    } else {
      forget(graph_);
    }
    destination_ = staged ? staging_ : graph_.target;
    fresh_ = staged || options_.mode == LoadMode::replace;
  }

  /// The graph is about to change: if that is interrupted, it is sent again.
  void forget(const PlannedGraph& graph) {
    if (manifest_.graphs().contains(graph.target)) {
      manifest_.forget(graph.target);
    }
  }

  void begin_body() {
    body_ = by_update_ ? std::string_view() : Endpoint::turtle_head;
    body_triples_ = 0;
  }

  /// Sends the pending statements of the current graph.
  void flush() {
    if (body_triples_ == 0) {
      return;
    }
    const bool first = std::exchange(fresh_, false);
    if (by_update_) {
      if (first) {
        endpoint_.update(drop_of(destination_));
      }
      const std::string data = destination_.empty() ? body_
                                                    : "GRAPH " + graph_ref(destination_) +
                                                          " {\n" + body_ + "}";
      endpoint_.update("INSERT DATA {\n" + data + "}");
    } else if (first) {
      endpoint_.put(destination_, body_);
    } else {
      endpoint_.post(destination_, body_);
    }
    report_.triples_sent += body_triples_;
    at_.triples += body_triples_;
    begin_body();
    show();
  }

  void finish_graph() {
    if (!started_ || skipping_) {
      at_.graphs += started_ ? 1 : 0;
      return;
    }
    if (as_quads_) {
      in_quads_.push_back(graph_);
      return;
    }
    flush();
    if (staging_.empty()) {
      done(graph_);
    } else {
      staged_.push_back({graph_, staging_});
      if (staged_.size() == graphs_per_request) {
        finalise();
      }
    }
  }

  void done(const PlannedGraph& graph) {
    manifest_.record(graph.target, graph.content);
    ++report_.graphs_sent;
    ++at_.graphs;
    show();
  }

  void append_quad(const Statement& statement) {
    const std::string& target = graph_.target;
    const std::string_view triple =
        statement.triple.substr(0, statement.triple.size() - 1);
    quads_.append(triple);
    quads_ += target.empty() ? "." : "<" + target + "> .";
    quads_ += '\n';
    ++quads_triples_;
  }

  /// Sends the collected quads; graphs that are whole by then are done.
  void send_quads() {
    if (!quads_.empty()) {
      endpoint_.post_quads(quads_);
      report_.triples_sent += quads_triples_;
      at_.triples += quads_triples_;
      quads_.clear();
      quads_triples_ = 0;
    }
    for (const PlannedGraph& graph : std::exchange(in_quads_, {})) {
      done(graph);
    }
  }

  /// Counts the staged graphs and puts them in place. Copying and dropping are requests
  /// of their own, because each may then be repeated without harm.
  void finalise() {
    if (staged_.empty()) {
      return;
    }
    std::vector<std::string> asked;
    std::vector<std::string> targets;
    std::vector<std::string> copies;
    std::vector<std::string> drops;
    for (const Staged& staged : staged_) {
      targets.push_back(staged.graph.target);
      asked.push_back(staged.name);
      copies.push_back(copy_of(staged));
      drops.push_back(drop_of(staged.name));
    }
    check_staged(endpoint_.count(asked));
    for (const Staged& staged : staged_) {
      forget(staged.graph);
    }
    endpoint_.update(joined(copies));
    check_copied(endpoint_.count(targets));
    for (const Staged& staged : staged_) {
      done(staged.graph);
    }
    endpoint_.update(joined(drops));
    for (const Staged& staged : staged_) {
      manifest_.end_staging(staged.name);
    }
    staged_.clear();
  }

  [[nodiscard]] std::string copy_of(const Staged& staged) const {
    const std::string& target = staged.graph.target;
    const bool replace = options_.mode == LoadMode::replace;
    if (endpoint_.profile().copies_all) {
      return (replace ? "COPY " : "ADD ") + graph_ref(staged.name) + " TO " +
             graph_ref(target);
    }
    const std::string triples = "{ ?s ?p ?o }";
    return (replace ? drop_of(target) + " ;\n" : std::string()) + "INSERT { " +
           (target.empty() ? "?s ?p ?o" : "GRAPH " + graph_ref(target) + " " + triples) +
           " } WHERE { GRAPH " + graph_ref(staged.name) + " " + triples + " }";
  }

  /// Stores have lost triples in copying without a word: then the staging graph stays.
  void check_copied(const std::map<std::string, std::size_t>& counts) const {
    for (const Staged& staged : staged_) {
      const PlannedGraph& graph = staged.graph;
      const std::size_t there = counts.at(graph.target);
      const std::size_t sent = graph.content.triples;
      if (options_.mode == LoadMode::replace ? there != sent : there < sent) {
        throw Error(ExitCode::io,
                    {},
                    "the store copied " + std::to_string(there) + " of " +
                        std::to_string(sent) + " triples of <" + staged.name + "> to <" +
                        graph.target + ">",
                    "try --no-staging; the same command again begins with this graph");
      }
    }
  }

  void check_staged(const std::map<std::string, std::size_t>& counts) const {
    for (const Staged& staged : staged_) {
      const PlannedGraph& graph = staged.graph;
      const std::size_t there = counts.at(staged.name);
      if (there != graph.content.triples) {
        throw Error(ExitCode::io,
                    {},
                    "the store kept " + std::to_string(there) + " of " +
                        std::to_string(graph.content.triples) + " triples of <" +
                        graph.target + ">; the graph that was there is unchanged",
                    "the store merges values that differ in form; see docs/stores.md");
      }
    }
  }

  void show() const {
    if (progress_) {
      progress_(at_);
    }
  }

  LoadPlan& plan_;
  Endpoint& endpoint_;
  Manifest& manifest_;
  const LoadOptions& options_;
  const std::function<void(const LoadProgress&)>& progress_;
  LoadProgress at_;
  LoadReport report_;
  std::vector<GraphState> states_;
  PlannedGraph graph_;  ///< the current one
  bool started_ = false;
  std::size_t index_ = 0;
  bool skipping_ = false;
  bool as_quads_ = false;
  bool fresh_ = true;  ///< the next request of this graph replaces it
  std::string staging_;
  std::string destination_;
  bool by_update_ = false;
  std::size_t most_bytes_ = 0;  ///< of a body; a single longer triple goes alone
  std::string body_;
  std::size_t body_triples_ = 0;
  std::string quads_;
  std::size_t quads_triples_ = 0;
  std::vector<PlannedGraph> in_quads_;
  std::vector<Staged> staged_;
};

}  // namespace

LoadReport load(SortedGraphs& data,
                LoadPlan& plan,
                Endpoint& endpoint,
                Manifest& manifest,
                const LoadOptions& options,
                const std::function<void(const LoadProgress&)>& progress) {
  Loader loader(plan, endpoint, manifest, options, progress);
  LoadReport report = loader.run(data);
  if (options.verify) {
    report.statements_verified = verify(data, plan, endpoint, options.mode);
  }
  return report;
}

}  // namespace byline::publish
