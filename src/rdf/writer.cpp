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

void refuse_graphs(const std::vector<Quad>& quads) {
  const auto named = std::find_if(quads.begin(), quads.end(), [](const Quad& quad) {
    return quad.graph.has_value();
  });
  if (named != quads.end()) {
    throw Error(
        ExitCode::unusable,
        {},
        "this syntax holds no named graphs, but there is " + to_ntriples(*named->graph),
        "write TriG or N-Quads");
  }
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

void check(const std::vector<Quad>& quads) {
  for (const Quad& quad : quads) {
    check(quad.subject);
    check(quad.predicate);
    check(quad.object);
    if (quad.graph) {
      check(*quad.graph);
    }
    if (quad.subject.is_literal() || !quad.predicate.is_iri() ||
        (quad.graph && quad.graph->is_literal())) {
      throw Error(ExitCode::unusable,
                  {},
                  "cannot write a triple whose subject or graph is a literal, or whose "
                  "predicate is no IRI");
    }
  }
}

void write_lines(const std::vector<Quad>& quads, const ByteSink& sink) {
  constexpr std::size_t chunk_bytes = 1U << 16;
  std::string out;
  for (const Quad& quad : quads) {
    append_nquads_line(out, view_of(quad));
    if (out.size() >= chunk_bytes) {
      sink(out);
      out.clear();
    }
  }
  if (!out.empty()) {
    sink(out);
  }
}

}  // namespace

void write(std::vector<Quad> quads,
           Syntax syntax,
           const Prefixes& prefixes,
           const ByteSink& sink) {
  if (!holds_graphs(syntax)) {
    refuse_graphs(quads);
  }
  check(quads);
  canonical_order(quads);
  switch (syntax) {
    case Syntax::ntriples:
    case Syntax::nquads: write_lines(quads, sink); return;
    case Syntax::turtle:
    case Syntax::trig: write_turtle(quads, prefixes, sink); return;
  }
}

}  // namespace byline::rdf
