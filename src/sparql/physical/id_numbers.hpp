#pragma once

#include "sparql/physical/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::sparql::physical {

/// Numbers ids from 0 in order of appearance.
class IdNumbers {
 public:
  IdNumbers() : slots_(64) {}
  std::uint32_t number_of(TermId id);
  [[nodiscard]] const std::vector<TermId>& ids() const { return ids_; }

 private:
  struct Slot {
    TermId id = 0;  ///< 0: empty
    std::uint32_t number = 0;
  };
  [[nodiscard]] std::size_t place_of(TermId id) const;

  std::vector<Slot> slots_;
  std::vector<TermId> ids_;
};

}  // namespace byline::sparql::physical
