#pragma once

#include "extract/entity_groups.hpp"
#include "extract/name_candidates.hpp"
#include "extract/name_tables.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <vector>

namespace byline::extract {

/// What the text around a group's names tells of it.
class GroupUsage {
 public:
  /// All must outlive this.
  GroupUsage(const std::vector<NameCandidate>& candidates,
             const Annotation& annotation,
             const NameTables& tables)
      : candidates_(candidates),
        annotation_(annotation),
        tables_(tables) {}

  [[nodiscard]] bool is_person(const EntityGroup& group) const;

  /// Whether the model takes both for people, though no list has their names.
  [[nodiscard]] static bool both_people(const EntityGroup& brief,
                                        const EntityGroup& full);

  /// The first sentence of the running text that names the group; past all sentences if
  /// only titles do.
  [[nodiscard]] std::size_t introduced(const EntityGroup& group) const;

  /// The first of its candidates that no headline has: those say surnames before the text
  /// has introduced anybody. All candidates, if the headlines have all of its own.
  [[nodiscard]] std::size_t first_outside_title(const EntityGroup& group) const;

  [[nodiscard]] bool share_a_sentence(const EntityGroup& a, const EntityGroup& b) const;

  /// "the Commons" of the Open Grid Commons: one word that never goes without article, as
  /// a common noun would.
  [[nodiscard]] bool is_always_definite(const EntityGroup& group) const;

  [[nodiscard]] EntityKind kind_of(const EntityGroup& group) const;

  /// "Aveiro coach Ana Lima", "Thornbury have won": a team by the name of its town.
  [[nodiscard]] static bool is_called_organization(const EntityGroup& group);

  /// Whether the article calls it a company: "a startup Norvik AI" is no part of Norvik.
  [[nodiscard]] static bool is_called_company(const EntityGroup& group);

  /// "Acme, |Zeta| and Oriva": a name that stands only in a list is as long as it is.
  [[nodiscard]] bool is_listed(const EntityGroup& group) const;

  /// "Salina employs 300 people": a subject somewhere, and nowhere behind "in".
  [[nodiscard]] bool acts(const EntityGroup& group) const;

  /// "O Tapajós comprou", where head words come first: an article and no preposition
  /// before the word that opens a sentence; places stand there less often than what an
  /// article names by the last word of its name.
  [[nodiscard]] bool is_taken_up(const EntityGroup& group) const;

  /// A town's name that stands in no place: "|Sobral| disse", never "em Sobral".
  [[nodiscard]] bool is_surname(const EntityGroup& group) const;
  /// The model takes nearly all of several mentions for a person.
  [[nodiscard]] static bool is_read_as_person(const EntityGroup& group);

 private:
  const std::vector<NameCandidate>& candidates_;
  const Annotation& annotation_;
  const NameTables& tables_;
};

}  // namespace byline::extract
