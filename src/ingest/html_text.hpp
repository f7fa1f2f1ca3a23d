#pragma once

#include "ingest/html_document.hpp"
#include "model/article.hpp"

#include <string>
#include <vector>

namespace byline::ingest {

/// A block of a page, before it is known what belongs to the article.
struct HtmlBlock {
  Block block;
  const GumboInternalNode* element = nullptr;  ///< the innermost block element around it
  std::size_t link_bytes = 0;                  ///< of its text, in links
  bool is_furniture = false;  ///< in navigation, footer, form or the like, by its markup
};

/// What a page says to a reader: `text` is the visible text of its body in document
/// order, white space collapsed, a line break for `<br>`, an empty line between block
/// elements.
struct HtmlText {
  std::string text;
  std::vector<HtmlBlock> blocks;  ///< in text order, none empty
};

/// Scripts, styles, templates, hidden elements, controls, images and plug-ins are no
/// text.
HtmlText extract_text(const HtmlDocument& document);

}  // namespace byline::ingest
