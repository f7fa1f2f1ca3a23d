#include "publish/load.hpp"

#include "base/hash.hpp"
#include "publish/verify.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace byline::publish {
namespace {

/// Graphs that are asked about, copied or dropped in one request.
constexpr std::size_t graphs_per_request = 100;

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
  Loader(const LoadPlan& plan,
         Endpoint& endpoint,
         Manifest& manifest,
         const LoadOptions& options,
         const std::function<void(const LoadProgress&)>& progress)
      : plan_(plan),
        endpoint_(endpoint),
        manifest_(manifest),
        options_(options),
        progress_(progress) {
    at_.graphs_total = plan.graphs.size();
    at_.triples_total = plan.triples;
  }

  LoadReport run(SortedGraphs& data) {
    find_unchanged();
    drop_vanished();
    data.for_each([this](const Statement& statement) { take(statement); });
    finish_graph();
    finalise();
    send_quads();
    manifest_.compact();
    return report_;
  }

  [[nodiscard]] const std::vector<std::size_t>& sent() const { return sent_; }

 private:
  /// A graph that waits in its staging graph.
  struct Staged {
    std::size_t index;
    std::string staging;
  };

  [[nodiscard]] const LoadPlan::Graph& current() const { return plan_.graphs[index_]; }

  /// What the store holds now: needed to trust the manifest and to know what is empty.
  void find_unchanged() {
    std::vector<std::string> asked;
    const auto ask = [&] {
      const auto counts = endpoint_.count(asked);
      counts_.insert(counts.begin(), counts.end());
      asked.clear();
    };
    for (const LoadPlan::Graph& graph : plan_.graphs) {
      const bool listed = manifest_.graphs().contains(graph.target);
      if (listed ||
          (endpoint_.profile().takes_quads && options_.mode == LoadMode::replace)) {
        asked.push_back(graph.target);
      }
      if (asked.size() == graphs_per_request) {
        ask();
      }
    }
    if (!asked.empty()) {
      ask();
    }
  }

  [[nodiscard]] bool is_unchanged(const LoadPlan::Graph& graph) const {
    const auto shipped = manifest_.graphs().find(graph.target);
    if (shipped == manifest_.graphs().end() || shipped->second != graph.content) {
      return false;
    }
    const auto count = counts_.find(graph.target);
    const bool exact = options_.mode == LoadMode::replace;
    return count != counts_.end() && (exact ? count->second == graph.content.triples
                                            : count->second >= graph.content.triples);
  }

  /// Graphs that an earlier load shipped and that the data no longer have.
  void drop_vanished() {
    if (options_.mode == LoadMode::append) {
      return;
    }
    std::set<std::string> wanted;
    for (const LoadPlan::Graph& graph : plan_.graphs) {
      wanted.insert(graph.target);
    }
    std::vector<std::string> vanished;
    for (const auto& [graph, shipped] : manifest_.graphs()) {
      if (!wanted.contains(graph)) {
        vanished.push_back(graph);
      }
    }
    for (const std::string& graph : vanished) {
      endpoint_.update(drop_of(graph));
      manifest_.forget(graph);
      ++report_.graphs_dropped;
    }
  }

