#pragma once

#include "rdf/line_parser.hpp"
#include "rdf/quad.hpp"
#include "rdf/reader.hpp"

#include <cstddef>
#include <string_view>

namespace byline::rdf {

/// Reads N-Triples or N-Quads in pieces of whole lines. Plain lines are parsed here, all
/// others by Serd, with a fresh Serd reader each time: Serd 0.30's reader of N-Quads
/// keeps all it has read.
class LineReader {
 public:
  /// Both must outlive the reader. Without `fast`, Serd reads every line.
  LineReader(const ReadOptions& options, QuadSink& sink, bool fast = true)
      : options_(options),
        sink_(sink),
        fast_(fast),
        parser_(options.syntax == Syntax::nquads, options.blank_prefix) {}

  /// The next lines of the document; the last one may lack its line break.
  void read(std::string_view lines);

 private:
  /// Lets Serd read `lines`, which begin at the 1-based `first_line`.
  void read_by_serd(std::string_view lines, std::size_t first_line);

  const ReadOptions& options_;
  QuadSink& sink_;
  bool fast_;
  LineParser parser_;
  std::size_t line_ = 1;
};

}  // namespace byline::rdf
