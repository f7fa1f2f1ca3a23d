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
}

LocalGraphs::LocalGraphs() : file_(most_in_memory) {}

LocalGraphs::LocalGraphs(std::vector<LocalGraph> graphs) : LocalGraphs() {
  for (LocalGraph& graph : graphs) {
    add(StoredGraph(std::move(graph)));
  }
}

void LocalGraphs::add(StoredGraph graph) {
  const std::uint64_t begin = file_.append(graph.bytes_);
  Kept kept{std::move(graph.id_), {}, begin, graph.bytes_.size()};
  kept.entities.reserve(graph.entities_.size());
  for (LocalEntity& entity : graph.entities_) {
    kept.entities.push_back(intern(std::move(entity)));
  }
  kept_.push_back(std::move(kept));
}

const KnownEntity* LocalGraphs::intern(LocalEntity entity) {
  KnownEntity known;
  known.kind = entity.kind;
  known.in_lexicon = entity.lexicon.known;
  known.class_from_text = entity.class_from_text;
  known.is_value = entity.is_value;
  known.in_fact = entity.in_fact;
  known.label = std::move(entity.label);
  known.qualifier = std::move(entity.lexicon.qualifier);
  known.core = std::move(entity.core);
  known.names = std::move(entity.names);
  known.other_names = std::move(entity.other_names);
  known.traits = std::move(entity.traits);
  known.classes = &*class_lists_.insert(std::move(entity.classes)).first;
  return &*entities_.insert(std::move(known)).first;
}

void LocalGraphs::keep(const std::vector<std::size_t>& numbers) {
  std::vector<Kept> kept;
  kept.reserve(numbers.size());
  for (const std::size_t number : numbers) {
    kept.push_back(std::move(kept_[number]));
  }
  kept_ = std::move(kept);
}

void LocalGraphs::sort() {
  std::ranges::stable_sort(kept_, {}, &Kept::id);
  const auto same = [this](const Kept& a, const Kept& b) {
    return a.id == b.id && bytes(a) == bytes(b);
  };
  kept_.erase(std::unique(kept_.begin(), kept_.end(), same), kept_.end());
}

LocalGraph LocalGraphs::load(std::size_t number) const {
  return decode(bytes(kept_[number]));
}

}  // namespace byline::assemble
