#pragma once

#include "extract/pattern_match.hpp"

namespace byline::extract {

/// A mention and what is joined to it by commas and "and", as far as it fits the slot.
SlotFill extend_list(const SentenceView& view,
                     const knowledge::SlotSpec& slot,
                     SlotFill first);

/// "its smaller rival", "seu fundador": the unit belongs to the noun behind it.
bool is_possessive(const SentenceView& view, const Unit& unit);

}  // namespace byline::extract
