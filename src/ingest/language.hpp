#pragma once

#include <string>
#include <string_view>

namespace byline::ingest {

/// The language of a whole document (CLD2), as BCP 47 primary subtag; empty if CLD2 finds
/// none. Never ask for single lines: names of another language mislead it. `text` must be
/// valid UTF-8; at most its first 64 KiB are looked at.
std::string identify_language(std::string_view text);

/// "pt-BR" → "pt", "EN" → "en".
std::string primary_subtag(std::string_view tag);

}  // namespace byline::ingest
