#pragma once

#include "extract/name_tables.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

namespace byline::extract {

/// "We", "our" in quoted words: the organization that speaks, or the one that the speaker
/// is introduced with ("Ana Lima, chief executive of Acme"). Adds mentions, in text
/// order; nothing where no speaker or no organization is told. Pronouns of kind "speaker"
/// in the language's table.
void add_speaker_pronouns(const Annotation& annotation,
                          const NameTables& tables,
                          ArticleFacts& facts);

}  // namespace byline::extract
