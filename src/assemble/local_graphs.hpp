#pragma once

#include "assemble/local_graph.hpp"
#include "base/scratch_file.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace byline::assemble {

/// A local graph on its way into `LocalGraphs`: what stays in memory, and the rest.
class StoredGraph {
 public:
  explicit StoredGraph(LocalGraph graph);

 private:
  friend class LocalGraphs;
  std::string id_;
  std::vector<LocalEntity> entities_;
  std::string bytes_;
};

/// The local graphs of a corpus. What decides about identity is in memory, the rest of
/// each graph in a temporary file once there is much of it. One thread at a time.
class LocalGraphs {
 public:
  LocalGraphs();
  explicit LocalGraphs(std::vector<LocalGraph> graphs);

  void add(StoredGraph graph);
  /// Keeps the graphs with these numbers, in this order.
  void keep(const std::vector<std::size_t>& numbers);
  /// Sorts by id; of equal graphs one stays.
  void sort();

  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  [[nodiscard]] bool empty() const { return kept_.empty(); }
  [[nodiscard]] const std::string& id(std::size_t number) const {
    return kept_[number].id;
  }
  /// Without classes, names and links of the lexicon.
  [[nodiscard]] const std::vector<LocalEntity>& entities(std::size_t number) const {
    return kept_[number].entities;
  }
  /// The whole graph; the reference holds until another one is asked for.
  [[nodiscard]] const LocalGraph& operator[](std::size_t number) const;

 private:
  struct Kept {
    std::string id;
    std::vector<LocalEntity> entities;
    std::uint64_t begin = 0;
    std::size_t size = 0;
  };
  [[nodiscard]] std::string bytes(const Kept& kept) const {
    return file_.read(kept.begin, kept.size);
  }

  std::vector<Kept> kept_;
  ScratchFile file_;
  mutable std::size_t loaded_ = nothing;
  mutable LocalGraph graph_;
};

}  // namespace byline::assemble
