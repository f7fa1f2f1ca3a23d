#pragma once

#include "assemble/identity.hpp"
#include "assemble/local_graphs.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace byline::assemble {

/// An article's number and its local graph, loaded.
struct ArticleGraph {
  std::size_t number;
  const LocalGraph& graph;
};

/// The IRIs of all nodes of a corpus (data model, section 2). Const: any number of
/// threads may ask at a time.
class NodeNames {
 public:
  /// `graphs` sorted by id; all arguments must outlive this. `base` ends in `/` or `#`.
  NodeNames(const LocalGraphs& graphs, const Identities& identities, std::string base);

  [[nodiscard]] const std::string& base() const { return base_; }
  [[nodiscard]] std::string article(std::size_t article) const;
  [[nodiscard]] const std::string& entity(std::size_t article, std::size_t entity) const;
  [[nodiscard]] const std::string& global_entity(std::size_t number) const {
    return entity_iris_[number];
  }
  [[nodiscard]] const std::string& event(std::size_t article, std::size_t event) const {
    return event_iris_[article][event];
  }
  [[nodiscard]] const std::string& statistic(std::size_t article,
                                             std::size_t statistic) const {
    return statistic_iris_[article][statistic];
  }
  [[nodiscard]] std::string quotation(const ArticleGraph& article,
                                      std::size_t quotation) const;
  [[nodiscard]] std::string membership(const ArticleGraph& article,
                                       std::size_t membership) const;
  [[nodiscard]] std::string rule(std::string_view name) const;
  [[nodiscard]] std::string text(std::size_t article, const Offsets& at) const;
  /// IRI of a node that is no literal.
  [[nodiscard]] std::string node(const ArticleGraph& article,
                                 const LocalNode& node) const;

 private:
  void name_entities();
  void name_events();
  void name_statistics();
  /// Defining roles' labels joined by `+`, and the year; both empty if a needed role is
  /// missing.
  struct EventKey {
    std::string labels;
    std::string year;
  };
  /// An event's facts, as numbers, while events are named.
  using FactsOfEvents = std::map<std::size_t, std::vector<std::size_t>>;
  EventKey event_key(const ArticleGraph& article,
                     const FactsOfEvents& facts,
                     std::size_t event,
                     std::size_t depth) const;
  std::string filler(const ArticleGraph& article,
                     const FactsOfEvents& facts,
                     const LocalNode& node,
                     std::size_t depth) const;
  [[nodiscard]] const std::string& segment(std::size_t article, std::size_t entity) const;

  const LocalGraphs& graphs_;
  const Identities& identities_;
  std::string base_;
  std::vector<std::string> entity_iris_;
  std::vector<std::vector<std::string>> event_iris_;
  std::vector<std::vector<std::string>> statistic_iris_;
};

}  // namespace byline::assemble
