#include "rdf/iri.hpp"

#include "base/utf8.hpp"
#include "rdf/name_characters.hpp"

#include <algorithm>
#include <array>

namespace byline::rdf {
namespace {

constexpr bool is_ascii_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_scheme_char(char c) {
  return is_ascii_alpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

/// What IRIREF excludes, by byte.
constexpr std::array<bool, 256> is_forbidden = [] {
  std::array<bool, 256> set{};
  for (std::size_t c = 0; c <= 0x20; ++c) {
    set[c] = true;
  }
  for (const char c : std::string_view("<>\"{}|^`\\")) {
    set[static_cast<unsigned char>(c)] = true;
  }
  return set;
}();

/// The five components of RFC 3986, appendix B; views into the reference.
struct Components {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
  std::string_view fragment;
  bool has_scheme = false;
  bool has_authority = false;
  bool has_query = false;
  bool has_fragment = false;
};

std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !is_ascii_alpha(text.front())) {
    return 0;
  }
  std::size_t i = 1;
  while (i < text.size() && is_scheme_char(text[i])) {
    ++i;
  }
  return i < text.size() && text[i] == ':' ? i : 0;
}

Components split(std::string_view text) {
  Components parts;
  if (const std::size_t length = scheme_length(text)) {
    parts.has_scheme = true;
    parts.scheme = text.substr(0, length);
    text.remove_prefix(length + 1);
  }
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    parts.has_fragment = true;
    parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
    parts.has_query = true;
    parts.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  if (text.substr(0, 2) == "//") {
    text.remove_prefix(2);
    const std::size_t slash = std::min(text.find('/'), text.size());
    parts.has_authority = true;
    parts.authority = text.substr(0, slash);
    text.remove_prefix(slash);
  }
  parts.path = text;
  return parts;
}

void drop_last_segment(std::string& path) {
  const std::size_t slash = path.rfind('/');
  path.resize(slash == std::string::npos ? 0 : slash);
}

/// RFC 3986, 5.2.4.
std::string remove_dot_segments(std::string_view input) {
  std::string out;
  while (!input.empty()) {
    if (input.substr(0, 3) == "../") {
      input.remove_prefix(3);
    } else if (input.substr(0, 2) == "./" || input.substr(0, 3) == "/./") {
      input.remove_prefix(2);
    } else if (input == "/.") {
      input = "/";
    } else if (input.substr(0, 4) == "/../") {
      input.remove_prefix(3);
      drop_last_segment(out);
    } else if (input == "/..") {
      input = "/";
      drop_last_segment(out);
    } else if (input == "." || input == "..") {
      input = {};
    } else {
      const std::size_t end = std::min(input.find('/', 1), input.size());
      out += input.substr(0, end);
      input.remove_prefix(end);
    }
  }
  return out;
}

/// RFC 3986, 5.2.3.
std::string merge(const Components& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) {
    return "/" + std::string(path);
  }
  const std::size_t slash = base.path.rfind('/');
  std::string out(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
  out += path;
  return out;
}

struct Target {
  std::string path;
  std::string_view query;
  bool has_query = false;
};

Target target_path(const Components& reference, const Components& base) {
  if (reference.has_authority || reference.path.substr(0, 1) == "/") {
    return {remove_dot_segments(reference.path), reference.query, reference.has_query};
  }
  if (reference.path.empty()) {
    const Components& source = reference.has_query ? reference : base;
    return {std::string(base.path), source.query, source.has_query};
  }
  return {remove_dot_segments(merge(base, reference.path)),
          reference.query,
          reference.has_query};
}

}  // namespace

bool is_absolute_iri(std::string_view text) {
  return scheme_length(text) > 0;
}

std::optional<std::size_t> find_bad_iri_byte(std::string_view text) {
  const auto is_bad = [](char c) { return is_forbidden[static_cast<unsigned char>(c)]; };
  bool any = false;
  for (const char c : text) {
    any |= is_bad(c);  // nearly every IRI is good: no branch a byte
  }
  if (!any) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_bad) -
                                  text.begin());
}

bool is_blank_label(std::string_view label) {
  std::size_t i = 0;
  while (i < label.size()) {
    const bool first = i == 0;
    const char32_t c = next_code_point(label, i);
    const bool fits = first ? is_name_start(c) || (c >= '0' && c <= '9')
                            : is_name_char(c) || (c == '.' && i < label.size());
    if (!fits) {
      return false;
    }
  }
  return !label.empty();
}

std::string resolve_iri(std::string_view reference, std::string_view base) {
  if (is_absolute_iri(reference)) {
    return std::string(reference);
  }
  const Components from = split(reference);
  const Components against = split(base);
  const Target target = target_path(from, against);
  std::string out(against.scheme);
  out += ':';
  const Components& authority = from.has_authority ? from : against;
  if (authority.has_authority) {
    out.append("//").append(authority.authority);
  }
  out += target.path;
  if (target.has_query) {
    out.append("?").append(target.query);
  }
  if (from.has_fragment) {
    out.append("#").append(from.fragment);
  }
  return out;
}

}  // namespace byline::rdf
