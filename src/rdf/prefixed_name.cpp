#include "rdf/prefixed_name.hpp"

#include "base/utf8.hpp"
#include "rdf/name_characters.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace byline::rdf {
namespace {

/// [172s] PN_LOCAL_ESC without what stands there unescaped, and without those that are
/// too ugly to read: `/ ? #`.
constexpr bool is_escaped(char c) {
  return std::string_view("~!$&'()*+,;=@%").find(c) != std::string_view::npos;
}

enum class Place : std::uint8_t { depends, anywhere, escaped };

/// Where bytes may stand in a local name; what is not ASCII depends on its code point.
constexpr std::array<Place, 256> places = [] {
  std::array<Place, 256> table{};
  for (int c = 0; c < 0x80; ++c) {
    const bool fits =
        is_name_start(static_cast<char32_t>(c)) || (c >= '0' && c <= '9') || c == ':';
    table[static_cast<std::size_t>(c)] = is_escaped(static_cast<char>(c)) ? Place::escaped
                                         : fits ? Place::anywhere
                                                : Place::depends;
  }
  return table;
}();

/// Appends `local` as [168s] PN_LOCAL; returns false, with a part of it appended, if it
/// cannot stand there: a hyphen or dot could be escaped at the borders, but who reads it?
bool append_local(std::string& out, std::string_view local) {
  for (std::size_t i = 0; i < local.size();) {
    const std::size_t begin = i;
    const char byte = local[i];
    const Place place = places[static_cast<unsigned char>(byte)];
    if (place == Place::depends) {
      const bool first = i == 0;
      const char32_t c = next_code_point(local, i);
      const bool fits = is_name_start(c) || (!first && is_name_char(c)) ||
                        (byte == '.' && !first && i < local.size());
      if (!fits) {
        return false;
      }
      out.append(local, begin, i - begin);
      continue;
    }
    if (place == Place::escaped) {
      out += '\\';
    }
    out += byte;
    ++i;
  }
  return true;
}

}  // namespace

PrefixedNames::PrefixedNames(const Prefixes& prefixes) {
  for (const auto& [name, iri] : prefixes) {
    if (!iri.empty()) {
      entries_.push_back({iri, name, false, 0});
    }
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.iri < b.iri;
  });
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t& outer = entries_[i].outer;
    outer = i;
    for (std::size_t k = i; k > 0 && outer == i;) {
      --k;
      outer = entries_[i].iri.starts_with(entries_[k].iri) ? k : i;
    }
  }
}

PrefixedNames::Entry* PrefixedNames::entry_of(std::string_view iri) {
  // What begins `iri` sorts before it, and is its neighbour or begins that.
  const auto after = std::upper_bound(
      entries_.begin(), entries_.end(), iri, [](std::string_view value, const Entry& e) {
        return value < e.iri;
      });
  if (after == entries_.begin()) {
    return nullptr;
  }
  auto i = static_cast<std::size_t>(after - entries_.begin()) - 1;
  while (!iri.starts_with(entries_[i].iri)) {
    if (entries_[i].outer == i) {
      return nullptr;
    }
    i = entries_[i].outer;
  }
  return &entries_[i];
}

bool PrefixedNames::append_turtle(std::string& out, std::string_view iri) {
  Entry* const entry = entry_of(iri);
  if (entry == nullptr) {
    return false;
  }
  const std::size_t size = out.size();
  out.append(entry->name).append(":");
  if (!append_local(out, iri.substr(entry->iri.size()))) {
    out.resize(size);
    return false;
  }
  entry->used = true;
  return true;
}

bool PrefixedNames::compact(std::string_view iri, std::string& out) {
  Entry* const entry = entry_of(iri);
  if (entry == nullptr || iri.substr(entry->iri.size(), 2) == "//") {
    return false;
  }
  out.assign(entry->name).append(":").append(iri.substr(entry->iri.size()));
  entry->used = true;
  return true;
}

Prefixes PrefixedNames::used() const {
  Prefixes out;
  for (const Entry& entry : entries_) {
    if (entry.used) {
      out.emplace(entry.name, entry.iri);
    }
  }
  return out;
}

}  // namespace byline::rdf
