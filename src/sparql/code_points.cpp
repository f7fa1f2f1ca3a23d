#include "sparql/code_points.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

namespace byline::sparql {
namespace {

using Range = CodePointSet::Range;

constexpr char32_t last_code_point = 0x10FFFF;
constexpr Range surrogates{0xD800, 0xDFFF};

CodePointSet from_icu(const icu::UnicodeSet& set) {
  std::vector<Range> ranges;
  ranges.reserve(static_cast<std::size_t>(set.getRangeCount()));
  for (int32_t i = 0; i < set.getRangeCount(); ++i) {
    ranges.push_back({static_cast<char32_t>(set.getRangeStart(i)),
                      static_cast<char32_t>(set.getRangeEnd(i))});
  }
  return CodePointSet(std::move(ranges));
}

CodePointSet of_property(UProperty property, int32_t value) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet set;
  set.applyIntPropertyValue(property, value, status);
  return from_icu(set);
}

/// Categories of XSD 1.1 part 2, table in G.4.2.2; Cs is not among them.
std::optional<CodePointSet> category_set(std::string_view name) {
  constexpr std::array<std::string_view, 36> names{
      "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd",
      "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",  "Zs",
      "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn"};
  if (std::ranges::find(names, name) == names.end()) {
    return std::nullopt;
  }
  const int32_t mask =
      u_getPropertyValueEnum(UCHAR_GENERAL_CATEGORY_MASK, std::string(name).c_str());
  return of_property(UCHAR_GENERAL_CATEGORY_MASK, mask);
}

/// Letters and digits of a block name, in lower case.
std::string fold_block_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (c != '-' && c != '_' && c != ' ') {
      out += c;
    }
  }
  return out;
}

const std::map<std::string, int32_t, std::less<>>& blocks() {
  static const auto known = [] {
    std::map<std::string, int32_t, std::less<>> found;
    const int32_t last = u_getIntPropertyMaxValue(UCHAR_BLOCK);
    for (int32_t block = UBLOCK_BASIC_LATIN; block <= last; ++block) {
      if (const char* name =
              u_getPropertyValueName(UCHAR_BLOCK, block, U_LONG_PROPERTY_NAME)) {
        found.emplace(fold_block_name(name), block);
      }
    }
    // Names of older Unicode versions that XSD keeps (XSD 1.1 part 2, G.4.2.3).
    found.emplace("greek", UBLOCK_GREEK);
    found.emplace("greekandcoptic", UBLOCK_GREEK);
    found.emplace("combiningmarksforsymbols", UBLOCK_COMBINING_MARKS_FOR_SYMBOLS);
    found.emplace("combiningdiacriticalmarksforsymbols",
                  UBLOCK_COMBINING_MARKS_FOR_SYMBOLS);
    found.emplace("privateuse", UBLOCK_PRIVATE_USE_AREA);
    return found;
  }();
  return known;
}

/// Every cased character with the other characters of its kind.
const std::map<char32_t, std::vector<char32_t>>& case_variants() {
  static const auto known = [] {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeSet cased;
    cased.applyIntPropertyValue(UCHAR_CHANGES_WHEN_CASEMAPPED, 1, status);
    std::map<std::string, std::vector<char32_t>> lower;
    std::map<std::string, std::vector<char32_t>> upper;
    const auto each = [&cased](const auto& visit) {
      for (int32_t i = 0; i < cased.size(); ++i) {
        const UChar32 c = cased.charAt(i);
        std::string low;
        std::string up;
        icu::UnicodeString(c).toLower(icu::Locale::getRoot()).toUTF8String(low);
        icu::UnicodeString(c).toUpper(icu::Locale::getRoot()).toUTF8String(up);
        visit(static_cast<char32_t>(c), low, up);
      }
    };
    each([&](char32_t c, const std::string& low, const std::string& up) {
      lower[low].push_back(c);
      upper[up].push_back(c);
    });
    std::map<char32_t, std::vector<char32_t>> found;
    each([&](char32_t c, const std::string& low, const std::string& up) {
      auto& variants = found[c];
      variants = lower[low];
      variants.insert(variants.end(), upper[up].begin(), upper[up].end());
    });
    return found;
  }();
  return known;
}

