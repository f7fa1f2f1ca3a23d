#pragma once

#include "extract/set_name.hpp"
#include "knowledge/rules_compiled.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::extract {

/// Where the word sets that code asks for end in one sentence, by set and token.
class SetEnds {
 public:
  static constexpr std::uint32_t unknown = UINT32_MAX;

  SetEnds(const knowledge::LanguageRules& rules, std::size_t tokens)
      : rules_(rules),
        tokens_(tokens) {}

  /// The token behind the set at `token`, 0 if it does not stand there; `unknown` at
  /// first. Stays where it is until another set is asked for.
  std::uint32_t& at(const SetName& name, std::size_t token) {
    return ends_[row_of(name).begin + token];
  }

  /// The set, or null if the language has none of the name.
  const knowledge::Program* program(const SetName& name) { return row_of(name).program; }

 private:
  struct Row {
    std::uint64_t hash = 0;
    const knowledge::Program* program = nullptr;
    std::size_t begin = 0;  ///< in `ends_`
  };

  const Row& row_of(const SetName& name) {
    Row& recent = recent_[name.hash() % recent_.size()];
    if (recent.hash != name.hash()) {
      recent = find(name.hash());
    }
    return recent;
  }

  Row find(std::uint64_t hash) {
    for (const Row& row : rows_) {
      if (row.hash == hash) {
        return row;
      }
    }
    const auto& sets = rules_.sets_by_hash;
    const auto set = std::ranges::lower_bound(
        sets, hash, {}, [](const auto& known) { return known.first; });
    const bool known = set != sets.end() && set->first == hash;
    rows_.push_back({hash, known ? set->second : nullptr, ends_.size()});
    ends_.resize(ends_.size() + tokens_, known ? unknown : 0);
    return rows_.back();
  }

  const knowledge::LanguageRules& rules_;
  std::size_t tokens_;
  std::array<Row, 64> recent_{};
  std::vector<Row> rows_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace byline::extract
