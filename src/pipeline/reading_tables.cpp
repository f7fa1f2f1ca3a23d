#include "pipeline/reading_tables.hpp"

#include "base/characters.hpp"

#include <initializer_list>
#include <string_view>

namespace byline::pipeline {
namespace {

ingest::WordSet phrases_of(const knowledge::LanguageTables& tables,
                           std::initializer_list<std::string_view> sections) {
  ingest::WordSet phrases;
  for (const auto section : sections) {
    for (const auto& row : tables.table(section).rows) {
      phrases.insert(fold(row.phrase));
    }
  }
  return phrases;
}

}  // namespace

ingest::ReadingTablesByLanguage reading_tables(
    const std::map<std::string, knowledge::LanguageTables>& languages) {
  ingest::ReadingTablesByLanguage all;
  for (const auto& [language, tables] : languages) {
    auto& one = all[language];
    one.end_markers = phrases_of(tables, {"end_markers"});
    one.tail_heads = phrases_of(tables, {"tail_heads"});
    one.calls_to_action = phrases_of(tables, {"calls_to_action"});
    one.share_words = phrases_of(tables, {"share_words"});
    one.date_words = phrases_of(tables, {"dateline_words", "months", "weekdays"});
    // "terça-feira" is two words to the reader of datelines.
    for (const auto& row : tables.table("weekdays").rows) {
      const std::string folded = fold(row.phrase);
      if (const auto hyphen = folded.find('-'); hyphen != std::string::npos) {
        one.date_words.insert(folded.substr(0, hyphen));
        one.date_words.insert(folded.substr(hyphen + 1));
      }
    }
  }
  return all;
}

}  // namespace byline::pipeline