  void take(const Statement& statement) {
    if (!started_ || current().name != statement.graph) {
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
    if (body_.size() + statement.triple.size() + 1 > options_.batch_bytes) {
      flush();
    }
    body_.append(statement.triple).append("\n");
    ++body_triples_;
    if (options_.method == LoadMethod::update &&
        body_triples_ == options_.batch_update_triples) {
      flush();
    }
  }

  [[nodiscard]] bool needs_staging(const LoadPlan::Graph& graph) const {
    if (!options_.staging) {
      return false;
    }
    const bool one_request = options_.method == LoadMethod::gsp &&
                             graph.bytes + graph.content.triples < options_.batch_bytes;
    return !(endpoint_.profile().atomic_put && one_request);
  }

  void begin_graph() {
    index_ = started_ ? index_ + 1 : 0;
    started_ = true;
    const LoadPlan::Graph& graph = current();
    skipping_ = is_unchanged(graph);
    if (skipping_) {
      ++report_.graphs_unchanged;
      at_.triples += graph.content.triples;
      return;
    }
    const bool staged = needs_staging(graph);
    const auto count = counts_.find(graph.target);
    const bool empty_there = count != counts_.end() && count->second == 0;
    as_quads_ = endpoint_.profile().takes_quads && !staged &&
                options_.method == LoadMethod::gsp &&
                (empty_there || options_.mode == LoadMode::append);
    staging_ =
        staged ? options_.base + "staging/" + short_hash({graph.target}) : std::string();
    destination_ = staged ? staging_ : graph.target;
    fresh_ = staged || options_.mode == LoadMode::replace;
  }

  /// Sends the pending statements of the current graph.
  void flush() {
    if (body_.empty()) {
      return;
    }
    const bool first = std::exchange(fresh_, false);
    if (options_.method == LoadMethod::update) {
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
    body_.clear();
    body_triples_ = 0;
    show();
  }

  void finish_graph() {
    if (!started_ || skipping_) {
      at_.graphs += started_ ? 1 : 0;
      return;
    }
    if (as_quads_) {
      in_quads_.push_back(index_);
      return;
    }
    flush();
    if (staging_.empty()) {
      done(index_);
    } else {
      staged_.push_back({index_, staging_});
      if (staged_.size() == graphs_per_request) {
        finalise();
      }
    }
  }

  void done(std::size_t index) {
    const LoadPlan::Graph& graph = plan_.graphs[index];
    manifest_.record(graph.target, graph.content);
    sent_.push_back(index);
    ++report_.graphs_sent;
    ++at_.graphs;
    show();
  }

  void append_quad(const Statement& statement) {
    const std::string& target = current().target;
    const std::string_view triple =
        statement.triple.substr(0, statement.triple.size() - 1);
    if (quads_.size() + triple.size() + target.size() + 5 > options_.batch_bytes) {
      send_quads();
    }
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
    for (const std::size_t index : std::exchange(in_quads_, {})) {
      done(index);
    }
  }

  /// Counts the staged graphs and puts them in place. Copying and dropping are requests
  /// of their own, because each may then be repeated without harm.
  void finalise() {
    if (staged_.empty()) {
      return;
    }
    std::vector<std::string> asked;
    std::vector<std::string> copies;
    std::vector<std::string> drops;
    for (const Staged& staged : staged_) {
      const std::string& target = plan_.graphs[staged.index].target;
      asked.push_back(staged.staging);
      copies.push_back((options_.mode == LoadMode::replace ? "COPY " : "ADD ") +
                       graph_ref(staged.staging) + " TO " + graph_ref(target));
      drops.push_back(drop_of(staged.staging));
    }
    check_counts(endpoint_.count(asked));
    endpoint_.update(joined(copies));
    for (const Staged& staged : staged_) {
      done(staged.index);
    }
    endpoint_.update(joined(drops));
    staged_.clear();
  }

  void check_counts(const std::map<std::string, std::size_t>& counts) const {
    for (const Staged& staged : staged_) {
      const LoadPlan::Graph& graph = plan_.graphs[staged.index];
      const std::size_t there = counts.at(staged.staging);
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

  const LoadPlan& plan_;
  Endpoint& endpoint_;
  Manifest& manifest_;
  const LoadOptions& options_;
  const std::function<void(const LoadProgress&)>& progress_;
  LoadProgress at_;
  LoadReport report_;
  std::map<std::string, std::size_t> counts_;
  bool started_ = false;
  std::size_t index_ = 0;
  bool skipping_ = false;
  bool as_quads_ = false;
  bool fresh_ = true;  ///< the next request of this graph replaces it
  std::string staging_;
  std::string destination_;
  std::string body_;
  std::size_t body_triples_ = 0;
  std::string quads_;
  std::size_t quads_triples_ = 0;
  std::vector<std::size_t> in_quads_;
  std::vector<Staged> staged_;
  std::vector<std::size_t> sent_;
};

}  // namespace

LoadReport load(SortedGraphs& data,
                const LoadPlan& plan,
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
