#pragma once

#include "rdf/quad.hpp"
#include "rdf/syntax.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::rdf {

/// Prefix name without colon → IRI.
using Prefixes = std::map<std::string, std::string>;

/// Takes bytes of a document in order (a file, a stream, a string).
using ByteSink = std::function<void(std::string_view)>;

/// Appends the canonical N-Quads line of `quad`, line break included; without a graph it
/// is a line of N-Triples.
void append_nquads_line(std::string& out, const QuadView& quad);

/// The same with the language tag in lower case, as canonical documents have it.
void append_canonical_line(std::string& out, const QuadView& quad);

/// Sorts by N-Quads code-point order of subject, predicate, object, graph (default graph
/// first) and drops repeated quads: the order of everything byline writes, and the order
/// that `LC_ALL=C sort` gives the lines.
void canonical_order(std::vector<Quad>& quads);

/// Writes N-Triples or N-Quads while it reads: canonical lines in the order of the quads,
/// repetitions included. For quads that come from a reader (checked terms).
class LineWriter : public QuadSink {
 public:
  LineWriter(Syntax syntax, ByteSink sink) : syntax_(syntax), sink_(std::move(sink)) {}

  /// Throws Error(ExitCode::unusable) if N-Triples should hold a named graph.
  void quad(const QuadView& quad) override;
  /// Hands on the last lines.
  void finish();

 private:
  Syntax syntax_;
  ByteSink sink_;
  std::string lines_;
};

/// Throws Error(ExitCode::unusable) if a quad cannot be written in any syntax: relative
/// or malformed IRIs, invalid UTF-8, labels that no syntax holds, literals as subjects.
void check_writable(const std::vector<Quad>& quads);

/// Writes one document. `quads` in any order; the output depends only on their set.
/// Turtle and N-Triples throw Error(ExitCode::unusable) if a quad is in a named graph.
/// N-Triples and N-Quads are canonical (language tags in lower case) and sorted; Turtle
/// and TriG declare the prefixes in use, group by subject, rdf:type first, labels next,
/// one predicate a line.
void write(std::vector<Quad> quads,
           Syntax syntax,
           const Prefixes& prefixes,
           const ByteSink& sink);

}  // namespace byline::rdf
