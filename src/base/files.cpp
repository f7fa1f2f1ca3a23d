#include "base/files.hpp"

#include "base/diagnostics.hpp"

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <string>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace byline {
namespace {

constexpr std::size_t chunk_bytes = 1U << 16;

struct CloseFile {
  void operator()(std::FILE* file) const { (void)std::fclose(file); }
};
struct CloseGz {
  void operator()(gzFile_s* file) const { (void)gzclose(file); }
};

[[noreturn]] void cannot_read(const std::filesystem::path& path, const std::string& why) {
  throw Error(ExitCode::io, {path.string(), 0, 0}, "cannot read the file: " + why);
}

void check_size(const std::filesystem::path& path,
                std::size_t size,
                std::uint64_t max_bytes) {
  if (size > max_bytes) {
    throw Error(ExitCode::limit,
                {path.string(), 0, 0},
                "the file has more than " + std::to_string(max_bytes) + " bytes",
                "raise --max-file-size to read it");
  }
}

std::string read_plain(const std::filesystem::path& path, std::uint64_t max_bytes) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    cannot_read(path, std::strerror(errno));
  }
  std::string text;
  std::error_code unknown;  // of a pipe, say
  const std::uintmax_t size = std::filesystem::file_size(path, unknown);
  if (!unknown && size <= max_bytes) {
    text.reserve(size);
  }
  std::array<char, chunk_bytes> chunk{};
  while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    check_size(path, text.size() + got, max_bytes);
    text.append(chunk.data(), got);
  }
  if (std::ferror(file.get()) != 0) {
    cannot_read(path, std::strerror(errno));
  }
  return text;
}

std::string read_gz(const std::filesystem::path& path, std::uint64_t max_bytes) {
  const std::unique_ptr<gzFile_s, CloseGz> file(gzopen(path.c_str(), "rb"));
  if (!file) {
    cannot_read(path, std::strerror(errno));
  }
  std::string text;
  std::array<char, chunk_bytes> chunk{};
  int got = 0;
  while ((got = gzread(file.get(), chunk.data(), chunk.size())) > 0) {
    check_size(path, text.size() + static_cast<std::size_t>(got), max_bytes);
    text.append(chunk.data(), static_cast<std::size_t>(got));
  }
  int status = Z_OK;
  const char* message = gzerror(file.get(), &status);
  if (got < 0 || (status != Z_OK && status != Z_STREAM_END)) {
    cannot_read(path, status == Z_ERRNO ? std::strerror(errno) : message);
  }
  return text;
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) {
    cannot_read(path, "it is a folder");
  }
  return path.extension() == ".gz" ? read_gz(path, max_bytes)
                                   : read_plain(path, max_bytes);
}

AtomicFile::AtomicFile(std::filesystem::path target) : target_(std::move(target)) {
  std::error_code failure;
  const auto status = std::filesystem::status(target_, failure);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    // A device or a pipe is written to: renaming would put a file in its place.
    descriptor_ = open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) {
      fail("open");
    }
  } else {
    open_beside();
  }
  if (target_.extension() == ".gz") {
    auto stream = std::make_unique<z_stream>();
    std::memset(stream.get(), 0, sizeof(z_stream));
    constexpr int gzip_window = 15 + 16;
    if (deflateInit2(stream.get(), 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      fail("compress");
    }
    deflater_ = stream.release();
  }
}

namespace {

/// A name of an open file; the kernel's way to link one that has no other.
std::string link_of(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

}  // namespace

bool AtomicFile::open_unnamed() {
#ifdef O_TMPFILE
  const std::filesystem::path folder = target_.parent_path();
  descriptor_ =
      open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor_ >= 0 && access(link_of(descriptor_).c_str(), F_OK) != 0) {
    (void)close(std::exchange(descriptor_, -1));  // it could not be named later
  }
#endif
  unnamed_ = descriptor_ >= 0;
  return unnamed_;
}

void AtomicFile::name_it() {
  const std::string from = link_of(descriptor_);
  for (int attempt = 0;; ++attempt) {
    temporary_ = target_.string() + "." + std::to_string(getpid()) + "-" +
                 std::to_string(attempt) + ".part";
    if (linkat(AT_FDCWD, from.c_str(), AT_FDCWD, temporary_.c_str(), AT_SYMLINK_FOLLOW) ==
        0) {
      return;
    }
    if (errno != EEXIST) {
      temporary_.clear();
      fail("name");
    }
  }
}

void AtomicFile::open_beside() {
  if (open_unnamed()) {
    return;
  }
  std::string pattern = target_.string() + ".XXXXXX";
  descriptor_ = mkstemp(pattern.data());
  if (descriptor_ < 0) {
    fail("create");
  }
  temporary_ = pattern;
  const mode_t mask = umask(0);
  umask(mask);
  (void)fchmod(descriptor_, 0666 & ~mask);
}

AtomicFile::~AtomicFile() {
  if (auto* stream = static_cast<z_stream*>(deflater_)) {
    deflateEnd(stream);
    delete stream;
  }
  if (descriptor_ >= 0) {
    (void)close(descriptor_);
  }
  if (!temporary_.empty()) {
    (void)unlink(temporary_.c_str());
  }
}

void AtomicFile::fail(const std::string& action) {
  const std::string why = std::strerror(errno);
  throw Error(ExitCode::io,
              {target_.string(), 0, 0},
              "cannot " + action + " the file: " + why,
              "a file that was there before is unchanged");
}

void AtomicFile::write_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      fail("write");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

namespace {

/// Runs the compressor until it wants more input; appends what it gives to `out`.
void deflate_into(z_stream& stream, std::string_view bytes, int flush, std::string& out) {
  std::array<unsigned char, chunk_bytes> chunk{};
  std::string input(bytes);  // zlib's interface wants writable bytes
  stream.next_in = reinterpret_cast<unsigned char*>(input.data());
  stream.avail_in = static_cast<unsigned int>(input.size());
  do {
    stream.next_out = chunk.data();
    stream.avail_out = chunk.size();
    (void)deflate(&stream, flush);
    out.append(reinterpret_cast<const char*>(chunk.data()),
               chunk.size() - stream.avail_out);
  } while (stream.avail_out == 0);
}

}  // namespace

void AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, chunk_bytes);
    if (auto* stream = static_cast<z_stream*>(deflater_)) {
      deflate_into(*stream, part, Z_NO_FLUSH, buffer_);
    } else {
      buffer_ += part;
    }
    if (buffer_.size() >= chunk_bytes) {
      write_raw(buffer_);
      buffer_.clear();
    }
    bytes.remove_prefix(part.size());
  }
}

void AtomicFile::commit() {
  if (auto* stream = static_cast<z_stream*>(deflater_)) {
    deflate_into(*stream, {}, Z_FINISH, buffer_);
  }
  write_raw(buffer_);
  buffer_.clear();
  if (fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP) {
    fail("sync");
  }
  if (unnamed_) {
    name_it();
  }
  const int descriptor = std::exchange(descriptor_, -1);
  if (close(descriptor) != 0) {
    fail("close");
  }
  if (!temporary_.empty() && std::rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail("rename");
  }
  temporary_.clear();
}

}  // namespace byline
