#include "ingest/reader.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "ingest/blocks.hpp"
#include "ingest/boilerplate.hpp"
#include "ingest/language.hpp"
#include "ingest/metadata.hpp"

#include <string_view>
#include <utility>

namespace byline::ingest {
namespace {

constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

/// Says why `text` is no UTF-8 text; true if it is fine.
bool check_encoding(std::string_view text,
                    const Location& where,
                    Diagnostics& diagnostics) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    diagnostics.error(
        where, "the text is UTF-16, not UTF-8", "convert it: iconv -f UTF-16 -t UTF-8");
    return false;
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    diagnostics.error(where,
                      "this is not text: byte " + std::to_string(nul) + " is zero",
                      "a binary file, or UTF-16 without byte order mark");
    return false;
  }
  if (const auto bad = find_invalid_utf8(text)) {
    Location place = where;
    if (where.line == 0) {
      place = locate(text, *bad, where.file);
    }
    diagnostics.error(place,
                      "the text is not UTF-8: byte " + std::to_string(*bad) +
                          " begins no well-formed character",
                      "convert it, for instance: iconv -f WINDOWS-1252 -t UTF-8");
    return false;
  }
  return true;
}

/// The whole file, or nothing with a message.
std::optional<std::string> read_bytes(const std::filesystem::path& path,
                                      std::uint64_t max_bytes,
                                      Diagnostics& diagnostics) {
  try {
    return read_file(path, max_bytes);
  } catch (const Error& error) {
    Diagnostic diagnostic = error.diagnostic();
    if (error.exit_code() == ExitCode::limit) {
      diagnostic.text =
          "the file is larger than the limit of " + std::to_string(max_bytes) + " bytes";
      diagnostic.hint = "raise --max-file-size";
    }
    diagnostics.report(std::move(diagnostic));
    return std::nullopt;
  }
}

/// Merges the metadata file into what the article itself says; false if it is bad.
bool read_metadata(const RawArticle& raw,
                   const ReadOptions& options,
                   Record& record,
                   Diagnostics& diagnostics) {
  if (raw.metadata.empty()) {
    return true;
  }
  const auto json = read_bytes(raw.metadata, options.max_file_bytes, diagnostics);
  if (!json) {
    return false;
  }
  auto beside = parse_record(*json, raw.metadata.string(), 1, false, diagnostics);
  if (!beside) {
    return false;
  }
  record.id = std::move(beside->id);
  record.metadata = std::move(beside->metadata);
  return true;
}

std::optional<Article> read_file_article(const RawArticle& raw,
                                         const ReadOptions& options,
                                         Diagnostics& diagnostics) {
  const auto bytes = read_bytes(raw.path, options.max_file_bytes, diagnostics);
  if (!bytes || !check_encoding(*bytes, raw.where, diagnostics)) {
    return std::nullopt;
  }
  Record record;
  if (!read_metadata(raw, options, record, diagnostics)) {
    return std::nullopt;
  }
  Article article;
  article.id = record.id.empty() ? raw.default_id : record.id;
  article.metadata = std::move(record.metadata);
  article.text = bytes->starts_with(utf8_bom) ? bytes->substr(utf8_bom.size()) : *bytes;
  complete_article(article, *bytes, options);
  return article;
}

std::optional<Article> read_record(const RawArticle& raw,
                                   const ReadOptions& options,
                                   Diagnostics& diagnostics) {
  if (!check_encoding(raw.bytes, raw.where, diagnostics)) {
    return std::nullopt;
  }
  auto record =
      parse_record(raw.bytes, raw.where.file, raw.where.line, true, diagnostics);
  if (!record) {
    return std::nullopt;
  }
  if (!record->text) {
    diagnostics.error(raw.where, "the record has no text", "add the key 'text'");
    return std::nullopt;
  }
  if (record->text->size() > options.max_file_bytes) {
    diagnostics.error(raw.where,
                      "the text is larger than the limit of " +
                          std::to_string(options.max_file_bytes) + " bytes",
                      "raise --max-file-size");
    return std::nullopt;
  }
  if (!check_encoding(*record->text, raw.where, diagnostics)) {
    return std::nullopt;
  }
  Article article;
  article.id = record->id.empty() ? sha256_hex(raw.bytes) : record->id;
  article.metadata = std::move(record->metadata);
  article.text = std::move(*record->text);
  complete_article(article, raw.bytes, options);
  return article;
}

}  // namespace

std::optional<Article> read_article(const RawArticle& raw,
                                    const ReadOptions& options,
                                    Diagnostics& diagnostics) {
  switch (raw.format) {
    case InputFormat::json_line: return read_record(raw, options, diagnostics);
    case InputFormat::html:
      diagnostics.error(raw.where,
                        "HTML is not read yet",
                        "give its text as .txt with a .meta.json beside it");
      return std::nullopt;
    case InputFormat::text: return read_file_article(raw, options, diagnostics);
  }
  return std::nullopt;
}

void complete_article(Article& article,
                      std::string_view bytes,
                      const ReadOptions& options) {
  article.content_hash = sha256_hex(bytes);
  article.text_hash = sha256_hex(article.text);
  if (!options.language.empty()) {
    article.language = primary_subtag(options.language);
  } else if (!article.metadata.language.empty()) {
    article.language = primary_subtag(article.metadata.language);
  } else {
    article.language = identify_language(article.text);
  }
  if (article.blocks.empty()) {
    article.blocks = split_blocks(article.text);
  }
  cut_boilerplate(article, options.tables);
}

}  // namespace byline::ingest
