#pragma once

#include "extract/extract.hpp"

#include <functional>

namespace byline::extract {

/// Quotations of the article with their speakers, and where they were said; fact
/// `by:speaker` for each that has a speaker. Indirect speech is one only if somebody is
/// named and the verb does not presuppose what is said (`is_presupposed`): then the
/// article claims it itself. What is none keeps its number, with no pieces.
void add_quotations(const Annotation& annotation,
                    const std::function<bool(const QuotedSpan&)>& is_presupposed,
                    ArticleFacts& facts);

/// Who is meant by the words that name a speaker: the person in apposition to them, else
/// the longest mention in them; null if there is none. `facts` must have its mentions in
/// text order.
const Mention* speaker_in(const Annotation& annotation,
                          const ArticleFacts& facts,
                          Span span);

}  // namespace byline::extract
