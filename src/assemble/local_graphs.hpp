#pragma once

#include "assemble/local_graph.hpp"
#include "base/scratch_file.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace byline::assemble {

/// Of an article's entity what decides about identity.
struct KnownEntity {
  EntityKind kind = EntityKind::topic;
  bool in_lexicon = false;
  bool class_from_text = false;
  bool is_value = false;
  bool in_fact = false;
  std::string label;
  std::string qualifier;  ///< the lexicon's
  std::string core;
  std::vector<std::string> names;
  std::vector<std::string> other_names;
  std::vector<std::pair<std::string, std::string>> traits;
  const std::vector<std::string>* classes = nullptr;  ///< never null: of LocalGraphs
  auto operator<=>(const KnownEntity&) const = default;
};

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
/// each graph in a temporary file once there is much of it. News names the same things
/// over and over: equal entities and lists of classes are held once, which is a quarter
/// of the memory or less. One thread at a time but where it says otherwise.
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
  [[nodiscard]] const std::vector<const KnownEntity*>& entities(
      std::size_t number) const {
    return kept_[number].entities;
  }
  /// The whole graph, read anew each time. Any number of threads may load at a time.
  [[nodiscard]] LocalGraph load(std::size_t number) const;

 private:
  struct Kept {
    std::string id;
    std::vector<const KnownEntity*> entities;  ///< in `entities_`
    std::uint64_t begin = 0;
    std::size_t size = 0;
  };
  [[nodiscard]] std::string bytes(const Kept& kept) const {
    return file_.read(kept.begin, kept.size);
  }

  [[nodiscard]] const KnownEntity* intern(LocalEntity entity);

  /// Their order, by address of the classes, is never looked at.
  std::set<KnownEntity> entities_;
  std::set<std::vector<std::string>> class_lists_;
  std::vector<Kept> kept_;
  ScratchFile file_;
};

}  // namespace byline::assemble
