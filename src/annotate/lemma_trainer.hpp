#pragma once

#include "annotate/lemmatizer.hpp"
#include "annotate/tag_set.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

struct LemmaExample {
  std::string word;
  std::string lemma;
  std::uint8_t tag = 0;  ///< number in the TagSet
  bool first = false;    ///< begins its sentence
  bool name = false;     ///< its lemma is no other words' lemma
};

/// Irregular forms that a language's list of them adds to what a treebank has: a line is
/// "form", the lemma, FEATURES=FORM … (as in inflection.tsv, see
/// knowledge/inflection.hpp; other lines are skipped), with tabs between these. A form
/// that `examples` have with the same tag is not added again.
void add_irregular_forms(std::string_view list,
                         const TagSet& tags,
                         std::vector<LemmaExample>& examples);

/// Learns the smallest set of ending rules that gives each ending its commonest script,
/// and whole words where no ending rule is right.
Lemmatizer train_lemmatizer(std::span<const LemmaExample> examples);

}  // namespace byline::annotate
