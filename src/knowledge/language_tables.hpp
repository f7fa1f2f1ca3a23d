#pragma once

#include "base/diagnostics.hpp"
#include "base/text_hash.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace byline::knowledge {

/// One entry of a table: a word or phrase and what the table says of it.
struct TableRow {
  std::string phrase;               ///< as written in the file
  std::vector<std::string> values;  ///< further columns; empty for a plain list
};

/// Tells of most texts that they are not in a set: a bit each for some hashes, in memory
/// that stays in the near cache.
class TextFilter {
 public:
  void add(std::string_view text) { bits_[place(text)] |= bit(text); }
  /// False: `text` was not added. True: it may have been.
  [[nodiscard]] bool may_have(std::string_view text) const {
    return (bits_[place(text)] & bit(text)) != 0;
  }

 private:
  static constexpr std::size_t word_bits = 64;
  static constexpr std::size_t words = 128;

  static std::size_t place(std::string_view text) {
    return hash_text(text) / word_bits % words;
  }
  static std::uint64_t bit(std::string_view text) {
    return std::uint64_t{1} << hash_text(text) % word_bits;
  }

  std::array<std::uint64_t, words> bits_{};
};

/// A list of words or phrases, looked up by their folded form (`byline::fold`).
struct WordTable {
  std::vector<TableRow> rows;  ///< in file order
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>
      by_phrase;                  ///< folded phrase → row; the first row wins
  std::size_t longest_words = 0;  ///< words (cut at spaces) of the longest phrase
  TextFilter first_words;         ///< of the phrases, cut at spaces
  TextFilter phrases;             ///< folded

  [[nodiscard]] bool has(std::string_view folded) const;
  /// Whether a phrase of the table may begin with the folded word: asked before words are
  /// joined to phrases.
  [[nodiscard]] bool may_begin(std::string_view folded) const {
    return first_words.may_have(folded.substr(0, folded.find(' ')));
  }
  /// The row of a folded phrase, or null. The pointer lives as long as the table.
  [[nodiscard]] const TableRow* find(std::string_view folded) const;
  /// Column `column` (0 is the first after the phrase) of a folded phrase, or "".
  [[nodiscard]] std::string_view value(std::string_view folded,
                                       std::size_t column = 0) const;
};

/// What byline knows of one language beside its model: the tables of
/// `ontology/languages/{language}/*.table`. Their format and meaning: docs/annotate.md.
struct LanguageTables {
  std::string language;  ///< BCP 47 primary subtag, the folder's name
  /// By section.
  std::unordered_map<std::string, WordTable, TextHash, std::equal_to<>> tables;

  /// The table of section `name`; an empty one if the language has none.
  [[nodiscard]] const WordTable& table(std::string_view name) const;
};

/// Reads every `*.table` file of `folder` (in order of name). Bad lines (unknown section,
/// wrong number of columns, phrase twice in a section) are reported with their place and
/// skipped. Throws Error(ExitCode::io) if a file cannot be read.
LanguageTables load_language_tables(const std::filesystem::path& folder,
                                    Diagnostics& diagnostics);

/// The tables of every folder below `languages` that has `*.table` files, by language.
std::map<std::string, LanguageTables> load_languages(
    const std::filesystem::path& languages, Diagnostics& diagnostics);

/// Parses the text of one table file into `tables`; `file` is for messages.
void parse_language_table(std::string_view text,
                          const std::string& file,
                          LanguageTables& tables,
                          Diagnostics& diagnostics);

}  // namespace byline::knowledge
