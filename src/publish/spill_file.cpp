#include "publish/spill_file.hpp"

#include "base/diagnostics.hpp"
#include "base/scratch_file.hpp"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <unistd.h>

namespace byline::publish {
namespace {

[[noreturn]] void fail(const char* action) {
  throw Error(
      ExitCode::io,
      {},
      std::string("cannot ") + action + " a temporary file: " + std::strerror(errno),
      "free some space where temporary files lie, or set TMPDIR");
}

}  // namespace

SpillFile::SpillFile() {
  const int descriptor = open_unnamed_file();
  file_.reset(::fdopen(descriptor, "w+"));
  if (!file_) {
    (void)::close(descriptor);
    fail("create");
  }
}

void SpillFile::write(std::string_view text) {
  const std::uint64_t size = text.size();
  if (std::fwrite(&size, sizeof size, 1, file_.get()) != 1 ||
      std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) {
    fail("write");
  }
}

void SpillFile::rewind() {
  if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0) {
    fail("read");
  }
}

bool SpillFile::next(std::string& text) {
  std::uint64_t size = 0;
  if (std::fread(&size, sizeof size, 1, file_.get()) != 1) {
    if (std::ferror(file_.get()) != 0) {
      fail("read");
    }
    return false;
  }
  text.resize(size);
  if (std::fread(text.data(), 1, size, file_.get()) != size) {
    fail("read");
  }
  return true;
}

}  // namespace byline::publish
