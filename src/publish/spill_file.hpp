#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace byline::publish {

/// Texts in an unnamed temporary file, written once and read in order as often as wanted.
/// Every method throws Error(ExitCode::io) if the file system fails.
class SpillFile {
 public:
  SpillFile();
  void write(std::string_view text);
  void rewind();
  /// Reads the next text; false at the end.
  bool next(std::string& text);

 private:
  struct Close {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace byline::publish
