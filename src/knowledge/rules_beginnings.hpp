#pragma once

#include "knowledge/rules_program.hpp"

#include <optional>

namespace byline::knowledge {

/// The words with which every match of `program` begins, whatever feature is asked of
/// them; nothing if a match may begin with something else or be empty. A program that is
/// not finished yet ends where its code does.
std::optional<FormGroup> beginnings_of(const Program& program);

}  // namespace byline::knowledge
