#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace byline::rdf {

/// Bytes of a file in order, inflated when its name ends in `.gz`; constant memory.
class ByteSource {
 public:
  /// Throws Error(ExitCode::io) if the file cannot be opened.
  explicit ByteSource(const std::filesystem::path& path);
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  ByteSource(ByteSource&&) = delete;
  ByteSource& operator=(ByteSource&&) = delete;
  ~ByteSource();

  /// Puts up to `size` bytes at `out`; 0 at the end. Throws Error(ExitCode::io).
  std::size_t read(char* out, std::size_t size);

 private:
  [[noreturn]] void fail(const std::string& why) const;

  std::filesystem::path path_;
  int descriptor_ = -1;
  void* inflater_ = nullptr;  ///< gzFile
};

}  // namespace byline::rdf
