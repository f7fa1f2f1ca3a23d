#pragma once

#include "store/layout.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace byline::store {

/// The packed arrays of one GroupedRef. Offsets count from the start of `head` for keys
/// and buckets, from the start of `body` for starts and columns.
struct WrittenGroup {
  GroupedRef ref;
  std::string head;
  std::string body;
};

/// Packs rows that ascend by key and then by columns; `columns` are as long as `keys`.
WrittenGroup write_grouped(std::span<const std::uint32_t> keys,
                           std::span<const std::vector<std::uint32_t>> columns);

/// Appends groups to one section. Groups whose keys are the same list share one copy of
/// it: this is what makes columns of rows out of subjects that have the same predicates.
class GroupSection {
 public:
  GroupedRef add(WrittenGroup group);
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  struct Head {
    std::size_t offset = 0;
    std::size_t bytes = 0;
    ArrayRef keys;
  };
  std::size_t place_head(const WrittenGroup& group);

  std::string bytes_;
  std::vector<Head> heads_;
};

}  // namespace byline::store
