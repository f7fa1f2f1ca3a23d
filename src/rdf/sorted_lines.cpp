#include "rdf/sorted_lines.hpp"

#include <string_view>

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

void SortedLines::write(const ByteSink& sink) {
  constexpr std::size_t chunk_bytes = 1U << 16;
  std::string bytes;
  lines_.for_each([&](std::string_view line) {
    bytes.append(line).push_back('\n');
    if (bytes.size() >= chunk_bytes) {
      sink(bytes);
      bytes.clear();
    }
  });
  if (!bytes.empty()) {
    sink(bytes);
  }
}

}  // namespace byline::rdf
