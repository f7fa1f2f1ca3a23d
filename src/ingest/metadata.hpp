#pragma once

#include "base/diagnostics.hpp"
#include "model/article.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace byline::ingest {

/// A metadata file or a JSON Lines record, checked.
struct Record {
  std::string id;                   ///< empty: not given
  std::optional<std::string> text;  ///< JSON Lines only
  Metadata metadata;
};

/// Parses one JSON object (RFC 8259) with the keys id, title, url, author, publisher,
/// date, language and, if `takes_text`, text; null counts as absent. An unknown key, a
/// value that is no string, a date that is not ISO 8601, a language that is no BCP 47 tag
/// is reported at its line (`file`:`first_line` and on) and gives nothing. Of a date with
/// a time the day is kept.
std::optional<Record> parse_record(std::string_view json,
                                   const std::string& file,
                                   std::size_t first_line,
                                   bool takes_text,
                                   Diagnostics& diagnostics);

/// YYYY, YYYY-MM or YYYY-MM-DD at the start of an ISO 8601 date or date-time that exists
/// in the calendar; nothing otherwise.
std::optional<std::string> iso_date(std::string_view text);

/// Whether `tag` looks like a BCP 47 tag: en, pt-BR; pt_BR too.
bool is_language_tag(std::string_view tag);

}  // namespace byline::ingest
