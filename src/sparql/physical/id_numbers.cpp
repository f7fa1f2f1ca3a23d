#include "sparql/physical/id_numbers.hpp"

#include <utility>

namespace byline::sparql::physical {

std::size_t IdNumbers::place_of(TermId id) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = (id * std::size_t{0x9E3779B97F4A7C15ULL} >> 32U) & mask;
  while (slots_[place].id != 0 && slots_[place].id != id) {
    place = (place + 1) & mask;
  }
  return place;
}

std::uint32_t IdNumbers::number_of(TermId id) {
  const std::size_t place = place_of(id);
  if (slots_[place].id == id) {
    return slots_[place].number;
  }
  const auto number = static_cast<std::uint32_t>(ids_.size());
  slots_[place] = {id, number};
  ids_.push_back(id);
  if (ids_.size() * 2 > slots_.size()) {
    const std::vector<Slot> old =
        std::exchange(slots_, std::vector<Slot>(slots_.size() * 4));
    for (const Slot& slot : old) {
      if (slot.id != 0) {
        slots_[place_of(slot.id)] = slot;
      }
    }
  }
  return number;
}

}  // namespace byline::sparql::physical
