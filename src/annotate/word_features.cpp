#include "annotate/word_features.hpp"

#include "annotate/feature_hash.hpp"
#include "base/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

namespace byline::annotate {

namespace {

/// Typographic marks that treebanks write in ASCII; 0: not one of them.
char ascii_mark(char32_t c) {
  switch (c) {
    case U'\u2018':
    case U'\u2019':
    case U'\u02BC':
    case U'\u0060':
    case U'\u00B4': return '\'';
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u00AB':
    case U'\u00BB': return '"';
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
    case U'\u2212': return '-';
    default: return 0;
  }
}

/// One letter of a word, classified.
struct Letter {
  char32_t lower = 0;
  char shape = 'o';
};

Letter classify(char32_t c) {
  if (c < 0x80) {
    const char byte = static_cast<char>(c);
    if (byte >= 'a' && byte <= 'z') {
      return {c, 'x'};
    }
    if (byte >= 'A' && byte <= 'Z') {
      return {c + ('a' - 'A'), 'X'};
    }
    if (byte >= '0' && byte <= '9') {
      return {c, '0'};
    }
    return {byte == '`' ? U'\'' : c, byte == '`' ? '\'' : byte};
  }
  if (const char mark = ascii_mark(c); mark != 0) {
    return {static_cast<char32_t>(mark), mark};
  }
  const auto code = static_cast<UChar32>(c);
  const auto lower = static_cast<char32_t>(u_tolower(code));
  if (lower != c || u_isupper(code) != 0) {
    return {lower, 'X'};
  }
  return {c, u_isalpha(code) != 0 ? 'x' : 'o'};
}

/// Its lower case; every digit is a 0.
char32_t seen_as(const Letter& letter) {
  return letter.shape == '0' ? U'0' : letter.lower;
}

constexpr std::uint64_t lower_seed = 0x7654321ULL;
constexpr std::size_t longest = 64;  ///< letters of a word that are looked at

/// Runs of one kind longer than two count as two.
struct ShapeHash {
  std::uint64_t hash = 0x51ED270B7A14ULL;
  char last = 0;
  int run = 0;

  void add(char kind) {
    run = kind == last ? run + 1 : 1;
    last = kind;
    if (run <= 2) {
      hash = join(hash, static_cast<unsigned char>(kind));
    }
  }
};

void set_flags(WordFeatures& word, char kind, bool first) {
  word.capital = word.capital || (first && kind == 'X');
  word.has_digit = word.has_digit || kind == '0';
  word.has_hyphen = word.has_hyphen || kind == '-';
  word.has_letter = word.has_letter || kind == 'X' || kind == 'x';
}

}  // namespace

WordFeatures features_of(std::string_view word) {
  WordFeatures result;
  std::array<char32_t, longest> letters{};
  std::size_t count = 0;
  std::size_t capitals = 0;
  std::size_t smalls = 0;
  ShapeHash shape;
  std::uint64_t form = 0x1234567ULL;
  std::uint64_t lower = lower_seed;
  for (std::size_t offset = 0; offset < word.size();) {
    const Letter letter = classify(next_code_point(word, offset));
    const char32_t seen = seen_as(letter);
    capitals += letter.shape == 'X' ? 1 : 0;
    smalls += letter.shape == 'x' ? 1 : 0;
    set_flags(result, letter.shape, count == 0);
    shape.add(letter.shape);
    lower = join(lower, seen);
    form = join(form, seen * 2 + (letter.shape == 'X' ? 1 : 0));
    if (count < longest) {
      letters[count++] = seen;
    }
  }
  result.all_capitals = capitals >= 2 && smalls == 0;
  result.form = mix(form);
  result.lower = mix(lower);
  result.shape = mix(shape.hash);
  std::uint64_t prefix = 0xABCDEFULL;
  for (std::size_t i = 0; i < std::min(count, result.prefixes.size()); ++i) {
    prefix = join(prefix, letters[i]);
    result.prefixes[i] = mix(prefix);
  }
  std::uint64_t suffix = 0xFEDCBAULL;
  for (std::size_t i = 0; i < std::min(count, result.suffixes.size()); ++i) {
    suffix = join(suffix, letters[count - 1 - i]);
    result.suffixes[i] = mix(suffix);
  }
  return result;
}

std::uint64_t lower_hash(std::string_view word) {
  std::uint64_t lower = lower_seed;
  for (std::size_t offset = 0; offset < word.size();) {
    lower = join(lower, seen_as(classify(next_code_point(word, offset))));
  }
  return mix(lower);
}

bool begins_with_capital(std::string_view word) {
  std::size_t offset = 0;
  return !word.empty() && classify(next_code_point(word, offset)).shape == 'X';
}

bool is_all_capitals(std::string_view word) {
  std::size_t capitals = 0;
  for (std::size_t offset = 0; offset < word.size();) {
    const char shape = classify(next_code_point(word, offset)).shape;
    if (shape == 'x') {
      return false;
    }
    capitals += shape == 'X' ? 1 : 0;
  }
  return capitals >= 2;
}

std::string lower_case(std::string_view word) {
  std::string result;
  result.reserve(word.size());
  for (std::size_t offset = 0; offset < word.size();) {
    append_utf8(result, classify(next_code_point(word, offset)).lower);
  }
  return result;
}

}  // namespace byline::annotate
