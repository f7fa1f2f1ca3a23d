#include "store/image.hpp"

#include "base/diagnostics.hpp"
#include "store/page_sums.hpp"

#include <sys/mman.h>
#include <sys/stat.h>

#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace byline::store {

namespace {

static_assert(std::endian::native == std::endian::little,
              ".byl files are little-endian; this machine would need to swap bytes");

constexpr std::size_t word_bits = 64;

struct SectionEntry {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
  std::uint64_t checksum = 0;  ///< of the checksums of its pages
};

/// The first bytes of a file. `checksum` is of all that comes before it.
struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t sections = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t page_sums = 0;  ///< offset of the table of page checksums
  std::uint64_t page_sums_bytes = 0;
  std::uint64_t page_sums_checksum = 0;
  std::array<SectionEntry, section_count> section{};
  std::uint64_t checksum = 0;
};

std::size_t aligned(std::size_t offset, std::size_t unit) {
  return (offset + unit - 1) / unit * unit;
}

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::uint64_t header_checksum(const Header& header) {
  return checksum(bytes_of(header).substr(0, offsetof(Header, checksum)));
}

std::size_t page_count(std::size_t bytes) {
  return aligned(bytes, page_bytes) / page_bytes;
}

Header header_of(std::string_view bytes) {
  Header header;
  std::memcpy(static_cast<void*>(&header), bytes.data(), sizeof header);
  return header;
}

/// Checksums of the pages of `bytes`, 8 bytes each; the last page may be short.
std::string sums_of(std::string_view bytes) {
  std::string sums;
  for (std::size_t at = 0; at < bytes.size(); at += page_bytes) {
    const std::uint64_t sum = checksum(bytes.substr(at, page_bytes));
    sums += bytes_of(sum);
  }
  return sums;
}

/// The file's descriptor, closed at the end of the scope; a mapping outlives it.
class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail_io(const std::string& name) {
  throw Error(ExitCode::io,
              {name, 0, 0},
              "cannot read: " + std::generic_category().message(errno));
}

}  // namespace

std::unique_ptr<Image> Image::open(const std::filesystem::path& path) {
  std::unique_ptr<Image> image(new Image);
  image->name_ = path.string();
  const Descriptor file(path);
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    fail_io(image->name_);
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size < sizeof(Header)) {
    image->refuse("the file is cut short");
  }
  void* mapping = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number(), 0);
  if (mapping == MAP_FAILED) {
    fail_io(image->name_);
  }
  image->mapping_ = mapping;
  image->bytes_ = {static_cast<const char*>(mapping), size};
  image->read_header();
  return image;
}

/// Header, page checksums, sections: each from a multiple of 8 bytes.
std::unique_ptr<Image> Image::assemble(std::array<std::string, section_count> sections) {
  std::unique_ptr<Image> image(new Image);
  Header header;
  byl_magic.copy(header.magic.data(), header.magic.size());
  header.version = byl_version;
  header.sections = section_count;
  std::size_t pages = 0;
  for (std::string& section : sections) {
    section.resize(aligned(section.size(), sizeof(std::uint64_t)));
    pages += page_count(section.size());
  }
  header.page_sums = sizeof(Header);
  header.page_sums_bytes = pages * sizeof(std::uint64_t);
  std::size_t offset = header.page_sums + header.page_sums_bytes;
  std::string sums;
  for (std::size_t i = 0; i < section_count; ++i) {
    const std::string of_section = sums_of(sections[i]);
    header.section[i] = {offset, sections[i].size(), checksum(of_section)};
    sums += of_section;
    offset += sections[i].size();
  }
  header.page_sums_checksum = checksum(sums);
  header.file_bytes = offset;
  header.checksum = header_checksum(header);
  image->owned_.reserve(offset);
  image->owned_ = bytes_of(header);
  image->owned_ += sums;
  for (std::string& section : sections) {
    image->owned_ += std::exchange(section, {});
  }
  image->bytes_ = image->owned_;
  image->trusted_ = true;
  image->read_header();
  return image;
}

void Image::release() const {
  if (mapping_ != nullptr) {
    ::madvise(mapping_, bytes_.size(), MADV_DONTNEED);  // clean pages: nothing is lost
  }
}

Image::~Image() {
  if (mapping_ != nullptr) {
    ::munmap(mapping_, bytes_.size());
  }
}

void Image::refuse(const std::string& why) const {
  throw Error(ExitCode::unusable,
              {name_, 0, 0},
              "not a usable .byl dataset: " + why,
              "make it again from its source (byline build, byline convert)");
}

void Image::read_header() {
  const Header header = header_of(bytes_);
  if (std::string_view(header.magic.data(), header.magic.size()) != byl_magic) {
    refuse("it does not begin like one");
  }
  if (header.version > byl_version) {
    refuse("it has format version " + std::to_string(header.version) +
           ", this program knows up to " + std::to_string(byl_version));
  }
  if (header.version != byl_version || header.sections != section_count ||
      header.checksum != header_checksum(header)) {
    refuse("its header is damaged");
  }
  if (header.file_bytes != bytes_.size()) {
    refuse("it should have " + std::to_string(header.file_bytes) + " bytes and has " +
           std::to_string(bytes_.size()));
  }
  page_sums_ = bytes_.substr(header.page_sums, header.page_sums_bytes);
  if (checksum(page_sums_) != header.page_sums_checksum) {
    refuse("its table of checksums is damaged");
  }
  std::size_t pages = 0;
  for (std::size_t i = 0; i < section_count; ++i) {
    extents_[i] = {header.section[i].offset, header.section[i].bytes, pages};
    pages += page_count(header.section[i].bytes);
  }
  checked_ = std::make_unique<std::atomic<std::uint64_t>[]>(pages / word_bits + 1);
}

std::string_view Image::section(Section section) const {
  const Extent& extent = extents_[static_cast<std::size_t>(section)];
  return bytes_.substr(extent.offset, extent.bytes);
}

/// The bytes lie in one section, as all arrays do.
void Image::check_pages(std::size_t offset, std::size_t bytes) const {
  std::size_t section = section_count - 1;
  while (section > 0 && offset < extents_[section].offset) {
    --section;
  }
  const std::size_t first = (offset - extents_[section].offset) / page_bytes;
  const std::size_t last = (offset - extents_[section].offset + bytes - 1) / page_bytes;
  for (std::size_t page = first; page <= last; ++page) {
    const std::size_t number = extents_[section].first_page + page;
    const std::uint64_t bit = std::uint64_t{1} << (number % word_bits);
    if ((checked_[number / word_bits].load(std::memory_order_relaxed) & bit) == 0) {
      check_page(section, page);
      checked_[number / word_bits].fetch_or(bit, std::memory_order_relaxed);
    }
  }
}

void Image::check_page(std::size_t section, std::size_t page) const {
  const Extent& extent = extents_[section];
  const std::string_view all = bytes_.substr(extent.offset, extent.bytes);
  std::uint64_t expected = 0;
  std::memcpy(&expected,
              page_sums_.data() + (extent.first_page + page) * sizeof expected,
              sizeof expected);
  if (page * page_bytes >= all.size() ||
      checksum(all.substr(page * page_bytes, page_bytes)) != expected) {
    refuse("its section \"" + std::string(section_names[section]) + "\" is damaged");
  }
}

void Image::check_all() const {
  for (const Extent& extent : extents_) {
    check(bytes_.data() + extent.offset, extent.bytes);
  }
}

}  // namespace byline::store
