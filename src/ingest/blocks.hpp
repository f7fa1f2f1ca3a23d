#pragma once

#include "model/article.hpp"

#include <string_view>
#include <vector>

namespace byline::ingest {

/// Cuts plain text into blocks at line breaks (CR, LF, CRLF), in order, trimmed, without
/// empty ones. Lines of one hard-wrapped paragraph are one block. The kind is a guess
/// from form alone: a bullet makes a list item, so do short lines below one that ends in
/// a colon; a first line without end mark is the title, a later short one a heading.
std::vector<Block> split_blocks(std::string_view text);

/// The kind of a block that stands alone, by form: list item, heading or paragraph.
BlockKind block_kind(std::string_view text);

/// True if `text` ends in a mark that ends a sentence or clause (. ! ? … : ;), closing
/// quotation marks and brackets aside.
bool has_end_mark(std::string_view text);

/// True if `text` begins with a bullet or an item number ("- ", "• ", "3) ").
bool has_bullet(std::string_view text);

/// Number of words cut at white space, counting stops at `at_most`.
std::size_t count_words(std::string_view text, std::size_t at_most);

}  // namespace byline::ingest
