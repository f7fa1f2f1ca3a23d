#include "ingest/reader.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "ingest/blocks.hpp"
#include "ingest/boilerplate.hpp"
#include "ingest/html_body.hpp"
#include "ingest/html_metadata.hpp"
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

/// The values of `stated`, where it is silent those of `found`.
Metadata joined(Metadata stated, Metadata found) {
  for (std::string Metadata::*value : {&Metadata::title,
                                       &Metadata::url,
                                       &Metadata::author,
                                       &Metadata::publisher,
                                       &Metadata::date,
                                       &Metadata::language}) {
    if ((stated.*value).empty()) {
      stated.*value = std::move(found.*value);
    }
  }
  return stated;
}

/// Fills text, blocks and metadata from a page; false, with a message, if it is no page.
bool read_page(std::string html,
               const RawArticle& raw,
               Article& article,
               Diagnostics& diagnostics) {
  std::string reason;
  const auto document = HtmlDocument::parse(std::move(html), reason);
  if (!document) {
    diagnostics.error(raw.where,
                      "this page is not read: " + reason,
                      "give its text as .txt with a .meta.json beside it");
    return false;
  }
  Metadata found = read_html_metadata(*document);
  HtmlText text = extract_text(*document);
  article.blocks = select_article(*document, text, found.title);
  article.text = std::move(text.text);
  if (article.blocks.empty()) {
    diagnostics.warning(raw.where,
                        "the page has no text",
                        "text that scripts put in is not seen: save the page as shown");
  }
  // Templates often name the language of the site's maker: the text knows better.
  const std::string seen = identify_language(article.text);
  if (!seen.empty() && primary_subtag(found.language) != seen) {
    found.language = seen;
  }
  article.metadata = joined(std::move(article.metadata), std::move(found));
  return true;
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
  std::string text =
      bytes->starts_with(utf8_bom) ? bytes->substr(utf8_bom.size()) : *bytes;
  if (raw.format == InputFormat::text) {
    article.text = std::move(text);
  } else if (!read_page(std::move(text), raw, article, diagnostics)) {
    return std::nullopt;
  }
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
