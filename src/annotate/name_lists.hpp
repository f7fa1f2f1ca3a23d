#pragma once

#include "annotate/word_features.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// A known name, by the hash of its lower-cased words.
struct ListedName {
  std::uint32_t key = 0;   ///< never 0
  std::uint8_t lists = 0;  ///< bit l: it stands in list l
  bool continues = false;  ///< it begins a longer listed name
  auto operator<=>(const ListedName&) const = default;
};

/// Up to eight lists of names (cities, people, …), matched against a sentence's words.
/// Thread-safe when const.
class NameLists {
 public:
  static constexpr std::size_t max_lists = 8;
  static constexpr std::size_t longest_name = 6;  ///< words

  NameLists() = default;
  /// `names` sorted by key, without repetition.
  explicit NameLists(std::vector<ListedName> names);
  /// Reads lists of one name a line; lines that begin with '#' are skipped.
  static NameLists from_texts(std::span<const std::string> texts);

  /// Sets `lists` of each word: for list l the bits 4l…4l+3 say whether the word is the
  /// whole (1), first (2), inner (3) or last (4) word of the longest match there. Only
  /// matches that begin with a capital count.
  void mark(std::span<WordFeatures> words) const;
  [[nodiscard]] std::span<const ListedName> names() const { return names_; }

 private:
  [[nodiscard]] const ListedName* find(std::uint32_t key) const;
  void mark_from(std::span<WordFeatures> words,
                 std::size_t first,
                 std::span<std::size_t, max_lists> free_from) const;

  std::vector<ListedName> names_;
  std::vector<std::uint32_t> slots_;  ///< open addressing; name number + 1, 0: free
  std::uint32_t mask_ = 0;
};

}  // namespace byline::annotate
