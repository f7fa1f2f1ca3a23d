#pragma once

#include "extract/entity_groups.hpp"
#include "extract/group_usage.hpp"
#include "extract/name_tables.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace byline::extract {

/// Which group the short name of a work or a site means: numbers of groups, or
/// `no_group`.
class ShortWorks {
 public:
  /// All must outlive this.
  ShortWorks(const std::vector<EntityGroup>& groups,
             const NameTables& tables,
             const GroupUsage& usage)
      : groups_(groups),
        tables_(tables),
        usage_(usage) {}

  /// "Apache Kite … |Kite|": the last word of the one work of two words that the article
  /// names: a known one, or one called like several known ones.
  [[nodiscard]] std::size_t ending_with(std::size_t g) const;
  /// "Kite |4.0|" is Kite: the group named without the number.
  [[nodiscard]] std::size_t without_version(std::size_t g) const;
  /// "Norvik" is Norvik.com: the group named with a domain's end.
  [[nodiscard]] std::size_t with_domain(std::size_t g) const;

 private:
  /// "|Apache| Gravitino": whether several works of the lexicon are called so.
  [[nodiscard]] bool begins_works(const std::string& word) const;

  const std::vector<EntityGroup>& groups_;
  const NameTables& tables_;
  const GroupUsage& usage_;
};

}  // namespace byline::extract
