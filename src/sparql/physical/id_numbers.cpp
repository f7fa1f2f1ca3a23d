#include "sparql/physical/id_numbers.hpp"

#include <algorithm>
#include <bit>

namespace byline::sparql::physical {

std::size_t IdNumbers::place_of(TermId id) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = (id * std::size_t{0x9E3779B97F4A7C15ULL} >> 32U) & mask;
  while (slots_[place].id != 0 && slots_[place].id != id) {
    place = (place + 1) & mask;
  }
  return place;
}

std::uint32_t IdNumbers::look_up(TermId id) {
  if (slots_.empty()) {
    make_slots(std::bit_ceil(std::max<std::size_t>(ids_.size() * 4, 64)));
  }
  const std::size_t place = place_of(id);
  if (slots_[place].id == id) {
    return slots_[place].number;
  }
  const auto number = static_cast<std::uint32_t>(ids_.size());
  slots_[place] = {id, number};
  ids_.push_back(id);
  if (ids_.size() * 2 > slots_.size()) {
    make_slots(slots_.size() * 4);
  }
  return number;
}

void IdNumbers::make_slots(std::size_t count) {
  slots_.assign(count, Slot{});
  for (std::uint32_t number = 0; number < ids_.size(); ++number) {
    slots_[place_of(ids_[number])] = {ids_[number], number};
  }
}

}  // namespace byline::sparql::physical
