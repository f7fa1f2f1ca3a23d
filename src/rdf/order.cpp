#include "rdf/order.hpp"

#include "rdf/prefetch.hpp"
#include "rdf/vocabulary.hpp"
#include "rdf/writer.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

/// Order of canonical N-Quads lines by byte (= by code point), found without writing
/// them: what `LC_ALL=C sort` would do, so that sorted files merge with `sort -m`.
namespace byline::rdf {
namespace {

using Order = std::strong_ordering;

/// Rank of `byte` as it is escaped: the first bytes of the escape, left-aligned.
constexpr std::uint64_t escaped_rank(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const auto two = [](char second) {
    return (std::uint64_t{'\\'} << 40) | (std::uint64_t(second) << 32);
  };
  switch (c) {
    case '\b': return two('b');
    case '\t': return two('t');
    case '\n': return two('n');
    case '\f': return two('f');
    case '\r': return two('r');
    case '"': return two('"');
    case '\\': return two('\\');
    default: break;
  }
  if (byte < 0x20 || byte == 0x7F) {
    return two('u') | byte;  // \u00XX: hexadecimal digits sort like their value
  }
  return std::uint64_t{byte} << 40;
}

constexpr std::uint64_t raw_rank(char c) {
  return std::uint64_t{static_cast<unsigned char>(c)} << 40;
}

/// Offset of the first byte in which the texts differ, or the shorter size.
std::size_t common_size(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  std::size_t i = 0;
  for (; i + 8 <= size && std::memcmp(a.data() + i, b.data() + i, 8) == 0; i += 8) {}
  while (i < size && a[i] == b[i]) {
    ++i;
  }
  return i;
}

/// Compares texts that end in `terminator`, which stands in neither.
Order compare_raw(std::string_view a, std::string_view b, char terminator) {
  const std::size_t i = common_size(a, b);
  if (i == a.size() && i == b.size()) {
    return Order::equal;
  }
  return raw_rank(i == a.size() ? terminator : a[i]) <=>
         raw_rank(i == b.size() ? terminator : b[i]);
}

/// Whether the byte at `i` belongs to U+FFFE or U+FFFF, which are escaped.
bool in_noncharacter(std::string_view text, std::size_t i) {
  for (std::size_t before = 0; before <= std::min<std::size_t>(i, 2); ++before) {
    const std::string_view at = text.substr(i - before, 3);
    if (at == "\xEF\xBF\xBE" || at == "\xEF\xBF\xBF") {
      return true;
    }
  }
  return false;
}

/// Compares lexical forms as they stand between quotes.
Order compare_lexical(std::string_view a, std::string_view b) {
  const std::size_t i = common_size(a, b);
  if (i == a.size() && i == b.size()) {
    return Order::equal;
  }
  const auto rank = [i](std::string_view text) {
    if (i == text.size()) {
      return raw_rank('"');
    }
    if (in_noncharacter(text, i)) {
      return raw_rank('\\') | (std::uint64_t{'u'} << 32) | (std::uint64_t{'F'} << 24) |
             static_cast<unsigned char>(text[i]);
    }
    return escaped_rank(text[i]);
  };
  return rank(a) <=> rank(b);
}

/// First byte of a term's line form: `"` < `<` < `_`.
constexpr int lead(TermKind kind) {
  switch (kind) {
    case TermKind::literal: return 0;
    case TermKind::iri: return 1;
    case TermKind::blank: return 2;
  }
  return 0;
}

/// What follows the closing quote: nothing < `@tag` < `^^<datatype>`.
int suffix_rank(const Term& literal) {
  if (!literal.language.empty()) {
    return 1;
  }
  return literal.datatype == vocabulary::xsd_string ? 0 : 2;
}

Order compare(const Term& a, const Term& b) {
  if (a.kind != b.kind) {
    return lead(a.kind) <=> lead(b.kind);
  }
  if (a.value == b.value && !a.is_literal()) {
    return Order::equal;  // neighbours mostly share subject and predicate
  }
  switch (a.kind) {
    case TermKind::iri: return compare_raw(a.value, b.value, '>');
    case TermKind::blank: return compare_raw(a.value, b.value, ' ');
    case TermKind::literal: break;
  }
  if (const Order order = compare_lexical(a.value, b.value); order != Order::equal) {
    return order;
  }
  const int rank = suffix_rank(a);
  if (const Order order = rank <=> suffix_rank(b); order != Order::equal || rank == 0) {
    return order;
  }
  return rank == 1 ? compare_raw(a.language, b.language, ' ')
                   : compare_raw(a.datatype, b.datatype, '>');
}

}  // namespace

bool canonically_before(const Quad& a, const Quad& b) {
  for (const auto part : {&Quad::subject, &Quad::predicate, &Quad::object}) {
    if (const Order order = compare(a.*part, b.*part); order != Order::equal) {
      return order < 0;
    }
  }
  if (!a.graph || !b.graph) {
    return !a.graph && b.graph;
  }
  return compare(*a.graph, *b.graph) < 0;
}

namespace {

/// Sorted and without repetitions; one walk tells both, and a walk over many quads takes
/// as long as writing them.
bool is_in_order(const std::vector<Quad>& quads) {
  for (std::size_t i = 1; i < quads.size(); ++i) {
    prefetch(quads[std::min(i + prefetch_distance, quads.size() - 1)]);
    if (!canonically_before(quads[i - 1], quads[i])) {
      return false;
    }
  }
  return true;
}

}  // namespace

void canonical_order(std::vector<Quad>& quads) {
  if (is_in_order(quads)) {
    return;
  }
  std::sort(quads.begin(), quads.end(), canonically_before);
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
}

}  // namespace byline::rdf
