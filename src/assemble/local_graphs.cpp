#include "assemble/local_graphs.hpp"

#include "assemble/local_graph_codec.hpp"

#include <algorithm>
#include <utility>

namespace byline::assemble {
namespace {

constexpr std::size_t most_in_memory = std::size_t{8} << 20U;

}  // namespace

StoredGraph::StoredGraph(LocalGraph graph) : id_(graph.id), bytes_(encode(graph)) {
  entities_ = std::move(graph.entities);
  for (LocalEntity& entity : entities_) {
    entity.lexicon.classes = {};
    entity.lexicon.names = {};
    entity.lexicon.same_as = {};
  }
}

LocalGraphs::LocalGraphs() : file_(most_in_memory) {}

LocalGraphs::LocalGraphs(std::vector<LocalGraph> graphs) : LocalGraphs() {
  for (LocalGraph& graph : graphs) {
    add(StoredGraph(std::move(graph)));
  }
}

void LocalGraphs::add(StoredGraph graph) {
  const std::uint64_t begin = file_.append(graph.bytes_);
  kept_.push_back(
      {std::move(graph.id_), std::move(graph.entities_), begin, graph.bytes_.size()});
}

void LocalGraphs::keep(const std::vector<std::size_t>& numbers) {
  std::vector<Kept> kept;
  kept.reserve(numbers.size());
  for (const std::size_t number : numbers) {
    kept.push_back(std::move(kept_[number]));
  }
  kept_ = std::move(kept);
  loaded_ = nothing;
}

void LocalGraphs::sort() {
  std::ranges::stable_sort(kept_, {}, &Kept::id);
  const auto same = [this](const Kept& a, const Kept& b) {
    return a.id == b.id && bytes(a) == bytes(b);
  };
  kept_.erase(std::unique(kept_.begin(), kept_.end(), same), kept_.end());
  loaded_ = nothing;
}

const LocalGraph& LocalGraphs::operator[](std::size_t number) const {
  if (loaded_ != number) {
    graph_ = decode(bytes(kept_[number]));
    loaded_ = number;
  }
  return graph_;
}

}  // namespace byline::assemble
