#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace byline {

/// Reads a whole file; `.gz` content (by its magic bytes) is inflated when the name ends
/// in `.gz`. Throws Error: ExitCode::io if it cannot be read, ExitCode::limit if its text
/// has more than `max_bytes` bytes (also while inflating, so a bomb costs no memory).
std::string read_file(const std::filesystem::path& path,
                      std::uint64_t max_bytes = UINT64_MAX);

/// A file that is complete or not there: written beside its target, synced, renamed by
/// `commit`. Without commit nothing of it remains; where the file system knows files
/// without a name (Linux: O_TMPFILE), not even when the process is killed. Names ending
/// in `.gz` are compressed. A target that is a device or a pipe is written to directly.
/// Every write, flush and close is checked. Throws Error(ExitCode::io).
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  AtomicFile(AtomicFile&&) = delete;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  void write(std::string_view bytes);
  void commit();

 private:
  [[noreturn]] void fail(const std::string& action);
  void open_beside();
  /// A file without a name in the target's folder, if there can be one.
  bool open_unnamed();
  /// Gives such a file its name: `temporary_`.
  void name_it();
  void write_raw(std::string_view bytes);

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
  bool unnamed_ = false;
  void* deflater_ = nullptr;  ///< z_stream when the target is compressed
  std::string buffer_;
};

}  // namespace byline
