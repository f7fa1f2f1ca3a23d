#pragma once

#include "pipeline/rule_examples.hpp"

#include <ostream>
#include <string>

namespace byline::pipeline {

/// Writes what rules see in a text and what they make of it: the tokens of each sentence
/// with lemma, tag, head and mention; the facts; per rule that could have matched (or for
/// `rule` alone) the longest partial match and the element that failed.
void explain_rules(const RuleExamples& examples,
                   const knowledge::CompiledRules& rules,
                   const knowledge::Ontology& ontology,
                   const MarkedText& text,
                   const std::string& rule,
                   std::ostream& out);

}  // namespace byline::pipeline
