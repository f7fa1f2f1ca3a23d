#pragma once

#include "rdf/quad.hpp"

#include <array>
#include <string>
#include <string_view>

namespace byline::rdf {

/// The fast path for N-Triples and N-Quads: one line at a time, no copies.
///
/// Knows the plain forms only and never guesses: `\u` escapes, comments behind a
/// statement, labels beyond ASCII and everything malformed are `doubtful`, and the line
/// must then be read by Serd. What it accepts means the same to Serd (tested).
class LineParser {
 public:
  enum class Outcome {
    quad,      ///< `quad()` holds it until the next call
    nothing,   ///< blank line or comment
    doubtful,  ///< let Serd decide
  };

  LineParser(bool quads, std::string blank_prefix)
      : quads_(quads),
        blank_prefix_(std::move(blank_prefix)) {}

  /// `line` is valid UTF-8 and has no line feed.
  Outcome parse(std::string_view line);
  [[nodiscard]] const QuadView& quad() const { return quad_; }

 private:
  enum Slot { subject, predicate, object, graph, slots };

  void skip_space();
  bool term(Slot slot, TermView& out);
  bool iri(std::string_view& out);
  bool same_iri(std::string& last, std::string_view& out);
  bool blank(Slot slot, TermView& out);
  bool literal(TermView& out);
  bool unescape(const char* begin, std::string_view& out);
  bool language(std::string_view& out);
  bool end_of_statement();

  bool quads_;
  std::string blank_prefix_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  QuadView quad_;
  std::array<std::string, slots> labels_;
  std::array<std::string, slots> last_iris_;
  std::string lexical_;
};

}  // namespace byline::rdf
