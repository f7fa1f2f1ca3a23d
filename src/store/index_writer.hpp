#pragma once

#include "store/chunk_list.hpp"
#include "store/image.hpp"
#include "store/store.hpp"
#include "store/term_table.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace byline::store {

/// A triple by numbers of a TermTable.
struct Triple {
  std::uint32_t subject;
  std::uint32_t predicate;
  std::uint32_t object;
};

/// What was read, repeated quads too, by numbers of `terms`.
struct Collected {
  TermTable terms;
  ChunkList<Triple> default_triples;
  ChunkList<Row> named_quads;
  std::vector<std::uint32_t> graphs;  ///< that exist whether quads stand in them or not
};

/// Makes the dataset of what was collected, on two cores; memory is given back on the
/// way. The bytes depend only on the sets of quads, of graphs and of terms.
std::unique_ptr<Image> write_image(Collected collected);

}  // namespace byline::store
