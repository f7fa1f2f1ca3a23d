#pragma once

#include "knowledge/ontology.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace byline::extract {

/// Classes that slots of rules gave to names whose class is not sure: entity → class →
/// weight.
using Guesses = std::map<std::size_t, std::map<std::string, double>>;

/// Names of unknown class get the class that most rules wanted; ties by name.
void apply_guesses(const Guesses& guesses,
                   const knowledge::Ontology& ontology,
                   ArticleFacts& facts);

/// Names whose class only the model gave take the one that rules want of them, if these
/// outweigh it; afterwards no class is open any more.
void settle_classes(const Guesses& guesses,
                    const knowledge::Ontology& ontology,
                    ArticleFacts& facts);

}  // namespace byline::extract
