#include "base/hash.hpp"
#include "publish/load.hpp"

#include <utility>

namespace byline::publish {
namespace {

/// SHA-256 of a stream: each chunk is hashed together with the hash of what came before.
class RunningHash {
 public:
  void add(std::string_view line) {
    pending_.append(line).append("\n");
    if (pending_.size() >= chunk_bytes) {
      fold();
    }
  }
  std::string finish() {
    fold();
    return std::exchange(state_, {});
  }

 private:
  static constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
  void fold() {
    state_ = sha256_hex(state_ + pending_);
    pending_.clear();
  }
  std::string state_;
  std::string pending_;
};

std::string target_of(std::string_view name,
                      const StoreProfile& profile,
                      const LoadOptions& options) {
  if (!name.empty()) {
    return std::string(name);
  }
  const bool has_default = !profile.default_key.empty();
  return options.default_graph.empty() && !has_default ? options.base + "graph/default"
                                                       : options.default_graph;
}

void check_literals(const SortedGraphs& data, const StoreProfile& profile) {
  if (data.longest_literal_bytes() > profile.max_literal_bytes) {
    throw Error(
        ExitCode::limit,
        {},
        "a literal of " + std::to_string(data.longest_literal_bytes()) + " bytes (at " +
            data.longest_literal_at() + ") is longer than " + profile.name + " takes (" +
            std::to_string(profile.max_literal_bytes) + " bytes); nothing was sent",
        "shorten it, or leave the statement out");
  }
}

}  // namespace

LoadPlan plan_load(SortedGraphs& data,
                   const StoreProfile& profile,
                   const LoadOptions& options) {
  LoadPlan plan;
  RunningHash hash;
  const auto finish = [&] {
    if (!plan.graphs.empty()) {
      plan.graphs.back().content.hash = hash.finish();
    }
  };
  data.for_each([&](const Statement& statement) {
    if (plan.graphs.empty() || plan.graphs.back().name != statement.graph) {
      finish();
      plan.graphs.push_back({std::string(statement.graph),
                             target_of(statement.graph, profile, options),
                             {},
                             0});
    }
    LoadPlan::Graph& graph = plan.graphs.back();
    ++graph.content.triples;
    graph.bytes += statement.triple.size() + 1;
    hash.add(statement.triple);
    ++plan.triples;
  });
  finish();
  check_literals(data, profile);
  return plan;
}

}  // namespace byline::publish
