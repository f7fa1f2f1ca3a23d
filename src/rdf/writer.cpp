#include "rdf/writer.hpp"

#include "base/diagnostics.hpp"
#include "base/utf8.hpp"
#include "rdf/iri.hpp"
#include "rdf/turtle_writer.hpp"

#include <algorithm>

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

[[noreturn]] void refuse_graph(const TermView& graph) {
  std::string name;
  append_ntriples(name, graph);
  throw Error(ExitCode::unusable,
              {},
              "this syntax holds no named graphs, but there is " + name,
              "write TriG or N-Quads");
}

/// A term that a reader would refuse would make the whole document unreadable.
void check(const Term& term) {
  const bool is_iri = term.kind == TermKind::iri;
  const std::string& iri = is_iri ? term.value : term.datatype;
  if (!is_absolute_iri(iri) && term.kind != TermKind::blank) {
    throw Error(
        ExitCode::unusable, {}, "cannot write the IRI '" + iri + "': it is relative");
  }
  if (find_bad_iri_byte(iri)) {
    throw Error(ExitCode::unusable,
                {},
                "cannot write the IRI '" + iri + "': it holds a forbidden character");
  }
  if (find_invalid_utf8(term.value) || find_invalid_utf8(term.datatype)) {
    throw Error(ExitCode::unusable, {}, "cannot write text that is not valid UTF-8");
  }
  if (term.kind == TermKind::blank && !is_blank_label(term.value)) {
    throw Error(
        ExitCode::unusable, {}, "cannot write the blank-node label '" + term.value + "'");
  }
}

void write_lines(const std::vector<Quad>& quads, Syntax syntax, const ByteSink& sink) {
  LineWriter lines(syntax, sink);
  for (const Quad& quad : quads) {
    lines.quad(view_of(quad));
  }
  lines.finish();
}

}  // namespace

void check_writable(const std::vector<Quad>& quads) {
  const Quad* last = nullptr;
  for (const Quad& quad : quads) {
    // Neighbours mostly share subject, predicate and graph.
    if (last == nullptr || last->subject != quad.subject) {
      check(quad.subject);
    }
    if (last == nullptr || last->predicate != quad.predicate) {
      check(quad.predicate);
    }
    check(quad.object);
    if (quad.graph && (last == nullptr || last->graph != quad.graph)) {
      check(*quad.graph);
    }
    last = &quad;
    if (quad.subject.is_literal() || !quad.predicate.is_iri() ||
        (quad.graph && quad.graph->is_literal())) {
      throw Error(ExitCode::unusable,
                  {},
                  "cannot write a triple whose subject or graph is a literal, or whose "
                  "predicate is no IRI");
    }
  }
}

void LineWriter::quad(const QuadView& quad) {
  if (syntax_ == Syntax::ntriples && !quad.in_default_graph) {
    refuse_graph(quad.graph);
  }
  if (has_upper_case(quad.object.language)) {
    const std::string tag = lower_case(quad.object.language);
    QuadView lowered = quad;
    lowered.object.language = tag;
    append_nquads_line(lines_, lowered);
  } else {
    append_nquads_line(lines_, quad);
  }
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
  check_writable(quads);
  if (is_line_based(syntax)) {
    for (Quad& quad : quads) {
      quad.object.language = lower_case(quad.object.language);
    }
  }
  canonical_order(quads);
  if (is_line_based(syntax)) {
    write_lines(quads, syntax, sink);
    return;
  }
  const auto named = std::find_if(quads.begin(), quads.end(), [](const Quad& quad) {
    return quad.graph.has_value();
  });
  if (syntax == Syntax::turtle && named != quads.end()) {
    refuse_graph(named->graph->view());
  }
  write_turtle(quads, prefixes, sink);
}

}  // namespace byline::rdf
