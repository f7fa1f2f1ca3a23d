#include "rdf/writer.hpp"

#include "rdf/turtle_writer.hpp"
#include "rdf/writable.hpp"

#include <algorithm>
#include <utility>

namespace byline::rdf {

void append_nquads_line(std::string& out, const QuadView& quad) {
  append_ntriples(out, quad.subject);
  out += ' ';
  append_ntriples(out, quad.predicate);
  out += ' ';
  append_ntriples(out, quad.object);
  if (!quad.in_default_graph) {
    out += ' ';
    append_ntriples(out, quad.graph);
  }
  out += " .\n";
}

namespace {

bool has_upper_case(std::string_view tag) {
  return std::any_of(tag.begin(), tag.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string lower_case(std::string_view tag) {
  std::string out(tag);
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

constexpr std::size_t chunk_bytes = 1U << 16;

void write_lines(const std::vector<Quad>& quads, Syntax syntax, const ByteSink& sink) {
  LineWriter lines(syntax, sink);
  for (const Quad& quad : quads) {
    lines.quad(view_of(quad));
  }
  lines.finish();
}

}  // namespace

void append_canonical_line(std::string& out, const QuadView& quad) {
  if (has_upper_case(quad.object.language)) {
    const std::string tag = lower_case(quad.object.language);
    QuadView lowered = quad;
    lowered.object.language = tag;
    append_nquads_line(out, lowered);
  } else {
    append_nquads_line(out, quad);
  }
}

void LineWriter::quad(const QuadView& quad) {
  if (syntax_ == Syntax::ntriples && !quad.in_default_graph) {
    refuse_graph(quad.graph);
  }
  append_canonical_line(lines_, quad);
  if (lines_.size() >= chunk_bytes) {
    sink_(lines_);
    lines_.clear();
  }
}

void LineWriter::finish() {
  if (!lines_.empty()) {
    sink_(lines_);
    lines_.clear();
  }
}

void write(std::vector<Quad> quads,
           Syntax syntax,
           const Prefixes& prefixes,
           const ByteSink& sink) {
  if (!is_line_based(syntax)) {
    write_turtle(std::move(quads), syntax, prefixes, sink);
    return;
  }
  check_writable(quads);
  for (Quad& quad : quads) {
    quad.object.language = lower_case(quad.object.language);
  }
  canonical_order(quads);
  write_lines(quads, syntax, sink);
}

}  // namespace byline::rdf
