#pragma once

#include "rdf/quad.hpp"
#include "rdf/reader.hpp"

#include <cstddef>
#include <string_view>

namespace byline::rdf {

/// Reads N-Triples or N-Quads in pieces of whole lines, each with a fresh Serd reader:
/// Serd 0.30's reader of N-Quads keeps all it has read.
class LineReader {
 public:
  /// Both must outlive the reader.
  LineReader(const ReadOptions& options, QuadSink& sink)
      : options_(options),
        sink_(sink) {}

  /// The next lines of the document; the last one may lack its line break.
  void read(std::string_view lines);

 private:
  const ReadOptions& options_;
  QuadSink& sink_;
  std::size_t line_ = 1;
};

}  // namespace byline::rdf
