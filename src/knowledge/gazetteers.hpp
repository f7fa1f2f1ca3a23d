#pragma once

#include "base/text_hash.hpp"
#include "knowledge/language_tables.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

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
    organization = 16,
    known_place = 32  ///< beside `place`: on another list than those of mere towns
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
  void read(std::string_view text, std::string_view file_name);

  std::unordered_map<std::string, std::uint8_t, TextHash, std::equal_to<>> lists_;
};

}  // namespace byline::knowledge
