#pragma once

#include "store/grouped_writer.hpp"
#include "store/layout.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace byline::store {

/// For each term the set of predicates that it is subject (object) of in the default
/// graph. Few distinct sets occur, so a term costs the bits of a set's number.
class PredicateSets {
 public:
  explicit PredicateSets(std::size_t term_count);

  /// The keys of `group` have the predicate `rank`; ranks come in ascending order.
  void add_subjects(std::uint32_t rank, const WrittenGroup& group);
  void add_objects(std::uint32_t rank, const WrittenGroup& group);
  /// Appends the arrays to `out` and says in `layout` where.
  void write(Layout& layout, std::string& out) const;

 private:
  /// A set is its greatest rank and the set of the others.
  struct Set {
    std::uint32_t others = 0;
    std::uint32_t rank = 0;
  };
  void add(std::uint32_t rank,
           const WrittenGroup& group,
           std::vector<std::uint32_t>& set_of);

  std::vector<Set> sets_;                                    ///< 0 is the empty set
  std::unordered_map<std::uint64_t, std::uint32_t> larger_;  ///< (set, rank): their union
  std::vector<std::uint32_t> subject_sets_;                  ///< [id]
  std::vector<std::uint32_t> object_sets_;
};

}  // namespace byline::store
