#pragma once

#include "base/diagnostics.hpp"
#include "ingest/article_source.hpp"
#include "ingest/tables.hpp"
#include "model/article.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace byline::ingest {

struct ReadOptions {
  std::string language;  ///< "en", "pt", …: overrides what is found; empty: CLD2 decides
  std::uint64_t max_file_bytes = 64ULL << 20U;  ///< a longer article is reported, skipped
  ReadingTablesByLanguage tables;
};

/// Reads one article: bytes, checks, metadata, language, blocks, boilerplate.
///
/// Gives nothing, with a message that says why and what to do, if the file cannot be
/// read, is too large, is not UTF-8 (UTF-16 and binary files are named as such), or its
/// metadata are wrong. Safe to call from several threads at once. `Article::language` is
/// the option's, else the metadata's, else CLD2's.
std::optional<Article> read_article(const RawArticle& raw,
                                    const ReadOptions& options,
                                    Diagnostics& diagnostics);

/// Finishes an article whose id, text and metadata are set: hashes, language, blocks with
/// cut reasons. `bytes` is what was received.
void complete_article(Article& article,
                      std::string_view bytes,
                      const ReadOptions& options);

}  // namespace byline::ingest
