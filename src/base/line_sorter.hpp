#pragma once

#include "base/scratch_file.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// Sorts any number of lines by their bytes, without repetitions, in memory that hardly
/// grows with their number: sorted runs wait in one unnamed temporary file and are
/// merged. Throws Error(ExitCode::io) if the file system fails.
class LineSorter {
 public:
  /// Up to `run_bytes` of lines are sorted at a time; fewer stay in memory.
  explicit LineSorter(std::size_t run_bytes);

  /// `line` holds no line break.
  void add(std::string_view line);
  /// Hands out every line in order, once. May be called several times.
  void for_each(const std::function<void(std::string_view)>& take);
  /// Sorts the lines that are there: for_each() has nothing left to do but to merge. For
  /// several sorters, each on a thread of its own.
  void settle();
  /// Hands out the lines of several sorters together, in order, once. None is null.
  static void for_each(std::span<LineSorter* const> sorters,
                       const std::function<void(std::string_view)>& take);

 private:
  struct Piece {
    std::uint64_t begin = 0;
    std::uint64_t size = 0;
  };
  void sort(const std::function<void(std::string_view)>& take);
  void end_run();

  std::size_t run_bytes_;
  std::string text_;          ///< the lines at hand, one behind the other
  std::vector<Piece> lines_;  ///< in `text_`
  ScratchFile file_;
  std::vector<Piece> runs_;  ///< in `file_`: lines, each with its break
};

}  // namespace byline
