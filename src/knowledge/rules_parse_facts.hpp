#pragma once

#include "knowledge/rules.hpp"
#include "knowledge/rules_cursor.hpp"

namespace byline::knowledge {

/// What follows `emit`.
Emission parse_emission(RuleCursor& cursor);

/// What follows `ok` or `no`.
Example parse_example(RuleCursor& cursor, bool positive);

/// A modality by its name (bits of byline::Modality); 0 if unknown.
std::uint8_t modality_named(std::string_view name);

}  // namespace byline::knowledge
