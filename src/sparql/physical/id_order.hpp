#pragma once

#include "sparql/term_space.hpp"

#include <span>

namespace byline::sparql::physical {

/// Whether ORDER BY puts these terms into the order of their ids (nothing, 0, first): all
/// are IRIs or blank nodes, or all strings, or all dates, of an index.
bool are_in_id_order(const TermSpace& terms, std::span<const TermId> ids);

}  // namespace byline::sparql::physical
