#pragma once

#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>

namespace byline::extract {

/// How words that are no name came to mean something.
struct Resolution {
  MentionForm form = MentionForm::pronoun;
  Step step = Step::pronoun;
  double confidence = 1.0;
};

/// The tokens `range` of sentence `number` as a mention of what `meant` is one of; its
/// antecedent is the name that `meant` is, or goes back to.
Mention resolved_mention(const Annotation& annotation,
                         std::size_t number,
                         TokenRange range,
                         const Mention& meant,
                         const Resolution& resolution);

}  // namespace byline::extract
