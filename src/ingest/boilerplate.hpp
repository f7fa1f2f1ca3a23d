#pragma once

#include "ingest/tables.hpp"
#include "model/article.hpp"

namespace byline::ingest {

/// Sets `cut_reason` of the blocks that are no news, and finds the dateline among the
/// first ones; a block that is dateline and noise at once is split. Text and positions
/// stay. Decides by this article alone, so that shards agree. Every reason begins with
/// one of: "end marker", "list of links", "call to action", "share bar", "repeated line",
/// "short line after the end".
void cut_boilerplate(Article& article, const ReadingTablesByLanguage& tables);

}  // namespace byline::ingest
