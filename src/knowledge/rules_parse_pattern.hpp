#pragma once

#include "knowledge/rules.hpp"
#include "knowledge/rules_cursor.hpp"

namespace byline::knowledge {

/// `alternatives` of the grammar; stops before a token that cannot continue it.
Pattern parse_alternatives(RuleCursor& cursor);

/// A slot without its brackets: `name?: Type | Type flags`.
SlotSpec parse_slot(RuleCursor& cursor);

/// The pattern of a tree clause.
TreeNode parse_tree(RuleCursor& cursor);

/// A phrase of a rule file as folded words; a leading `~` of a word stays.
std::vector<std::string> phrase_words(std::string_view phrase);

/// A phrase as a sequence of word and lemma elements.
Pattern phrase_pattern(std::string_view phrase, RulePlace place);

}  // namespace byline::knowledge
