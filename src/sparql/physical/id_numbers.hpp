#pragma once

#include "sparql/physical/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::sparql::physical {

/// Numbers ids from 0 in order of appearance. Ids that come in ascending order, as scans
/// yield them, cost no look-up.
class IdNumbers {
 public:
  std::uint32_t number_of(TermId id) {
    if (!slots_.empty() || (!ids_.empty() && id <= ids_.back())) {
      return look_up(id);
    }
    ids_.push_back(id);
    return static_cast<std::uint32_t>(ids_.size() - 1);
  }
  [[nodiscard]] const std::vector<TermId>& ids() const { return ids_; }

 private:
  struct Slot {
    TermId id = 0;  ///< 0: empty
    std::uint32_t number = 0;
  };
  std::uint32_t look_up(TermId id);
  void make_slots(std::size_t count);
  [[nodiscard]] std::size_t place_of(TermId id) const;

  std::vector<Slot> slots_;  ///< empty as long as ids ascend
  std::vector<TermId> ids_;
};

}  // namespace byline::sparql::physical
