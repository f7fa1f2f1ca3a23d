#pragma once

#include "knowledge/rules.hpp"
#include "knowledge/rules_cursor.hpp"

namespace byline::knowledge {

/// `confidence 0.9 priority 20` in any order, as far as they stand there.
void parse_options(RuleCursor& cursor, double& confidence, int& priority);

/// One clause of a rule, frame or role into `rule`.
void parse_rule_clause(RuleCursor& cursor, Rule& rule);

}  // namespace byline::knowledge
