#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace byline::ingest {

using WordSet = std::set<std::string, std::less<>>;

/// What reading needs to know of one language; every word and phrase is folded
/// (`byline::fold`). Filled by whoever may know `knowledge`.
struct ReadingTables {
  WordSet end_markers;      ///< a line of only this ends the article
  WordSet tail_heads;       ///< a short line beginning so opens a list that is no news
  WordSet calls_to_action;  ///< a line that holds one is not news
  WordSet share_words;      ///< a line of only these is a share bar
  WordSet date_words;       ///< months, weekdays, "date": a line of these is a dateline
};

/// By BCP 47 primary subtag. A language without tables uses the union of all.
using ReadingTablesByLanguage = std::map<std::string, ReadingTables, std::less<>>;

}  // namespace byline::ingest
