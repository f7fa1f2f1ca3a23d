#include "publish/spill_file.hpp"

#include "base/scratch_file.hpp"

#include <cstdint>
#include <unistd.h>

namespace byline::publish {

SpillFile::SpillFile() {
  const int descriptor = open_unnamed_file();
  file_.reset(::fdopen(descriptor, "w+"));
  if (!file_) {
    (void)::close(descriptor);
    temporary_file_failed("create");
  }
}

void SpillFile::write(std::string_view text) {
  const std::uint64_t size = text.size();
  if (std::fwrite(&size, sizeof size, 1, file_.get()) != 1 ||
      std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
    temporary_file_failed("write");
  }
}

void SpillFile::rewind() {
  if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0) {
    temporary_file_failed("read");
  }
}

bool SpillFile::next(std::string& text) {
  std::uint64_t size = 0;
  if (std::fread(&size, sizeof size, 1, file_.get()) != 1) {
    if (std::ferror(file_.get()) != 0) {
      temporary_file_failed("read");
    }
    return false;
  }
  text.resize(size);
  if (std::fread(text.data(), 1, size, file_.get()) != size) {
    temporary_file_failed("read");
  }
  return true;
}

}  // namespace byline::publish
