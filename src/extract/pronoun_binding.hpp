#pragma once

#include "model/sentence.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace byline::extract {

/// What a word before a pronoun is to it.
enum class Reading : std::uint8_t {
  passed,  ///< cannot be meant: a person for "its", another number, a place
  noun,    ///< a common noun that is no entity may well be meant
  entity   ///< a mention of an entity that may be meant
};

/// What the tree needs to know of words. Token numbers are of one sentence.
struct BindingWords {
  std::function<Reading(std::size_t)> reading;
  std::function<bool(std::size_t)> is_as;  ///< "as", "como": what follows is the subject
  std::function<bool(std::size_t)> is_relative;  ///< "which"
};

/// What a pronoun is bound to.
struct Binding {
  std::size_t token = 0;  ///< the head of the phrase that is meant
  Reading reading = Reading::passed;
};

/// The subject that the tree binds the possessive pronoun `i` to: that of its own clause
/// ("Acme sold |its| unit"), else of the next clause above whose subject may be meant
/// ("Acme said that Ana Lima, |its| head, …"); the object that an infinitive belongs to
/// ("asked Kite to sell |its| unit"). After the binding of Chomsky, "Lectures on
/// Government and Binding", 1981, and the order of Hobbs, "Resolving pronoun
/// references", 1978, on dependency trees. Nothing where the tree tells nothing; a
/// binding to `Reading::passed` means that the tree leaves it open: do not guess.
[[nodiscard]] std::optional<Binding> bound_owner(const std::vector<Token>& tokens,
                                                 std::size_t i,
                                                 const BindingWords& words);

/// The same for a pronoun that is the subject of a clause below another one:
/// "Acme said that |it| …".
[[nodiscard]] std::optional<Binding> bound_subject(const std::vector<Token>& tokens,
                                                   std::size_t i,
                                                   const BindingWords& words);

/// The same for the object of a relative clause, which does not mean the noun that the
/// clause is about: "Acme is owned by Zeta, which bought |it|".
[[nodiscard]] std::optional<Binding> bound_object(const std::vector<Token>& tokens,
                                                  std::size_t i,
                                                  const BindingWords& words);

}  // namespace byline::extract
