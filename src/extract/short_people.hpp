#pragma once

#include "extract/entity_groups.hpp"
#include "extract/group_usage.hpp"
#include "extract/name_tables.hpp"

#include <cstddef>
#include <vector>

namespace byline::extract {

/// Which person the short name of a group means: numbers of groups, or `no_group`.
class ShortPeople {
 public:
  /// All must outlive this.
  ShortPeople(const std::vector<EntityGroup>& groups,
              const NameTables& tables,
              const GroupUsage& usage)
      : groups_(groups),
        tables_(tables),
        usage_(usage) {}

  /// The person whose surname, given name or other part `g` is.
  [[nodiscard]] std::size_t with_name(std::size_t g) const;

 private:
  /// "Mariano |Gomide| de Faria": the one person, named before, who has the word among
  /// the surnames that do not stand last.
  [[nodiscard]] std::size_t called_inside(std::size_t g) const;
  /// Of several people with that name, the one whom the article introduces first and
  /// names most: the others are kin.
  [[nodiscard]] std::size_t named(std::size_t g, bool last) const;

  const std::vector<EntityGroup>& groups_;
  const NameTables& tables_;
  const GroupUsage& usage_;
};

}  // namespace byline::extract
