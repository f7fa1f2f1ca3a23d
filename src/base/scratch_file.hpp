#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byline {

/// Makes an unnamed temporary file, gone when it is closed; the caller owns the
/// descriptor. Throws Error(ExitCode::io).
int open_unnamed_file();
/// Throws the Error(ExitCode::io) of a temporary file that fails: `errno` says why.
[[noreturn]] void temporary_file_failed(const char* action);

/// Bytes that are written once and read anywhere: in memory while they are few, else in
/// an unnamed temporary file. One thread at a time. Throws Error(ExitCode::io) if the
/// file system fails.
class ScratchFile {
 public:
  /// Up to `most_in_memory` bytes stay in memory.
  explicit ScratchFile(std::size_t most_in_memory) : most_in_memory_(most_in_memory) {}
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&& other) noexcept;
  ~ScratchFile();

  /// Where the bytes begin.
  std::uint64_t append(std::string_view bytes);
  /// The `size` bytes from `begin` on, which must have been written.
  [[nodiscard]] std::string read(std::uint64_t begin, std::size_t size) const;

 private:
  void write_memory();

  std::size_t most_in_memory_;
  std::string memory_;  ///< what is not in the file yet, its last bytes
  std::uint64_t in_file_ = 0;
  int descriptor_ = -1;
};

}  // namespace byline
