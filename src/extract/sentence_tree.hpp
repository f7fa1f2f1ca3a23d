#pragma once

#include "extract/pattern_match.hpp"
#include "extract/sentence_view.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace byline::extract {

inline constexpr std::size_t no_token = static_cast<std::size_t>(-1);

/// The arrows of one sentence's tree.
class SentenceTree {
 public:
  explicit SentenceTree(const SentenceView& view);

  [[nodiscard]] std::size_t head(std::size_t i) const;
  [[nodiscard]] const std::vector<std::size_t>& children(std::size_t i) const {
    return children_[i];
  }
  [[nodiscard]] std::size_t child(std::size_t i, Relation relation) const;
  /// A dependent of `relation` whose preposition is in set `cases`.
  [[nodiscard]] std::size_t child_with_case(std::size_t i,
                                            Relation relation,
                                            const SetName& cases) const;
  /// The subject that a verb without one shares with the word it hangs on: a coordinated
  /// verb, the noun of a relative clause or participle. `no_token` if there is none.
  [[nodiscard]] std::size_t shared_subject(std::size_t verb, bool passive) const;
  /// A relative pronoun ("which", "que") stands for the noun that its clause hangs on.
  [[nodiscard]] std::size_t without_relative(std::size_t verb,
                                             std::size_t argument) const;

 private:
  /// Whether the verb stands in the form that dictionaries give it.
  [[nodiscard]] bool is_infinitive(std::size_t token) const;
  /// Whether the token names or means a person.
  [[nodiscard]] bool is_person(std::size_t token) const;
  /// "named |Ana Lima| to lead Kite": the person, object of `above`, who does what the
  /// verb below it says; `no_token` if there is none.
  [[nodiscard]] std::size_t told_to(std::size_t above, std::size_t verb) const;

  const SentenceView& view_;
  const std::vector<std::vector<std::size_t>>& children_;  ///< kept in the view's memo
};

/// Whether a relative pronoun may stand for the noun: "which" for no person.
bool may_stand_for(const SentenceView& view, std::size_t pronoun, std::size_t noun);

/// What may fill a slot for mentions around the noun at `token`: its unit, an apposition,
/// what it is joined with. `token` may be `no_token`.
std::vector<Filler> fillers_at(const SentenceView& view,
                               const SentenceTree& tree,
                               const knowledge::SlotSpec& slot,
                               std::size_t token,
                               std::size_t depth = 0);

}  // namespace byline::extract
