#pragma once

#include "knowledge/rules.hpp"
#include "knowledge/rules_program.hpp"

#include <optional>

namespace byline::knowledge {

/// Words one of which must stand in a sentence for `pattern` to match: of all parts,
/// those that say most. Null: there are no such words.
Keys keys_of(const Pattern& pattern, const CompileContext& context);

/// The verb or noun of the frame that no match can do without, if there is one.
std::optional<WordPlace::Kind> place_of(const Pattern& pattern);

/// What a placeholder for words ("VERB", "NOUN", else a preposition) stands for.
WordPlace::Kind kind_of(const Pattern& placeholder);

}  // namespace byline::knowledge
