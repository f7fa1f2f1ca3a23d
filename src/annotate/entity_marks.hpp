#pragma once

#include "annotate/treebank.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// A mention of an entity as GUM marks it in MISC ("Entity=(1-person-…)": words
/// [first, end) of one sentence.
struct EntityMark {
  std::string_view number;  ///< of the entity: mentions of one share it
  std::string_view type;    ///< "person", "abstract", …
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t head = 0;  ///< the first word of its least span
};

/// The mentions of a sentence, in the order in which they end. Views are into `sentence`.
std::vector<EntityMark> entity_marks(const TreeSentence& sentence);

}  // namespace byline::annotate
