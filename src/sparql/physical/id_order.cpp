#include "sparql/physical/id_order.hpp"

#include "store/index.hpp"

#include <algorithm>
#include <array>

namespace byline::sparql::physical {

bool are_in_id_order(const TermSpace& terms, std::span<const TermId> ids) {
  using store::IdRange;
  using store::ValueGroup;
  const auto* index = dynamic_cast<const store::Index*>(&terms.store());
  const auto first = std::ranges::find_if(ids, [](TermId id) { return id != unbound; });
  if (index == nullptr || first == ids.end()) {
    return index != nullptr;
  }
  const auto& dictionary = index->dictionary();
  // Blank nodes come right before IRIs.
  const std::array<IdRange, 3> ordered = {
      IdRange{dictionary.group(ValueGroup::blank).first,
              dictionary.group(ValueGroup::iri).last},
      dictionary.group(ValueGroup::string),
      dictionary.group(ValueGroup::date)};
  const auto range = std::ranges::find_if(
      ordered, [&](const IdRange& group) { return group.contains(*first); });
  return range != ordered.end() && std::ranges::all_of(ids, [&](TermId id) {
           return id == unbound || range->contains(id);
         });
}

}  // namespace byline::sparql::physical
