#pragma once

#include "store/packed_array.hpp"
#include "store/term_order.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

/// The fixed-size records of a dataset; docs/byl-format.md describes each.
namespace byline::store {

/// Rows grouped by a key: distinct keys ascending; for each the rows from its start to
/// the next one's. Rows ascend by key, then column by column.
struct GroupedRef {
  ArrayRef keys;
  ArrayRef starts;  ///< one more than keys; empty if each key has exactly one row
  /// [(key - least key) >> shift]: position of the first key of that bucket; empty:
  /// search.
  ArrayRef buckets;
  std::uint64_t shift = 0;
  std::array<ArrayRef, 3> columns{};  ///< unused ones are empty
};

/// The triples of the default graph that have one predicate.
struct PredicateRef {
  GroupedRef by_subject;  ///< column 0: objects
  GroupedRef by_object;   ///< column 0: subjects
};

inline constexpr std::size_t value_group_count =
    static_cast<std::size_t>(ValueGroup::other) + 1;
inline constexpr std::size_t named_order_count = 6;

/// Begins the section "layout"; the PredicateRef of each predicate follow, by rank.
struct Layout {
  std::uint64_t terms = 0;
  std::uint64_t default_quads = 0;
  std::uint64_t named_quads = 0;
  std::uint64_t kinds = 0;
  /// [group]: first id of the group; the last entry is terms + 1.
  std::array<std::uint64_t, value_group_count + 1> group_starts{};
  ArrayRef blocks;      ///< of the terms: offset of each block in its section
  ArrayRef predicates;  ///< their term ids, ascending; the position is the rank
  ArrayRef graphs;      ///< term ids of the named graphs, ascending; always 32 bits wide
  ArrayRef subject_sets;  ///< [id]: number of the set of predicates it is subject of
  ArrayRef object_sets;   ///< [id]: number of the set of predicates it is object of
  ArrayRef set_starts;    ///< [set]: where its ranks begin in set_ranks
  ArrayRef set_ranks;     ///< ranks of predicates, ascending in each set
  std::array<GroupedRef, named_order_count> named{};
};

/// Terms in one block of the section "terms".
inline constexpr std::size_t block_terms = 16;

}  // namespace byline::store
