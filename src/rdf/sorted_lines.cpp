#include "rdf/sorted_lines.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace byline::rdf {

SortedLines::SortedLines(Syntax syntax, std::size_t run_bytes)
    : syntax_(syntax),
      lines_(run_bytes) {}

void SortedLines::quad(const QuadView& quad) {
  if (syntax_ == Syntax::ntriples && !quad.in_default_graph) {
    return;
  }
  Quad& copy = checked_[turn_++ % 2];
  copy = quad.copy();
  check_.quad(copy);
  line_.clear();
  append_canonical_line(line_, quad);
  line_.pop_back();  // its break
  lines_.add(line_);
}

namespace {

/// Passes lines on in larger pieces.
class PieceWriter {
 public:
  explicit PieceWriter(const ByteSink& sink) : sink_(sink) {}

  void operator()(std::string_view line) {
    bytes_.append(line).push_back('\n');
    if (bytes_.size() >= chunk_bytes) {
      finish();
    }
  }

  void finish() {
    if (!bytes_.empty()) {
      sink_(bytes_);
      bytes_.clear();
    }
  }

 private:
  static constexpr std::size_t chunk_bytes = 1U << 16;
  const ByteSink& sink_;
  std::string bytes_;
};

}  // namespace

void SortedLines::write(const ByteSink& sink) {
  PieceWriter writer(sink);
  lines_.for_each(std::ref(writer));
  writer.finish();
}

void SortedLines::write(std::span<SortedLines* const> parts, const ByteSink& sink) {
  std::vector<LineSorter*> sorters;
  for (SortedLines* part : parts) {
    sorters.push_back(&part->lines_);
  }
  PieceWriter writer(sink);
  LineSorter::for_each(sorters, std::ref(writer));
  writer.finish();
}

}  // namespace byline::rdf
