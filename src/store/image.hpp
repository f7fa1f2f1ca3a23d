#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace byline::store {

/// The parts of a dataset, in the order in which they lie in the file.
enum class Section : std::uint32_t {
  layout,           ///< counts and the places of all arrays
  kinds,            ///< datatypes and languages
  terms,            ///< texts of the terms, front-coded
  predicate_sets,   ///< which predicates a term is subject or object of
  default_triples,  ///< arrays of the default graph, by predicate
  named_quads,      ///< names, and six sorted orders of the quads
};
inline constexpr std::size_t section_count = 6;
inline constexpr std::array<std::string_view, section_count> section_names = {
    "layout", "kinds", "terms", "predicate sets", "default graph", "named graphs"};

/// First bytes of a .byl file. The last two catch a transfer that converts line ends.
inline constexpr std::string_view byl_magic = "BYLINE\r\n";
inline constexpr std::uint32_t byl_version = 1;

/// The bytes of a dataset: a mapped file or memory. Reading needs no locks. A page of a
/// file is compared with its checksum when it is first used.
class Image {
 public:
  /// Maps a file; checks header, layout of sections and table of checksums. Throws Error:
  /// io if it cannot be read, unusable if it is damaged, too new, or no .byl file.
  static std::unique_ptr<Image> open(const std::filesystem::path& path);
  /// Takes the bytes of `sections`, in their order, as they would lie in a file.
  static std::unique_ptr<Image> assemble(std::array<std::string, section_count> sections);

  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  Image(Image&&) = delete;
  Image& operator=(Image&&) = delete;
  ~Image();

  /// All bytes, as in the file.
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  /// A section's bytes, not yet compared with their checksums.
  [[nodiscard]] std::string_view section(Section section) const;
  /// Compares the checksums of the pages that hold these bytes of the dataset, once each.
  /// Throws Error(ExitCode::unusable) if the file is damaged there.
  void check(const char* first, std::size_t bytes) const {
    if (!trusted_ && bytes != 0) {
      check_pages(static_cast<std::size_t>(first - bytes_.data()), bytes);
    }
  }
  /// Compares all.
  void check_all() const;
  /// Lets the system take back the memory of a mapped file; what is used again is read
  /// again.
  void release() const;

 private:
  Image() = default;
  void read_header();
  [[noreturn]] void refuse(const std::string& why) const;
  void check_pages(std::size_t offset, std::size_t bytes) const;
  void check_page(std::size_t section, std::size_t page) const;

  std::string name_;
  std::string owned_;
  void* mapping_ = nullptr;
  std::string_view bytes_;
  std::string_view page_sums_;
  /// Where a section lies, and the number of its first page among all pages.
  struct Extent {
    std::size_t offset = 0;
    std::size_t bytes = 0;
    std::size_t first_page = 0;
  };
  std::array<Extent, section_count> extents_{};
  bool trusted_ = false;
  std::unique_ptr<std::atomic<std::uint64_t>[]> checked_;  ///< a bit per page
};

}  // namespace byline::store
