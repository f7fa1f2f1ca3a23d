#pragma once

#include "base/diagnostics.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace byline::ingest {

enum class InputFormat { text, html, json_line };

/// An article before it is read: cheap to make, so that threads can share the work.
struct RawArticle {
  InputFormat format = InputFormat::text;
  Location where;                  ///< the file, and the line of a JSON Lines record
  std::filesystem::path path;      ///< of text and HTML: not read yet
  std::filesystem::path metadata;  ///< its `.meta.json`; empty if there is none
  std::string default_id;          ///< path below the corpus folder without extension
  std::string bytes;               ///< of a JSON Lines record: the line
};

/// Yields the articles below `paths`, in order: for a folder its files sorted by path,
/// recursively, without hidden ones (.txt .html .htm .jsonl .ndjson, each also .gz); a
/// file itself, whatever its extension; `-` is JSON Lines from `standard_input`. Holds
/// one article at a time; JSON Lines are streamed, also out of .gz.
class ArticleSource {
 public:
  struct Limits {
    std::uint64_t max_file_bytes = 64ULL << 20U;  ///< of an article's text, not of .jsonl
  };

  /// Throws Error(ExitCode::unusable) for a path that does not exist.
  ArticleSource(std::vector<std::string> paths,
                std::istream& standard_input,
                Limits limits);
  ArticleSource(const ArticleSource&) = delete;
  ArticleSource& operator=(const ArticleSource&) = delete;
  ArticleSource(ArticleSource&&) = delete;
  ArticleSource& operator=(ArticleSource&&) = delete;
  ~ArticleSource();

  /// The next article, or nothing at the end. A record that is too long or a file that
  /// cannot be read is reported and passed over.
  std::optional<RawArticle> next(Diagnostics& diagnostics);

 private:
  class LineReader;
  struct Item {
    std::filesystem::path path;  ///< "-" is standard input
    std::filesystem::path root;  ///< ids are relative to it
  };

  void add_folder(const std::filesystem::path& folder);
  std::optional<RawArticle> next_line(Diagnostics& diagnostics);
  bool open_lines(const Item& item, Diagnostics& diagnostics);

  std::vector<Item> items_;
  std::size_t next_item_ = 0;
  std::istream& standard_input_;
  Limits limits_;
  std::unique_ptr<LineReader> lines_;
};

/// Collects the ids of a corpus: two articles with one id are an error.
class ArticleIds {
 public:
  ArticleIds();
  ArticleIds(const ArticleIds&) = delete;
  ArticleIds& operator=(const ArticleIds&) = delete;
  ArticleIds(ArticleIds&&) = delete;
  ArticleIds& operator=(ArticleIds&&) = delete;
  ~ArticleIds();

  /// False, with a message that names both places, if `id` was added before.
  bool add(const std::string& id, const Location& where, Diagnostics& diagnostics);

 private:
  struct Seen;
  std::unique_ptr<Seen> seen_;
};

}  // namespace byline::ingest
