#pragma once

#include "ingest/tables.hpp"
#include "knowledge/language_tables.hpp"

#include <map>
#include <string>

namespace byline::pipeline {

/// What `ingest` needs of the language tables (the sections of reading.table, and the
/// names of months and weekdays), folded.
ingest::ReadingTablesByLanguage reading_tables(
    const std::map<std::string, knowledge::LanguageTables>& languages);

}  // namespace byline::pipeline
