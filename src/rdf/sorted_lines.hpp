#pragma once

#include "base/scratch_file.hpp"
#include "rdf/quad.hpp"
#include "rdf/writable.hpp"
#include "rdf/writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace byline::rdf {

/// Writes canonical N-Triples or N-Quads, the bytes of `write`, of quads in any order in
/// memory that does not grow with their number: sorted runs of lines wait in a temporary
/// file and are merged. N-Triples gets the default graph alone.
class SortedLines final : public QuadSink {
 public:
  static constexpr std::size_t usual_run = std::size_t{32} << 20U;

  /// Up to `run_bytes` of lines are sorted at a time.
  explicit SortedLines(Syntax syntax, std::size_t run_bytes = usual_run);

  /// Throws Error(ExitCode::unusable) as `check_writable` does, ExitCode::io if the
  /// temporary file fails.
  void quad(const QuadView& quad) override;
  /// All lines, once each. Call it once, at the end.
  void write(const ByteSink& sink);

 private:
  struct Run {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
  };
  struct Line {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  /// Sorts the lines at hand and hands them on, once each.
  void sort(const ByteSink& sink);
  void end_run();
  void merge(const ByteSink& sink);

  Syntax syntax_;
  std::size_t run_bytes_;
  std::string text_;
  std::vector<Line> lines_;
  ScratchFile file_;
  std::vector<Run> runs_;
  WritableCheck check_;
  Quad checked_[2];  // NOLINT(modernize-avoid-c-arrays): this one and the one before
  std::size_t turn_ = 0;
};

}  // namespace byline::rdf
