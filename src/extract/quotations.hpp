#pragma once

#include "extract/extract.hpp"

namespace byline::extract {

/// Quotations of the article with their speakers, and where they were said; fact
/// `by:speaker` for each that has a speaker.
void add_quotations(const Article& article,
                    const Annotation& annotation,
                    const Knowledge& knowledge,
                    ArticleFacts& facts);

}  // namespace byline::extract
