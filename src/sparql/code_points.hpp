#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace byline::sparql {

/// A set of Unicode code points (no surrogates): sorted ranges that neither touch nor
/// overlap. What character classes of patterns are made of.
class CodePointSet {
 public:
  struct Range {
    char32_t first;
    char32_t last;  ///< inclusive
    bool operator==(const Range&) const = default;
  };

  CodePointSet() = default;
  /// Any order, overlaps allowed.
  explicit CodePointSet(std::vector<Range> ranges);
  static CodePointSet all();

  [[nodiscard]] const std::vector<Range>& ranges() const { return ranges_; }
  [[nodiscard]] CodePointSet complement() const;
  [[nodiscard]] CodePointSet united(const CodePointSet& other) const;
  [[nodiscard]] CodePointSet without(const CodePointSet& other) const;
  /// With all case variants: characters that have one lower-case or one upper-case form
  /// in common (XPath F&O 3.1, 5.6.1.1, flag i).
  [[nodiscard]] CodePointSet with_case_variants() const;

 private:
  std::vector<Range> ranges_;
};

/// `L`, `Lu`, … (general categories of XSD regular expressions) or `Is` and a block name
/// without spaces; letter case and hyphens of block names do not matter. Nothing if
/// there is none. Unicode version: ICU's.
std::optional<CodePointSet> property_set(std::string_view name);

/// The set of `\s \i \c \d \w` (lower case letter given), XSD 1.1 part 2, G.4.2.5.
CodePointSet multi_character_escape(char letter);

}  // namespace byline::sparql
