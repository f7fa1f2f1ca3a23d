#pragma once

#include "base/diagnostics.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rules.hpp"

#include <string>
#include <vector>

namespace byline::knowledge {

/// Reports what can never match or never say anything: patterns with something before
/// `^` or behind `$`, clauses without the slots that any emission of their rule needs,
/// constructions that do not exist, frames and roles that no construction fits, two
/// frames that say the same.
void check_reach(const RuleSet& rules,
                 const std::vector<std::string>& languages,
                 Diagnostics& diagnostics);

/// Reports slots whose type does not fit their role in an event, a statistic or a
/// membership (triples: check_rules).
void check_roles(const RuleSet& rules,
                 const Ontology& ontology,
                 Diagnostics& diagnostics);

}  // namespace byline::knowledge
