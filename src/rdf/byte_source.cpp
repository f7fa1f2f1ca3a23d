#include "rdf/byte_source.hpp"

#include "base/diagnostics.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

namespace byline::rdf {

ByteSource::ByteSource(const std::filesystem::path& path) : path_(path) {
  descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    fail(std::strerror(errno));
  }
  if (path.extension() == ".gz") {
    inflater_ = gzdopen(descriptor_, "rb");
    if (inflater_ == nullptr) {
      fail("out of memory");
    }
  }
}

ByteSource::~ByteSource() {
  if (inflater_ != nullptr) {
    (void)gzclose(static_cast<gzFile>(inflater_));
  } else if (descriptor_ >= 0) {
    (void)close(descriptor_);
  }
}

void ByteSource::fail(const std::string& why) const {
  throw Error(ExitCode::io, {path_.string(), 0, 0}, "cannot read the file: " + why);
}

std::size_t ByteSource::read(char* out, std::size_t size) {
  if (inflater_ != nullptr) {
    auto* const file = static_cast<gzFile>(inflater_);
    const int got =
        gzread(file, out, static_cast<unsigned>(std::min<std::size_t>(size, 1U << 30)));
    int status = Z_OK;
    const char* message = gzerror(file, &status);
    if (got < 0 || (status != Z_OK && status != Z_STREAM_END)) {
      fail(status == Z_ERRNO ? std::strerror(errno) : message);
    }
    return static_cast<std::size_t>(got);
  }
  while (true) {
    const ssize_t got = ::read(descriptor_, out, size);
    if (got >= 0) {
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) {
      fail(std::strerror(errno));
    }
  }
}

}  // namespace byline::rdf