// XML 1.0 (fifth edition), [4] NameStartChar and [4a] NameChar.
const std::vector<Range> name_start{{':', ':'},
                                    {'A', 'Z'},
                                    {'_', '_'},
                                    {'a', 'z'},
                                    {0xC0, 0xD6},
                                    {0xD8, 0xF6},
                                    {0xF8, 0x2FF},
                                    {0x370, 0x37D},
                                    {0x37F, 0x1FFF},
                                    {0x200C, 0x200D},
                                    {0x2070, 0x218F},
                                    {0x2C00, 0x2FEF},
                                    {0x3001, 0xD7FF},
                                    {0xF900, 0xFDCF},
                                    {0xFDF0, 0xFFFD},
                                    {0x10000, 0xEFFFF}};
const std::vector<Range> name_more{
    {'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

}  // namespace

CodePointSet::CodePointSet(std::vector<Range> ranges) {
  std::ranges::sort(ranges, {}, &Range::first);
  for (const Range& range : ranges) {
    if (!ranges_.empty() && range.first <= ranges_.back().last + 1) {
      ranges_.back().last = std::max(ranges_.back().last, range.last);
    } else {
      ranges_.push_back(range);
    }
  }
}

CodePointSet CodePointSet::all() {
  return CodePointSet(
      {{0, surrogates.first - 1}, {surrogates.last + 1, last_code_point}});
}

CodePointSet CodePointSet::complement() const {
  std::vector<Range> gaps;
  char32_t next = 0;
  for (const Range& range : united(CodePointSet({surrogates})).ranges_) {
    if (range.first > next) {
      gaps.push_back({next, range.first - 1});
    }
    next = range.last + 1;
  }
  if (next <= last_code_point) {
    gaps.push_back({next, last_code_point});
  }
  return CodePointSet(std::move(gaps));
}

CodePointSet CodePointSet::united(const CodePointSet& other) const {
  std::vector<Range> ranges = ranges_;
  ranges.insert(ranges.end(), other.ranges_.begin(), other.ranges_.end());
  return CodePointSet(std::move(ranges));
}

CodePointSet CodePointSet::without(const CodePointSet& other) const {
  return complement().united(other).complement();
}

CodePointSet CodePointSet::with_case_variants() const {
  std::vector<Range> ranges = ranges_;
  for (const Range& range : ranges_) {
    const auto& variants = case_variants();
    for (auto it = variants.lower_bound(range.first);
         it != variants.end() && it->first <= range.last;
         ++it) {
      for (const char32_t variant : it->second) {
        ranges.push_back({variant, variant});
      }
    }
  }
  return CodePointSet(std::move(ranges));
}

std::optional<CodePointSet> property_set(std::string_view name) {
  if (!name.starts_with("Is")) {
    return category_set(name);
  }
  const auto found = blocks().find(fold_block_name(name.substr(2)));
  if (found == blocks().end()) {
    return std::nullopt;
  }
  return of_property(UCHAR_BLOCK, found->second).without(CodePointSet({surrogates}));
}

CodePointSet multi_character_escape(char letter) {
  switch (letter) {
    case 's': return CodePointSet({{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}});
    case 'i': return CodePointSet(name_start);
    case 'c': return CodePointSet(name_start).united(CodePointSet(name_more));
    case 'd': return of_property(UCHAR_GENERAL_CATEGORY_MASK, U_GC_ND_MASK);
    default:  // w: everything but punctuation, separators and others
      return of_property(UCHAR_GENERAL_CATEGORY_MASK,
                         U_GC_P_MASK | U_GC_Z_MASK | U_GC_C_MASK)
          .complement();
  }
}

}  // namespace byline::sparql
