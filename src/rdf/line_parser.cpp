#include "rdf/line_parser.hpp"

#include "rdf/vocabulary.hpp"

#include <bit>

#ifdef __SSE2__
#  include <emmintrin.h>
#endif

namespace byline::rdf {
namespace {

using ByteSet = std::array<bool, 256>;

constexpr bool is_alpha(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_alnum(int c) {
  return is_alpha(c) || (c >= '0' && c <= '9');
}

template <typename Predicate>
constexpr ByteSet bytes_where(Predicate predicate) {
  ByteSet set{};
  for (int c = 0; c < 256; ++c) {
    set[static_cast<std::size_t>(c)] = predicate(c);
  }
  return set;
}

constexpr bool contains(const ByteSet& set, char c) {
  return set[static_cast<unsigned char>(c)];
}

// [8] IRIREF: what ends the run of plain characters.
constexpr ByteSet ends_iri = bytes_where([](int c) {
  return c <= 0x20 || c == '<' || c == '>' || c == '"' || c == '{' || c == '}' ||
         c == '|' || c == '^' || c == '`' || c == '\\';
});
// RFC 3986, 3.1
constexpr ByteSet in_scheme =
    bytes_where([](int c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; });
// [9] STRING_LITERAL_QUOTE
constexpr ByteSet ends_string =
    bytes_where([](int c) { return c == '"' || c == '\\' || c == '\n' || c == '\r'; });
// [141s] BLANK_NODE_LABEL, its ASCII part
constexpr ByteSet in_label =
    bytes_where([](int c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; });

#ifdef __SSE2__
/// A bit for each of 16 bytes that is in `ends_iri`. Each pair that differs in one bit is
/// one comparison.
unsigned iri_ends_of(const char* bytes) {
  const auto block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const auto is = [](__m128i value, char c) {
    return _mm_cmpeq_epi8(value, _mm_set1_epi8(c));
  };
  const auto with = [&](char bit) { return _mm_or_si128(block, _mm_set1_epi8(bit)); };
  const auto either = [](__m128i a, __m128i b) { return _mm_or_si128(a, b); };
  const auto low = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x20)), block);
  const auto brackets =
      either(is(with(2), '>'), is(with(0x20), '|'));  // <> and |, backslash
  const auto braces = either(is(block, '{'), is(block, '}'));
  const auto rest = either(either(is(block, '"'), is(block, '^')), is(block, '`'));
  return static_cast<unsigned>(
      _mm_movemask_epi8(either(either(low, brackets), either(braces, rest))));
}
#endif

/// The first byte from `at` on that is in `ends_iri`, else `end`.
const char* end_of_iri(const char* at, const char* end) {
#ifdef __SSE2__
  constexpr std::ptrdiff_t block = 16;
  for (; end - at >= block; at += block) {
    if (const unsigned ends = iri_ends_of(at); ends != 0) {
      return at + std::countr_zero(ends);
    }
  }
#endif
  while (at != end && !contains(ends_iri, *at)) {
    ++at;
  }
  return at;
}

}  // namespace

void LineParser::skip_space() {
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\t')) {
    ++at_;
  }
}

LineParser::Outcome LineParser::parse(std::string_view line) {
  if (!line.empty() && line.back() == '\r') {
    line.remove_suffix(1);
  }
  at_ = line.data();
  end_ = at_ + line.size();
  skip_space();
  if (at_ == end_) {
    return Outcome::nothing;
  }
  if (*at_ == '#') {
    return line.find('\r') == std::string_view::npos ? Outcome::nothing
                                                     : Outcome::doubtful;
  }
  const bool triple = term(subject, quad_.subject) && term(predicate, quad_.predicate) &&
                      term(object, quad_.object);
  if (!triple) {
    return Outcome::doubtful;
  }
  quad_.in_default_graph = !(quads_ && at_ != end_ && *at_ != '.');
  if (!quad_.in_default_graph && !term(graph, quad_.graph)) {
    return Outcome::doubtful;
  }
  return end_of_statement() ? Outcome::quad : Outcome::doubtful;
}

bool LineParser::end_of_statement() {
  if (at_ == end_ || *at_ != '.') {
    return false;
  }
  ++at_;
  skip_space();
  return at_ == end_;
}

/// Reads a term and the space behind it.
bool LineParser::term(Slot slot, TermView& out) {
  if (at_ == end_) {
    return false;
  }
  bool good = false;
  if (*at_ == '<') {
    out.kind = TermKind::iri;
    out.datatype = {};
    out.language = {};
    good = slot == subject || slot == graph ? same_iri(last_iris_[slot], out.value)
                                            : iri(out.value);
  } else if (*at_ == '_' && slot != predicate) {
    good = blank(slot, out);
  } else if (*at_ == '"' && slot == object) {
    good = literal(out);
  }
  skip_space();
  return good;
}

