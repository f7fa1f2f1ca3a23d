#pragma once

#include "extract/name_tables.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <vector>

namespace byline::extract {

/// Adds the mentions of pronouns ("it", "sua") and of definite class nouns ("the
/// company") that surely mean an entity of `facts`; doubtful ones are left out.
/// `genders` holds m, f or 0 for every entity. Keeps mentions in text order.
void resolve_anaphora(const Annotation& annotation,
                      const NameTables& tables,
                      const std::vector<char>& genders,
                      ArticleFacts& facts);

}  // namespace byline::extract
