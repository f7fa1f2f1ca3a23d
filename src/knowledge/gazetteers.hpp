#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

/// Lists of names from public sources (`ontology/gazetteers/*.txt`): evidence for the
/// kind of a name, never proof. Lines that begin with '#' say type, source and licence.
class Gazetteers {
 public:
  enum List : std::uint8_t {
    none = 0,
    first_name = 1,
    last_name = 2,
    person = 4,
    place = 8,
    organization = 16
  };

  /// An empty set of lists: knows nothing.
  Gazetteers() = default;
  /// Reads every list in `folder` by its file name (first-names, last-names, else by the
  /// `# type:` line: PER LOC ORG). A missing folder gives empty lists. Throws
  /// Error(ExitCode::io) if a file cannot be read.
  static Gazetteers load(const std::filesystem::path& folder);

  /// Bits of `List` that hold the folded name.
  [[nodiscard]] unsigned lists_of(std::string_view folded) const;

 private:
  struct Name {
    std::uint32_t begin = 0;  ///< in `text_`
    std::uint32_t size = 0;
    std::uint8_t lists = none;
  };

  [[nodiscard]] std::string_view text_of(const Name& name) const {
    return std::string_view{text_}.substr(name.begin, name.size);
  }
  /// Where `folded` stands in `slots_`, or the free place where it would.
  [[nodiscard]] std::size_t slot_of(std::string_view folded) const;
  void read(std::string_view text, std::string_view file_name);
  void add(std::string_view line, std::uint8_t list);
  void grow();

  /// All names one behind the other: tens of thousands of short strings are read at
  /// every start.
  std::string text_;
  std::vector<Name> names_;
  std::vector<std::uint32_t> slots_;  ///< number of a name plus 1; 0: free
};

}  // namespace byline::knowledge
