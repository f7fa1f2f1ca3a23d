#pragma once

#include "ingest/html_text.hpp"

#include <string_view>
#include <vector>

namespace byline::ingest {

/// Decides which blocks of a page are its article; the others get a `cut_reason` that
/// begins with "outside the article" or "list of links".
///
/// By markup alone, no word and no class name: the element marked as article body, else
/// `<article>` or `<main>`, if it holds half of the page's prose; else the innermost
/// element with four fifths of it. The headline `title` and a heading of first rank are
/// kept wherever they stand.
std::vector<Block> select_article(const HtmlDocument& document,
                                  HtmlText& text,
                                  std::string_view title);

}  // namespace byline::ingest
