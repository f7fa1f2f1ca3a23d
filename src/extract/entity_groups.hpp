#pragma once

#include "extract/name_candidates.hpp"
#include "extract/name_tables.hpp"
#include "model/fact.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace byline::extract {

/// Candidates that name one thing.
struct EntityGroup {
  std::string key;                      ///< folded name without company suffix
  std::optional<std::size_t> entry;     ///< of the lexicon
  std::vector<std::size_t> members;     ///< candidates, in text order
  std::map<std::string, double> votes;  ///< class → weight, by words of the text
  std::map<std::string, std::size_t> opinions;  ///< class → mentions that the model
                                                ///< takes for one
  std::map<std::string, double> signs;  ///< class → weight of what every mention repeats
  char gender = 0;                      ///< m, f, or 0: not told
  bool plural = false;
  double doubts = 0;          ///< what speaks against a person, summed over the mentions
  bool is_lone_word = false;  ///< one word that is on no list of people's names

  /// The class with most votes, the model's opinion among them; ties: the first by name.
  /// Empty without votes.
  [[nodiscard]] std::string best_class() const;
  /// Votes of the text and of the model. However often a name stands in the article, the
  /// model's opinion of it counts once: its errors repeat themselves.
  [[nodiscard]] std::map<std::string, double> all_votes() const;
  /// Whether the best class stands on the model's opinion alone.
  [[nodiscard]] bool is_guess() const;
};

/// The class that text or lexicon gives the members of a group; empty: none is sure.
[[nodiscard]] std::string sure_class(const EntityGroup& group, const NameTables& tables);

/// What groups an article's candidates fall into.
struct Grouping {
  std::vector<EntityGroup> groups;
  std::vector<std::size_t> group_of;  ///< candidate → group
  std::vector<bool> is_alias;         ///< candidate: joined by a step, not by its name
};

/// Groups candidates by name; joins short forms, acronyms, surnames and misspellings to
/// the one full name that they can mean; lets every mention vote for the class.
Grouping group_candidates(const std::vector<NameCandidate>& candidates,
                          const Annotation& annotation,
                          const NameTables& tables);

}  // namespace byline::extract
