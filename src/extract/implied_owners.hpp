#pragma once

#include "extract/name_tables.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

namespace byline::extract {

/// "The governing board will include …", "The chief executive, Ana Lima, …": what always
/// belongs to something, without saying to what. Adds to its article word a mention
/// (`Step::heading`; it is none of the graph) of the entity that the article speaks of,
/// for the rules to read as "its governing board"; nothing where the owner is told, or
/// where it is not clear. Wants every other mention in place; keeps mentions in text
/// order.
void add_implied_owners(const Annotation& annotation,
                        const NameTables& tables,
                        ArticleFacts& facts);

}  // namespace byline::extract
