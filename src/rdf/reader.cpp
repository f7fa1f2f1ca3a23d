#include "rdf/reader.hpp"

#include "base/files.hpp"
#include "rdf/byte_source.hpp"
#include "rdf/line_reader.hpp"
#include "rdf/serd_session.hpp"
#include "rdf/turtle_guard.hpp"

#include <algorithm>

namespace byline::rdf {
namespace {

constexpr std::size_t piece_bytes = 1U << 20;

class Collector : public QuadSink {
 public:
  void quad(const QuadView& quad) override { quads.push_back(quad.copy()); }
  std::vector<Quad> quads;
};

/// Whole lines at the front of `text`, or 0 if there is no line break.
std::size_t whole_lines(std::string_view text) {
  const std::size_t last = text.find_last_of("\n\r");
  return last == std::string_view::npos ? 0 : last + 1;
}

void read_lines_of(ByteSource& source, LineReader& lines) {
  std::string buffer(piece_bytes, '\0');
  std::size_t held = 0;
  while (true) {
    if (held == buffer.size()) {
      buffer.resize(2 * buffer.size());  // one line longer than the buffer
    }
    const std::size_t got = source.read(buffer.data() + held, buffer.size() - held);
    held += got;
    const std::string_view text(buffer.data(), held);
    const std::size_t ready = got == 0 ? held : whole_lines(text);
    lines.read(text.substr(0, ready));
    if (got == 0) {
      return;
    }
    std::copy(
        text.begin() + static_cast<std::ptrdiff_t>(ready), text.end(), buffer.begin());
    held -= ready;
  }
}

}  // namespace

void read_text(std::string_view text, const ReadOptions& options, QuadSink& sink) {
  if (!is_line_based(options.syntax)) {
    run_serd(GuardedText(text, options.syntax, options.file_name), options, sink);
    return;
  }
  LineReader lines(options, sink);
  while (!text.empty()) {
    std::size_t piece = text.size();
    if (piece > piece_bytes) {
      piece = whole_lines(text.substr(0, piece_bytes));
      piece = piece == 0 ? std::min(text.find_first_of("\n\r"), text.size()) : piece;
    }
    lines.read(text.substr(0, piece));
    text.remove_prefix(piece);
  }
}

void read_path(const std::filesystem::path& path,
               const ReadOptions& options,
               QuadSink& sink) {
  if (!is_line_based(options.syntax)) {
    read_text(read_file(path), options, sink);
    return;
  }
  ByteSource source(path);
  LineReader lines(options, sink);
  read_lines_of(source, lines);
}

std::vector<Quad> parse(std::string_view text, const ReadOptions& options) {
  Collector collector;
  read_text(text, options, collector);
  return std::move(collector.quads);
}

}  // namespace byline::rdf
