#pragma once

#include "extract/filler.hpp"
#include "extract/sentence_view.hpp"
#include "knowledge/rules.hpp"

#include <cstddef>
#include <vector>

/// Slots that numbers, dates, class words and words of origin fill.
namespace byline::extract {

void fill_number(const SentenceView& view,
                 const knowledge::SlotSpec& slot,
                 std::size_t begin,
                 std::vector<SlotFill>& fills);

/// `period`: only dates with two ends, as far apart as the slot wants.
void fill_date(const SentenceView& view,
               const knowledge::SlotSpec& slot,
               std::size_t begin,
               std::vector<SlotFill>& fills);

void fill_class(const SentenceView& view,
                const knowledge::SlotSpec& slot,
                std::size_t begin,
                std::vector<SlotFill>& fills);

/// "Brazilian", "South Korean": the longest word of origin at `begin`.
void fill_nation(const SentenceView& view,
                 std::size_t begin,
                 std::vector<SlotFill>& fills);

}  // namespace byline::extract
