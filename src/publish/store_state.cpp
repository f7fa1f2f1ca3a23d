#include "publish/store_state.hpp"

#include <map>
#include <set>
#include <string>

namespace byline::publish {
namespace {

/// Graphs that are asked about in one request.
constexpr std::size_t graphs_per_request = 100;

bool is_unchanged(const PlannedGraph& graph,
                  std::size_t there,
                  const Manifest& manifest,
                  LoadMode mode) {
  const auto shipped = manifest.graphs().find(graph.target);
  if (shipped == manifest.graphs().end() || shipped->second != graph.content) {
    return false;
  }
  return mode == LoadMode::replace ? there == graph.content.triples
                                   : there >= graph.content.triples;
}

/// Graphs about which the store is asked together.
class Questions {
 public:
  Questions(Endpoint& endpoint,
            const Manifest& manifest,
            LoadMode mode,
            std::vector<GraphState>& states)
      : endpoint_(endpoint),
        manifest_(manifest),
        mode_(mode),
        states_(states) {}

  void add(std::size_t index, const PlannedGraph& graph) {
    graphs_.emplace_back(index, graph);
    if (graphs_.size() == graphs_per_request) {
      ask();
    }
  }
  void ask() {
    if (graphs_.empty()) {
      return;
    }
    std::vector<std::string> names;
    for (const auto& [index, graph] : graphs_) {
      names.push_back(graph.target);
    }
    const auto counts = endpoint_.count(names);
    for (const auto& [index, graph] : graphs_) {
      const std::size_t there = counts.at(graph.target);
      if (is_unchanged(graph, there, manifest_, mode_)) {
        states_[index] = GraphState::unchanged;
      } else if (there == 0) {
        states_[index] = GraphState::empty;
      }
    }
    graphs_.clear();
  }

 private:
  Endpoint& endpoint_;
  const Manifest& manifest_;
  LoadMode mode_;
  std::vector<GraphState>& states_;
  std::vector<std::pair<std::size_t, PlannedGraph>> graphs_;
};

}  // namespace

std::vector<GraphState> states_of(LoadPlan& plan,
                                  Endpoint& endpoint,
                                  const Manifest& manifest,
                                  LoadMode mode) {
  std::vector<GraphState> states(plan.graphs(), GraphState::unknown);
  Questions questions(endpoint, manifest, mode, states);
  const bool all = endpoint.profile().takes_quads && mode == LoadMode::replace;
  PlannedGraph graph;
  plan.rewind();
  for (std::size_t index = 0; plan.next(graph); ++index) {
    if (all || manifest.graphs().contains(graph.target)) {
      questions.add(index, graph);
    }
  }
  questions.ask();
  return states;
}

std::vector<std::string> vanished_graphs(LoadPlan& plan, const Manifest& manifest) {
  std::set<std::string_view> vanished;
  for (const auto& [graph, shipped] : manifest.graphs()) {
    vanished.insert(graph);
  }
  PlannedGraph graph;
  plan.rewind();
  while (!vanished.empty() && plan.next(graph)) {
    vanished.erase(graph.target);
  }
  return {vanished.begin(), vanished.end()};
}

}  // namespace byline::publish
