#pragma once

#include "extract/entity_groups.hpp"

#include <vector>

namespace byline::extract {

/// "Blue Harbor Society (BHS)": joins the group of the acronym to that of the name before
/// the brackets. Before the votes, which then count for both.
void join_acronyms_in_brackets(Grouping& grouping,
                               const std::vector<NameCandidate>& candidates,
                               const Annotation& annotation,
                               const NameTables& tables);

/// Joins surnames, acronyms, first words of organizations and misspellings to the one
/// full name of the article that they can mean; two that could be meant give nothing.
/// After the votes. Joined groups keep no members.
void join_short_forms(Grouping& grouping,
                      const std::vector<NameCandidate>& candidates,
                      const Annotation& annotation,
                      const NameTables& tables);

}  // namespace byline::extract
