#include "base/scratch_file.hpp"

#include "base/diagnostics.hpp"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace byline {

void temporary_file_failed(const char* action) {
  throw Error(
      ExitCode::io,
      {},
      std::string("cannot ") + action + " a temporary file: " + std::strerror(errno),
      "free some space where temporary files lie, or set TMPDIR");
}

namespace {

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      temporary_file_failed("write");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void read_all(int descriptor, std::uint64_t begin, char* out, std::size_t size) {
  while (size > 0) {
    const ssize_t taken = ::pread(descriptor, out, size, static_cast<off_t>(begin));
    if (taken < 0 && errno == EINTR) {
      continue;
    }
    if (taken <= 0) {
      temporary_file_failed("read");
    }
    out += taken;
    begin += static_cast<std::uint64_t>(taken);
    size -= static_cast<std::size_t>(taken);
  }
}

}  // namespace

int open_unnamed_file() {
  std::string path = (std::filesystem::temp_directory_path() / "byline-XXXXXX").string();
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) {
    temporary_file_failed("create");
  }
  (void)::unlink(path.c_str());
  return descriptor;
}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : most_in_memory_(other.most_in_memory_),
      memory_(std::move(other.memory_)),
      in_file_(other.in_file_),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

ScratchFile& ScratchFile::operator=(ScratchFile&& other) noexcept {
  std::swap(most_in_memory_, other.most_in_memory_);
  std::swap(memory_, other.memory_);
  std::swap(in_file_, other.in_file_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

ScratchFile::~ScratchFile() {
  if (descriptor_ >= 0) {
    (void)::close(descriptor_);
  }
}

std::uint64_t ScratchFile::append(std::string_view bytes) {
  const std::uint64_t begin = in_file_ + memory_.size();
  memory_.append(bytes);
  if (memory_.size() > most_in_memory_) {
    write_memory();
  }
  return begin;
}

void ScratchFile::write_memory() {
  if (descriptor_ < 0) {
    descriptor_ = open_unnamed_file();
  }
  write_all(descriptor_, memory_);
  in_file_ += memory_.size();
  memory_.clear();
}

std::string ScratchFile::read(std::uint64_t begin, std::size_t size) const {
  assert(begin + size <= in_file_ + memory_.size());
  std::string bytes(size, '\0');
  const std::size_t from_file =
      begin >= in_file_ ? 0 : std::min<std::uint64_t>(size, in_file_ - begin);
  read_all(descriptor_, begin, bytes.data(), from_file);
  if (from_file < size) {
    const std::size_t at = begin + from_file - in_file_;
    std::copy_n(memory_.data() + at, size - from_file, bytes.data() + from_file);
  }
  return bytes;
}

}  // namespace byline
