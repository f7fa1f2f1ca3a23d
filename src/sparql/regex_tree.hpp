#pragma once

#include "sparql/code_points.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::sparql {

/// The flags of XPath F&O 3.1, 5.6.1.1.
struct RegexFlags {
  bool dot_all = false;       ///< s
  bool multiline = false;     ///< m
  bool ignore_case = false;   ///< i
  bool ignore_space = false;  ///< x
  bool literal = false;       ///< q
};

/// Nothing if there is another letter than s m i x q.
std::optional<RegexFlags> parse_flags(std::string_view flags);

/// What a pattern says, independent of any engine's syntax.
struct RegexNode {
  enum class Kind : std::uint8_t {
    sequence,        ///< children one after the other; none: the empty string
    choice,          ///< one of the children, the first that leads to a match
    repeat,          ///< the only child, `least` to `most` times
    group,           ///< the only child, captured
    set,             ///< one character of `set`
    begin,           ///< ^
    end,             ///< $
    back_reference,  ///< what group `number` captured
  };
  static constexpr std::size_t unlimited = SIZE_MAX;

  Kind kind = Kind::sequence;
  std::vector<RegexNode> children;
  CodePointSet set;
  std::size_t least = 0;
  std::size_t most = unlimited;
  bool reluctant = false;
  std::size_t number = 0;  ///< of a group or back-reference, from 1
};

struct RegexTree {
  RegexNode root;
  RegexFlags flags;
  std::size_t groups = 0;
  bool has_back_reference = false;
  bool has_begin = false;  ///< a `^`
};

/// Parses a pattern of F&O 3.1, 5.6.1 (XSD 1.1 part 2, appendix G, with ^ $, reluctant
/// quantifiers, back-references and (?: )). Flags i, s, x and q are resolved in the tree.
/// Nothing if it is not valid, or nested deeper than 200.
std::optional<RegexTree> parse_regex(std::string_view pattern, const RegexFlags& flags);

/// The pattern in the syntax that RE2 and PCRE2 (in UTF mode) share. Nothing if it would
/// be longer than 1 MB.
std::optional<std::string> print_regex(const RegexTree& tree);

}  // namespace byline::sparql
