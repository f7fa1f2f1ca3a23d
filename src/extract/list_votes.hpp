#pragma once

#include "extract/entity_groups.hpp"

namespace byline::extract {

/// Members of one list are of one kind: "CLASS such as A, B and C", "A, B and C are
/// CLASS", and what is known of some of at least three members holds for the others, too.
/// To be called when every candidate has voted for its group.
void vote_in_lists(Grouping& grouping,
                   const std::vector<NameCandidate>& candidates,
                   const Annotation& annotation,
                   const NameTables& tables);

}  // namespace byline::extract
