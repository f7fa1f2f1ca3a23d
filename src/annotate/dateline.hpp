#pragma once

#include "base/span.hpp"

#include <cstddef>
#include <string_view>

namespace byline::annotate {

/// Behind the dash of a dateline that opens `block` of `text` ("GENEVA, 12 March -- ",
/// "SÃO PAULO (Agência) – "), or `block.begin`: a place in capitals, what may follow a
/// comma or stands in brackets, a dash, and then a sentence that begins with a capital, a
/// digit or a mark. It is no part of that sentence. Looks at the first hundred bytes.
/// Never throws.
std::size_t behind_dateline(std::string_view text, Span block);

}  // namespace byline::annotate
