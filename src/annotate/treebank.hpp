#pragma once

#include "model/sentence.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// A word of a treebank as its file gives it.
struct TreeWord {
  std::string form;
  std::string lemma;
  Tag tag = Tag::unknown;
  std::string language_tag;  ///< XPOS
  std::string morphology;    ///< FEATS, "_" if empty
  std::int32_t head = no_head;
  std::string relation;  ///< with its subtype
  std::string notes;     ///< MISC
};

struct TreeSentence {
  std::vector<TreeWord> words;
  std::size_t document = 0;  ///< equal for the sentences of one document
};

/// Reads CoNLL-U (universaldependencies.org/format.html): words only, no ranges of
/// contractions, no empty nodes. Heads are 0-based, no_head for the root. Throws
/// Error(unusable) with file and line for a line that is not CoNLL-U.
std::vector<TreeSentence> read_treebank(std::string_view text, const std::string& file);

/// The value of `key` in FEATS or MISC ("Number=Sing|Case=Nom"), or an empty view.
std::string_view annotation(std::string_view list, std::string_view key);

}  // namespace byline::annotate
