#pragma once

#include "base/line_sorter.hpp"
#include "rdf/quad.hpp"
#include "rdf/writable.hpp"
#include "rdf/writer.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace byline::rdf {

/// Writes canonical N-Triples or N-Quads, the bytes of `write`, of quads in any order in
/// memory that does not grow with their number. N-Triples gets the default graph alone.
class SortedLines final : public QuadSink {
 public:
  static constexpr std::size_t usual_run = std::size_t{32} << 20U;

  /// Up to `run_bytes` of lines are sorted at a time.
  explicit SortedLines(Syntax syntax, std::size_t run_bytes = usual_run);

  /// Throws Error(ExitCode::unusable) as `check_writable` does, ExitCode::io if the
  /// temporary file fails.
  void quad(const QuadView& quad) override;
  /// All lines, once each.
  void write(const ByteSink& sink);
  /// Sorts the lines that are there, so that writing is left with merging.
  void settle() { lines_.settle(); }
  /// The lines of several parts of a graph, none null, each once.
  static void write(std::span<SortedLines* const> parts, const ByteSink& sink);

 private:
  Syntax syntax_;
  std::string line_;
  LineSorter lines_;
  WritableCheck check_;
  Quad checked_[2];  // NOLINT(modernize-avoid-c-arrays): this one and the one before
  std::size_t turn_ = 0;
};

}  // namespace byline::rdf
