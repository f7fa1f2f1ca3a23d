#include "ingest/line_reader.hpp"

#include <algorithm>

namespace byline::ingest {
namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;

}  // namespace

ArticleSource::LineReader::LineReader(const std::filesystem::path& path)
    : file_(gzopen(path.c_str(), "rb")),
      name_(path.string()) {}

ArticleSource::LineReader::~LineReader() {
  if (file_ != nullptr) {
    gzclose(file_);
  }
}

bool ArticleSource::LineReader::fill() {
  buffer_.resize(buffer_bytes);
  at_ = 0;
  std::size_t count = 0;
  if (file_ != nullptr) {
    const int read = gzread(file_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
    int error = Z_OK;
    gzerror(file_, &error);
    failed_ = read < 0 || (read == 0 && error != Z_OK && error != Z_STREAM_END);
    count = read < 0 ? 0 : static_cast<std::size_t>(read);
  } else {
    stream_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    count = static_cast<std::size_t>(stream_->gcount());
    failed_ = stream_->bad();
  }
  buffer_.resize(count);
  return count > 0;
}

ArticleSource::LineReader::Outcome ArticleSource::LineReader::next(
    std::string& line, std::uint64_t max_bytes) {
  line.clear();
  ++line_number_;
  bool too_long = false;
  bool any = false;
  while (true) {
    if (at_ == buffer_.size() && !fill()) {
      if (failed_) {
        return Outcome::failed;
      }
      break;
    }
    any = true;
    const auto end = std::min(buffer_.find('\n', at_), buffer_.size());
    if (line.size() + (end - at_) > max_bytes) {
      too_long = true;
      line.clear();
    } else if (!too_long) {
      line.append(buffer_, at_, end - at_);
    }
    at_ = end;
    if (end < buffer_.size()) {
      ++at_;
      break;
    }
  }
  if (too_long) {
    return Outcome::too_long;
  }
  return any ? Outcome::line : Outcome::end;
}

}  // namespace byline::ingest
