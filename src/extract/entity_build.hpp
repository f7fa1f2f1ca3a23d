#pragma once

#include "extract/entity_groups.hpp"

#include <vector>

namespace byline::extract {

/// Entities and name mentions of the groups, entities in order of first mention.
/// `entity_of` gets, for every group, its number.
ArticleFacts build_entities(const Grouping& grouping,
                            const std::vector<NameCandidate>& candidates,
                            const NameTables& tables,
                            std::vector<std::size_t>& entity_of);

}  // namespace byline::extract