/// Lines with one subject, or graph, mostly stand together: an IRI that was read before
/// need not be looked at byte by byte. `last` is that IRI with its `>`.
bool LineParser::same_iri(std::string& last, std::string_view& out) {
  const std::string_view rest(at_ + 1, static_cast<std::size_t>(end_ - at_ - 1));
  if (!last.empty() && rest.starts_with(last)) {
    out = rest.substr(0, last.size() - 1);
    at_ += 1 + last.size();
    return true;
  }
  if (!iri(out)) {
    return false;
  }
  last.assign(out.data(), out.size() + 1);
  return true;
}

bool LineParser::iri(std::string_view& out) {
  const char* const begin = ++at_;
  if (at_ == end_ || !is_alpha(*at_)) {
    return false;
  }
  while (at_ != end_ && contains(in_scheme, *at_)) {
    ++at_;
  }
  if (at_ == end_ || *at_ != ':') {
    return false;
  }
  at_ = end_of_iri(at_, end_);
  if (at_ == end_ || *at_ != '>') {
    return false;
  }
  out = {begin, static_cast<std::size_t>(at_ - begin)};
  ++at_;
  return true;
}

bool LineParser::blank(Slot slot, TermView& out) {
  if (end_ - at_ < 3 || at_[1] != ':' || !(is_alnum(at_[2]) || at_[2] == '_')) {
    return false;
  }
  at_ += 2;
  const char* const begin = at_;
  while (at_ != end_ && contains(in_label, *at_)) {
    ++at_;
  }
  // A dot may end the label or the statement; a byte beyond ASCII may go on.
  if (at_ == end_ || at_[-1] == '.' || !(*at_ == ' ' || *at_ == '\t')) {
    return false;
  }
  out = {TermKind::blank, {begin, static_cast<std::size_t>(at_ - begin)}, {}, {}};
  if (!blank_prefix_.empty()) {
    labels_[slot].assign(blank_prefix_).append(out.value);
    out.value = labels_[slot];
  }
  return true;
}

bool LineParser::literal(TermView& out) {
  const char* const begin = ++at_;
  while (at_ != end_ && !contains(ends_string, *at_)) {
    ++at_;
  }
  if (at_ == end_) {
    return false;
  }
  out.kind = TermKind::literal;
  out.value = {begin, static_cast<std::size_t>(at_ - begin)};
  if (*at_ != '"' && !unescape(begin, out.value)) {
    return false;
  }
  ++at_;
  out.datatype = vocabulary::xsd_string;
  out.language = {};
  if (at_ != end_ && *at_ == '@') {
    out.datatype = vocabulary::rdf_lang_string;
    return language(out.language);
  }
  if (end_ - at_ > 3 && at_[0] == '^' && at_[1] == '^' && at_[2] == '<') {
    at_ += 2;
    return iri(out.datatype) && out.datatype != vocabulary::rdf_lang_string;
  }
  return at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '.');
}

// [153s] ECHAR; `\u` and `\U` are left to Serd.
bool LineParser::unescape(const char* begin, std::string_view& out) {
  lexical_.assign(begin, at_);
  while (at_ != end_ && *at_ == '\\') {
    if (++at_ == end_) {
      return false;
    }
    switch (*at_) {
      case 't': lexical_ += '\t'; break;
      case 'b': lexical_ += '\b'; break;
      case 'n': lexical_ += '\n'; break;
      case 'r': lexical_ += '\r'; break;
      case 'f': lexical_ += '\f'; break;
      case '"':
      case '\'':
      case '\\': lexical_ += *at_; break;
      default: return false;
    }
    const char* const run = ++at_;
    while (at_ != end_ && !contains(ends_string, *at_)) {
      ++at_;
    }
    lexical_.append(run, at_);
  }
  out = lexical_;
  return at_ != end_ && *at_ == '"';
}

// [144s] LANGTAG
bool LineParser::language(std::string_view& out) {
  const char* const begin = ++at_;
  bool letters_only = true;
  while (true) {
    const char* const part = at_;
    while (at_ != end_ && (letters_only ? is_alpha(*at_) : is_alnum(*at_))) {
      ++at_;
    }
    if (at_ == part) {
      return false;
    }
    if (at_ == end_ || *at_ != '-') {
      break;
    }
    ++at_;
    letters_only = false;
  }
  out = {begin, static_cast<std::size_t>(at_ - begin)};
  return at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '.');
}

}  // namespace byline::rdf
