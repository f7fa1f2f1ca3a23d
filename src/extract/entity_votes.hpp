#pragma once

#include "extract/entity_groups.hpp"

namespace byline::extract {

/// Adds what the words of `candidate` and those around it say of its class and gender:
/// head words, class words, titles, roles, appositions, cues, gazetteers, model.
void vote(EntityGroup& group,
          const NameCandidate& candidate,
          const Annotation& annotation,
          const NameTables& tables);

}  // namespace byline::extract
