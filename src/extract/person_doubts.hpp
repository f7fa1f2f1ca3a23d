#pragma once

#include "extract/name_candidates.hpp"
#include "extract/name_tables.hpp"
#include "model/sentence.hpp"

namespace byline::extract {

/// How much the words around a name speak against its being a person's: an article before
/// it ("the Acme", "a Acme", "pelo Kite"), a neutral pronoun that takes it up in its own
/// sentence ("Acme said that it …"). 0: nothing does. Linear in the sentence.
[[nodiscard]] double person_doubts(const NameCandidate& candidate,
                                   const Annotation& annotation,
                                   const NameTables& tables);

/// Whether a name of one word is on no list of people's names: models take such words for
/// surnames, though news rarely names people without their first name.
[[nodiscard]] bool is_unlisted_word(std::string_view folded, const NameTables& tables);

}  // namespace byline::extract
