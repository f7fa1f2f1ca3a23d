#pragma once

#include "model/sentence.hpp"

#include <cstddef>
#include <vector>

/// What the tree of a sentence says of its verbs; words are the sentence's tokens.
namespace byline::extract {

inline constexpr std::size_t no_word = static_cast<std::size_t>(-1);

/// The word that hangs on none, or no_word.
[[nodiscard]] std::size_t root_of(const std::vector<Token>& tokens);

/// `Com "O Vento", |ganhou| …`: no subject, whatever the tree says.
[[nodiscard]] bool follows_preposition(const std::vector<Token>& words, std::size_t at);

/// Whether `i` is joined to the main verb or to what is joined to it.
[[nodiscard]] bool joins_root(const std::vector<Token>& words,
                              std::size_t i,
                              std::size_t root);

/// The conjunction that opens the clause of verb `i`, or no_word.
[[nodiscard]] std::size_t clause_mark(const std::vector<Token>& words, std::size_t i);

/// Whether a pronoun before the verb is its subject: "|que| dirigiu".
[[nodiscard]] bool has_relative_subject(const std::vector<Token>& words,
                                        std::size_t verb);

}  // namespace byline::extract
