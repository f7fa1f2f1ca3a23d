#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace byline::publish {

/// 80 bits of SHA-256 as text (`short_hash`).
using ContentHash = std::array<char, 16>;

/// What was shipped of one graph.
struct ShippedGraph {
  std::size_t triples = 0;
  ContentHash hash{};  ///< of its sorted statements
  auto operator<=>(const ShippedGraph&) const = default;
};

/// The graphs that a store has got from us: a journal, one line a graph, appended as each
/// graph arrives, so that an interrupted load goes on where it stopped. A torn last line
/// counts as not there.
class Manifest {
 public:
  /// Reads the journal of `path` if there is one and it was made for `target` (store and
  /// endpoint); another target's journal is ignored and replaced. An empty path keeps
  /// nothing.
  Manifest(std::filesystem::path path, std::string target);

  [[nodiscard]] const std::map<std::string, ShippedGraph>& graphs() const {
    return graphs_;
  }
  /// Staging graphs that were begun and not dropped: an interrupted load leaves them.
  [[nodiscard]] const std::set<std::string>& staging() const { return staging_; }
  void begin_staging(const std::string& graph);
  void end_staging(const std::string& graph);
  void record(const std::string& graph, const ShippedGraph& shipped);
  void forget(const std::string& graph);
  /// Rewrites the journal with one line a graph. Throws Error(ExitCode::io).
  void compact();

 private:
  void append(const std::string& line);

  std::filesystem::path path_;
  std::string target_;
  std::map<std::string, ShippedGraph> graphs_;
  std::set<std::string> staging_;
  std::ofstream journal_;
};

}  // namespace byline::publish
