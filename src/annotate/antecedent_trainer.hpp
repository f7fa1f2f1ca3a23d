#pragma once

#include "annotate/antecedent_ranker.hpp"
#include "annotate/language_model.hpp"
#include "annotate/treebank.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace byline::annotate {

/// Numbers fixed by the training recipe and measured by cross-validation.
struct AntecedentOptions {
  unsigned log2_rows = 18;
  int rounds = 15;
  std::uint64_t seed = 1;
  double step = 0.02;   ///< of AdaGrad
  double decay = 0.01;  ///< pull towards 0: there is little to learn from
  double least = 1;     ///< smaller weights, in units of the model, are dropped
};

/// Learns from the entities that are marked in `treebank` (see entity_marks), whose
/// sentences are analysed by `model`, what the pronouns of `words` mean. Of the right
/// answers to a pronoun any may be given: the likelihood of all together is raised.
AntecedentModel train_antecedents(const LanguageModel& model,
                                  std::span<const TreeSentence> treebank,
                                  AntecedentWords words,
                                  const AntecedentOptions& options);

/// The entity whose mention has its head at each word of a sentence, empty for others; of
/// several mentions the shortest. Heads are those of `sentence`'s tree.
std::vector<std::string> entities_at_heads(const TreeSentence& gold,
                                           const Sentence& sentence);

}  // namespace byline::annotate
