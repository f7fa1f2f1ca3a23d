#pragma once

#include "extract/set_name.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::extract {

/// Where the word sets that code asks for end in one sentence, by set and token.
class SetEnds {
 public:
  static constexpr std::uint32_t unknown = UINT32_MAX;

  explicit SetEnds(std::size_t tokens) : tokens_(tokens) {}

  /// The token behind the set at `token`, 0 if it does not stand there; `unknown` at
  /// first. Stays where it is until another set is asked for.
  std::uint32_t& at(const SetName& name, std::size_t token) {
    Row& recent = recent_[name.hash() % recent_.size()];
    if (recent.hash != name.hash()) {
      recent = find(name.hash());
    }
    return ends_[recent.begin + token];
  }

 private:
  struct Row {
    std::uint64_t hash = 0;
    std::size_t begin = 0;  ///< in `ends_`
  };

  Row find(std::uint64_t hash) {
    for (const Row& row : rows_) {
      if (row.hash == hash) {
        return row;
      }
    }
    rows_.push_back({hash, ends_.size()});
    ends_.resize(ends_.size() + tokens_, unknown);
    return rows_.back();
  }

  std::size_t tokens_;
  std::array<Row, 64> recent_{};
  std::vector<Row> rows_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace byline::extract
