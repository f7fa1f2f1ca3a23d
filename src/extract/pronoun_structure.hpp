#pragma once

#include "model/sentence.hpp"

#include <cstddef>
#include <vector>

namespace byline::extract {

/// What the tree alone says about a pronoun and what it may mean. Without a tree nothing
/// is excluded. Token numbers are of one sentence.

/// The pronoun `i` means nothing: the tree says so, or its verb has a clause that is the
/// real subject ("it was known that …", "it is right to …").
bool is_empty_subject(const std::vector<Token>& tokens, std::size_t i);

/// The pronoun `i` is the object of a verb, whatever its form says ("left it", "saw
/// her").
bool is_verb_object(const std::vector<Token>& tokens, std::size_t i);

/// The words `range` cannot be what the pronoun `i` means: both are arguments of one verb
/// ("Acme replaced it"), or the pronoun stands inside the phrase that they are head of or
/// that explains them ("Kite, its rival").
bool is_bound_apart(const std::vector<Token>& tokens, TokenRange range, std::size_t i);

/// Whether token `i` is the object of a verb joined to one before ("invests in Kite and
/// uses it"), and the name in `range` the only object of that one.
[[nodiscard]] bool is_object_of_verb_before(const std::vector<Token>& tokens,
                                            TokenRange range,
                                            std::size_t i);

/// "Acme and Zeta, who held half of |the company|": whether word `i` stands in a clause
/// about a list that the name in `range` is one of; it means none of them.
[[nodiscard]] bool is_told_of_list_with(const std::vector<Token>& tokens,
                                        TokenRange range,
                                        std::size_t i);

/// Whether the words `range` are the name of the noun `token`: "the regulator |BaFin|",
/// "game studio |Kite|".
[[nodiscard]] bool is_name_of(const std::vector<Token>& tokens,
                              TokenRange range,
                              std::size_t token);

/// Whether the noun `token` is joined with another one before word `end`: "Acme and
/// Kite".
[[nodiscard]] bool is_joined(const std::vector<Token>& tokens,
                             std::size_t token,
                             std::size_t end);

}  // namespace byline::extract
