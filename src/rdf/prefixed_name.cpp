#include "rdf/prefixed_name.hpp"

#include "base/utf8.hpp"
#include "rdf/name_characters.hpp"

#include <algorithm>
#include <array>

namespace byline::rdf {
namespace {

/// [172s] PN_LOCAL_ESC as far as Serd's writer escapes it, without those that are too
/// ugly to read: `/ ? #`.
constexpr bool is_escaped(char c) {
  return std::string_view("~!$&'()*+,;=@%").find(c) != std::string_view::npos;
}

/// ASCII that may stand anywhere in a local name, as it is or escaped.
constexpr std::array<bool, 256> is_always_local = [] {
  std::array<bool, 256> set{};
  for (int c = 0; c < 0x80; ++c) {
    set[static_cast<std::size_t>(c)] = is_name_start(static_cast<char32_t>(c)) ||
                                       (c >= '0' && c <= '9') || c == ':' ||
                                       is_escaped(static_cast<char>(c));
  }
  return set;
}();

/// Whether Serd writes a local name that reads back the same ([168s] PN_LOCAL). Serd does
/// not escape a hyphen or dot where the grammar forbids them: such names are refused.
bool can_be_local(std::string_view local) {
  for (std::size_t i = 0; i < local.size();) {
    const bool first = i == 0;
    const char byte = local[i];
    if (is_always_local[static_cast<unsigned char>(byte)]) {
      ++i;
      continue;
    }
    const char32_t c = next_code_point(local, i);
    const bool fits = is_name_start(c) || (!first && is_name_char(c)) ||
                      (byte == '.' && !first && i < local.size());
    if (!fits) {
      return false;
    }
  }
  return true;
}

}  // namespace

void append_escaped_name(std::string& out, std::string_view name) {
  for (const char c : name) {
    out += is_escaped(c) ? "\\" : "";
    out += c;
  }
}

PrefixedNames::PrefixedNames(const Prefixes& prefixes) {
  for (const auto& [name, iri] : prefixes) {
    if (!iri.empty()) {
      entries_.push_back({iri, name, false});
    }
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.iri < b.iri;
  });
}

bool PrefixedNames::shorten(std::string_view iri, std::string& out, NameStyle style) {
  // A prefix of `iri` sorts before it; the longest one is the nearest that matches.
  auto entry = std::upper_bound(
      entries_.begin(), entries_.end(), iri, [](std::string_view value, const Entry& e) {
        return value < e.iri;
      });
  while (entry != entries_.begin()) {
    --entry;
    if (iri.substr(0, entry->iri.size()) == entry->iri) {
      const std::string_view local = iri.substr(entry->iri.size());
      const bool fits =
          style == NameStyle::turtle ? can_be_local(local) : local.substr(0, 2) != "//";
      if (!fits) {
        return false;
      }
      out.assign(entry->name).append(":").append(local);
      entry->used = true;
      return true;
    }
    if (entry->iri.front() != iri.front()) {
      return false;
    }
  }
  return false;
}

std::string PrefixedNames::require(std::string_view iri, std::string_view name) {
  for (Entry& entry : entries_) {
    if (entry.iri == iri) {
      entry.used = true;
      return entry.name;
    }
  }
  std::string free_name(name);
  const auto taken = [&](const Entry& entry) { return entry.name == free_name; };
  for (int number = 2; std::any_of(entries_.begin(), entries_.end(), taken); ++number) {
    free_name = std::string(name) + std::to_string(number);
  }
  const Entry added{std::string(iri), free_name, true};
  const auto at = std::lower_bound(
      entries_.begin(), entries_.end(), added, [](const Entry& a, const Entry& b) {
        return a.iri < b.iri;
      });
  entries_.insert(at, added);
  return free_name;
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
