#pragma once

#include "assemble/identity_groups.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace byline::assemble {

/// Finds for each group the one full name that it is a short or other form of.
class NameJoiner {
 public:
  explicit NameJoiner(Groups& groups);

  /// These two groups are never joined.
  void forbid(std::size_t a, std::size_t b) { apart_.insert(std::minmax(a, b)); }

  /// Sets target and reason of each group that is joined.
  void run();

 private:
  using Index = std::map<std::pair<EntityKind, std::string>, std::set<std::size_t>>;

  void index(std::size_t number);
  void join(std::size_t number, JoinReason reason);
  [[nodiscard]] std::set<std::size_t> candidates_of(std::size_t number,
                                                    JoinReason reason) const;
  [[nodiscard]] bool leads_to(std::size_t from, std::size_t to) const;

  Groups& groups_;
  Index other_names_;
  Index last_names_;
  Index initials_;
  Index cores_;
  std::set<std::pair<std::size_t, std::size_t>> apart_;
};

}  // namespace byline::assemble
