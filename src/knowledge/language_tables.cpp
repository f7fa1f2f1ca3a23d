#include "knowledge/language_tables.hpp"

#include "base/characters.hpp"
#include "base/files.hpp"
#include "knowledge/language_sections.hpp"

#include <algorithm>

namespace byline::knowledge {
namespace {

struct Line {
  std::string_view text;
  std::size_t number = 0;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(trim(text.substr(0, at)));
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + 1);
  }
}

std::size_t count_words(std::string_view phrase) {
  return static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1;
}

/// Adds the entry on `line` to the table of `section`.
void add_row(const Line& line,
             const LanguageSection& section,
             const std::string& file,
             WordTable& table,
             Diagnostics& diagnostics) {
  const auto columns = split(line.text, '\t');
  const Location where{file, line.number, 1};
  if (columns.size() < section.min_columns || columns.size() > section.max_columns) {
    diagnostics.error(where,
                      "section [" + std::string{section.name} + "] takes " +
                          std::to_string(section.min_columns) + " to " +
                          std::to_string(section.max_columns) + " columns, here are " +
                          std::to_string(columns.size()),
                      "columns are separated by one tab");
    return;
  }
  TableRow row{std::string{columns.front()}, {columns.begin() + 1, columns.end()}};
  const std::string folded = fold(row.phrase);
  table.phrases.add(folded);
  if (!table.by_phrase.emplace(folded, table.rows.size()).second) {
    diagnostics.error(where,
                      "'" + row.phrase + "' stands twice in section [" +
                          std::string{section.name} + "]",
                      "case and accents make no difference here");
    return;
  }
  table.longest_words = std::max(table.longest_words, count_words(folded));
  table.first_words.add(std::string_view{folded}.substr(0, folded.find(' ')));
  table.rows.push_back(std::move(row));
}

const LanguageSection* open_section(const Line& line,
                                    const std::string& file,
                                    Diagnostics& diagnostics) {
  const auto name = line.text.substr(1, line.text.size() - 2);
  const auto* section = find_language_section(name);
  if (section == nullptr) {
    const std::string nearest = closest(name, language_section_names());
    diagnostics.error({file, line.number, 1},
                      "unknown section [" + std::string{name} + "]",
                      nearest.empty() ? "" : "did you mean [" + nearest + "]?");
  }
  return section;
}

}  // namespace

bool WordTable::has(std::string_view folded) const {
  return phrases.may_have(folded) && by_phrase.find(folded) != by_phrase.end();
}

const TableRow* WordTable::find(std::string_view folded) const {
  if (!phrases.may_have(folded)) {
    return nullptr;
  }
  const auto found = by_phrase.find(folded);
  return found == by_phrase.end() ? nullptr : &rows[found->second];
}

std::string_view WordTable::value(std::string_view folded, std::size_t column) const {
  const TableRow* row = find(folded);
  return row == nullptr || column >= row->values.size() ? std::string_view{}
                                                        : row->values[column];
}

const WordTable& LanguageTables::table(std::string_view name) const {
  static const WordTable none;
  const auto found = tables.find(name);
  return found == tables.end() ? none : found->second;
}

void parse_language_table(std::string_view text,
                          const std::string& file,
                          LanguageTables& tables,
                          Diagnostics& diagnostics) {
  const LanguageSection* section = nullptr;
  bool in_unknown_section = false;
  Line line;
  while (!text.empty()) {
    const auto end = text.find('\n');
    ++line.number;
    line.text = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    line.text = trim(line.text);
    if (line.text.empty() ||
        (line.text.starts_with('#') && !line.text.starts_with("#\t"))) {
      continue;
    }
    if (line.text.starts_with('[') && line.text.ends_with(']')) {
      section = open_section(line, file, diagnostics);
      in_unknown_section = section == nullptr;
    } else if (section != nullptr) {
      auto& table = tables.tables[std::string{section->name}];
      add_row(line, *section, file, table, diagnostics);
    } else if (!in_unknown_section) {
      diagnostics.error({file, line.number, 1},
                        "an entry before the first section",
                        "write a section line such as [abbreviations] above it");
    }
  }
}

LanguageTables load_language_tables(const std::filesystem::path& folder,
                                    Diagnostics& diagnostics) {
  LanguageTables tables;
  tables.language = folder.filename().string();
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".table") {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    parse_language_table(read_file(file), file.string(), tables, diagnostics);
  }
  return tables;
}

std::map<std::string, LanguageTables> load_languages(
    const std::filesystem::path& languages, Diagnostics& diagnostics) {
  std::map<std::string, LanguageTables> all;
  if (!std::filesystem::is_directory(languages)) {
    return all;
  }
  for (const auto& entry : std::filesystem::directory_iterator(languages)) {
    if (!entry.is_directory()) {
      continue;
    }
    auto tables = load_language_tables(entry.path(), diagnostics);
    if (!tables.tables.empty()) {
      all.emplace(tables.language, std::move(tables));
    }
  }
  return all;
}

}  // namespace byline::knowledge
