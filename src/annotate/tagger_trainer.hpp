#pragma once

#include "annotate/lexicon.hpp"
#include "annotate/tag_set.hpp"
#include "annotate/tagger.hpp"
#include "annotate/treebank.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace byline::annotate {

/// Words of a sentence with the tags they should get.
struct TaggedSentence {
  std::vector<WordFeatures> words;
  std::vector<std::uint8_t> tags;  ///< numbers in the TagSet
  std::uint8_t conventions = 0;    ///< that the tags follow; see WordFeatures
};

/// Numbers fixed by the training recipe and measured on the development sets.
struct TaggerOptions {
  unsigned log2_rows = 18;
  int rounds = 6;
  int runs = 1;  ///< independent ones, averaged
  std::uint64_t seed = 1;
  int margin = 0;  ///< lead in score that the right tag must have over all others
  int threshold_percent = 0;  ///< average weights below this / 100 are dropped
};

/// The fine tags of a treebank: the universal tag and the FEATS named in `keys` (XPOS is
/// the language's own tag). Combinations seen less than `least` times become the
/// universal tag's commonest one.
class FineTags {
 public:
  FineTags(std::span<const TreeSentence> treebank,
           const std::vector<std::string>& keys,
           std::size_t least);
  [[nodiscard]] const TagSet& tags() const { return tags_; }
  [[nodiscard]] std::uint8_t number(const TreeWord& word) const;

 private:
  [[nodiscard]] std::string name(const TreeWord& word) const;

  std::vector<std::string> keys_;
  TagSet tags_;
  std::vector<std::pair<std::string, std::uint8_t>> numbers_;  ///< sorted by name
};

/// Spelling features and gold tags, without the lexicon's fields.
std::vector<TaggedSentence> tagged_sentences(std::span<const TreeSentence> treebank,
                                             const FineTags& fine_tags);

/// Words seen at least twice in `sentences`.
Lexicon build_lexicon(std::span<const TaggedSentence> sentences);

/// Trains on `sentences`, whose lexicon fields it fills from `lexicon`.
Tagger train_tagger(std::vector<TaggedSentence>& sentences,
                    const Lexicon& lexicon,
                    const TagSet& tags,
                    const TaggerOptions& options);

}  // namespace byline::annotate
