#pragma once

#include "assemble/identity.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace byline::assemble {

/// An entity of an article.
struct Reference {
  std::size_t article = 0;
  std::size_t entity = 0;
  auto operator<=>(const Reference&) const = default;
};

/// References that mean one thing before names are joined.
struct Group {
  EntityKind kind = EntityKind::topic;
  std::string folded;  ///< label
  bool in_lexicon = false;
  std::vector<Reference> references;  ///< sorted
  std::size_t target = nothing;       ///< the group it joins
  JoinReason reason = JoinReason::own_name;
  std::string shared;
};

/// Same lexicon entry, or same folded label with one kind by vote; a person of one word
/// is one group for each set of articles that share a context.
class Groups {
 public:
  explicit Groups(const LocalGraphs& graphs);

  std::vector<Group>& all() { return groups_; }
  [[nodiscard]] const std::vector<Group>& all() const { return groups_; }
  [[nodiscard]] std::size_t of(const Reference& reference) const {
    return group_of_[reference.article][reference.entity];
  }
  [[nodiscard]] const KnownEntity& entity(const Reference& reference) const {
    return *graphs_.entities(reference.article)[reference.entity];
  }
  /// Those of which a fact speaks, if there are any: what the facts are about is told
  /// from them, and only they are sure to be written.
  [[nodiscard]] std::vector<Reference> telling(
      const std::vector<Reference>& references) const;
  /// Organizations, people, works and occasions named in the group's articles, but the
  /// group itself: ascending group numbers.
  [[nodiscard]] std::vector<std::size_t> context(std::size_t group) const;

 private:
  void add_by_key();
  void vote_kind(Group& group) const;
  void join_equal_names();
  void split_short_people();
  void number_references();
  [[nodiscard]] std::vector<std::size_t> context_of_article(std::size_t article,
                                                            std::size_t without) const;

  const LocalGraphs& graphs_;
  std::vector<Group> groups_;
  std::vector<std::vector<std::size_t>> group_of_;  ///< [article][entity]
};

}  // namespace byline::assemble
