#pragma once

#include "store/layout.hpp"
#include "store/store.hpp"

#include <array>

namespace byline::store {

/// Places of a row, most significant first; the first is the key of the groups.
using NamedOrder = std::array<TermId Row::*, 4>;

/// The orders in which the quads of the named graphs are kept: any pattern's bound places
/// come first in one of them. Three rotations of subject, predicate, object behind the
/// graph, then the same three before it.
inline constexpr std::array<NamedOrder, named_order_count> named_orders = {
    NamedOrder{&Row::graph, &Row::subject, &Row::predicate, &Row::object},
    NamedOrder{&Row::graph, &Row::predicate, &Row::object, &Row::subject},
    NamedOrder{&Row::graph, &Row::object, &Row::subject, &Row::predicate},
    NamedOrder{&Row::subject, &Row::predicate, &Row::object, &Row::graph},
    NamedOrder{&Row::predicate, &Row::object, &Row::subject, &Row::graph},
    NamedOrder{&Row::object, &Row::subject, &Row::predicate, &Row::graph}};

}  // namespace byline::store
