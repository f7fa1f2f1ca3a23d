#pragma once

#include "ingest/article_source.hpp"

#include <istream>
#include <string>
#include <zlib.h>

namespace byline::ingest {

/// Lines of a plain or gzip-compressed file, or of a stream, one at a time.
class ArticleSource::LineReader {
 public:
  enum class Outcome { line, end, too_long, failed };

  /// Reads the file; zlib passes plain bytes through.
  explicit LineReader(const std::filesystem::path& path);
  explicit LineReader(std::istream& stream) : stream_(&stream), name_("-") {}
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  LineReader(LineReader&&) = delete;
  LineReader& operator=(LineReader&&) = delete;
  ~LineReader();

  [[nodiscard]] bool is_open() const { return stream_ != nullptr || file_ != nullptr; }
  [[nodiscard]] const std::string& name() const { return name_; }
  /// 1-based number of the line that `next` gave last.
  [[nodiscard]] std::size_t line_number() const { return line_number_; }

  /// Reads a line without its line feed; one longer than `max_bytes` is passed over.
  Outcome next(std::string& line, std::uint64_t max_bytes);

 private:
  /// Fills the buffer; false at the end or on error (`failed_`).
  bool fill();

  std::istream* stream_ = nullptr;
  gzFile file_ = nullptr;
  std::string name_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t line_number_ = 0;
  bool failed_ = false;
};

}  // namespace byline::ingest
