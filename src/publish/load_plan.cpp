#include "base/hash.hpp"
#include "publish/load.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace byline::publish {
namespace {

/// Hash of a stream: each chunk is hashed together with the hash of what came before.
class RunningHash {
 public:
  void add(std::string_view line) {
    pending_.append(line).append("\n");
    if (pending_.size() >= chunk_bytes) {
      fold();
    }
  }
  ContentHash finish() {
    fold();
    ContentHash hash{};
    std::ranges::copy(std::exchange(state_, {}), hash.begin());
    return hash;
  }

 private:
  static constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
  void fold() {
    state_ = short_hash({state_, pending_});
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
  return options.default_graph.empty() && !has_default ? default_graph_name(options.base)
                                                       : options.default_graph;
}

void check_lengths(const SortedGraphs& data,
                   const StoreProfile& profile,
                   const LoadOptions& options) {
  const std::size_t most = options.method == LoadMethod::update
                               ? profile.max_update_literal_bytes
                               : profile.max_literal_bytes;
  if (data.longest_literal_bytes() > most) {
    throw Error(ExitCode::limit,
                {},
                "a literal of " + std::to_string(data.longest_literal_bytes()) +
                    " bytes (at " + data.longest_literal_at() + ") is longer than " +
                    profile.name + " takes (" + std::to_string(most) +
                    " bytes); nothing was sent",
                "shorten it, or leave the statement out");
  }
}

void check_values(const SortedGraphs& data, const StoreProfile& profile) {
  for (const LiteralTrait trait : profile.loses) {
    const TraitCounts::Seen& seen = data.traits().of(trait);
    if (seen.literals > 0) {
      throw Error(ExitCode::limit,
                  {},
                  profile.name + " would keep another value of " +
                      std::to_string(seen.literals) +
                      " literals; nothing was sent. "
                      "The first: " +
                      seen.first,
                  "write it as a string or in fewer digits, leave the statement out, or "
                  "send it all the same with --lossy");
    }
  }
}

}  // namespace

void refuse_literals(const SortedGraphs& data,
                     const StoreProfile& profile,
                     const LoadOptions& options) {
  check_lengths(data, profile, options);
  if (!options.lossy) {
    check_values(data, profile);
  }
}

std::string default_graph_name(std::string_view base) {
  return std::string(base) + "graph/default";
}

void LoadPlan::add(const PlannedGraph& graph) {
  const std::string_view hash(graph.content.hash.data(), graph.content.hash.size());
  file_.write(graph.name);
  file_.write(graph.target);
  file_.write(std::to_string(graph.content.triples));
  file_.write(std::to_string(graph.bytes));
  file_.write(hash);
  ++graphs_;
  triples_ += graph.content.triples;
}

bool LoadPlan::next(PlannedGraph& graph) {
  std::string text;
  const auto number = [&] {
    std::size_t value = 0;
    (void)file_.next(text);
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  if (!file_.next(graph.name)) {
    return false;
  }
  (void)file_.next(graph.target);
  graph.content.triples = number();
  graph.bytes = number();
  (void)file_.next(text);
  std::ranges::copy(text, graph.content.hash.begin());
  return true;
}

LoadPlan plan_load(SortedGraphs& data,
                   const StoreProfile& profile,
                   const LoadOptions& options) {
  refuse_literals(data, profile, options);
  LoadPlan plan;
  RunningHash hash;
  PlannedGraph graph;
  const auto finish = [&] {
    if (graph.content.triples > 0) {
      graph.content.hash = hash.finish();
      plan.add(graph);
    }
  };
  data.for_each([&](const Statement& statement) {
    if (graph.content.triples == 0 || graph.name != statement.graph) {
      finish();
      graph = {std::string(statement.graph),
               target_of(statement.graph, profile, options),
               {},
               0};
    }
    ++graph.content.triples;
    graph.bytes += statement.triple.size() + 1;
    hash.add(statement.triple);
  });
  finish();
  return plan;
}

std::vector<std::string> rewriting_notes(const SortedGraphs& data,
                                         const StoreProfile& profile) {
  std::vector<std::string> notes;
  for (const Rewriting& rewriting : profile.rewriting) {
    const std::size_t literals = data.traits().of(rewriting.trait).literals;
    if (literals > 0) {
      notes.push_back(profile.name + " rewrites " + std::to_string(literals) +
                      (literals == 1 ? " literal: " : " literals: ") + rewriting.text);
    }
  }
  return notes;
}

}  // namespace byline::publish
