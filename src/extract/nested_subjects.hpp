#pragma once

#include "extract/pattern_match.hpp"
#include "extract/sentence_view.hpp"

namespace byline::extract {

/// "The company that makes |Kite| will be led by", "O motor do |Kite|, o Gecko, é escrito
/// em": whether a match begins with a mention that stands inside the verb's subject, in a
/// clause of it or below a noun that is named otherwise, and so is not what the verb is
/// said of.
[[nodiscard]] bool is_nested_in_subject(const SentenceView& view, const Match& match);

}  // namespace byline::extract
