#include "annotate/name_lists.hpp"

#include "annotate/feature_hash.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::uint64_t name_start = 0x6E616D65ULL;

std::uint32_t key_of(std::uint64_t hash) {
  const auto key = static_cast<std::uint32_t>(hash >> 32U);
  return key == 0 ? 1 : key;
}

std::uint32_t place_code(std::size_t i, std::size_t length) {
  if (length == 1) {
    return 1;
  }
  return i == 0 ? 2 : i + 1 == length ? 4 : 3;
}

struct Listed {
  std::uint8_t lists = 0;
  bool continues = false;
};

/// Adds one name and its beginnings.
void add_name(std::string_view name,
              std::uint8_t list,
              std::map<std::uint32_t, Listed>& to) {
  std::uint64_t hash = name_start;
  std::size_t words = 0;
  while (!name.empty() && words < NameLists::longest_name) {
    const std::size_t end = name.find(' ');
    hash = join(hash, features_of(name.substr(0, end)).lower);
    ++words;
    Listed& entry = to[key_of(hash)];
    if (end == std::string_view::npos) {
      entry.lists |= list;
      return;
    }
    entry.continues = true;
    name.remove_prefix(end + 1);
  }
}

}  // namespace

NameLists::NameLists(std::vector<ListedName> names) : names_{std::move(names)} {
  std::size_t size = 16;
  while (size < names_.size() * 2) {
    size *= 2;
  }
  slots_.assign(size, 0);
  mask_ = static_cast<std::uint32_t>(size - 1);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    std::uint32_t slot = names_[i].key & mask_;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

NameLists NameLists::from_texts(std::span<const std::string> texts) {
  std::map<std::uint32_t, Listed> seen;
  for (std::size_t list = 0; list < std::min(texts.size(), max_lists); ++list) {
    std::string_view text = texts[list];
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      if (!line.empty() && line.front() != '#') {
        add_name(line, static_cast<std::uint8_t>(1U << list), seen);
      }
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
  }
  std::vector<ListedName> names;
  names.reserve(seen.size());
  for (const auto& [key, entry] : seen) {
    names.push_back({key, entry.lists, entry.continues});
  }
  return NameLists{std::move(names)};
}

const ListedName* NameLists::find(std::uint32_t key) const {
  for (std::uint32_t slot = key & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
    const ListedName& name = names_[slots_[slot] - 1];
    if (name.key == key) {
      return &name;
    }
  }
  return nullptr;
}

void NameLists::mark_from(std::span<WordFeatures> words,
                          std::size_t first,
                          std::span<std::size_t, max_lists> free_from) const {
  std::array<std::size_t, max_lists> lengths{};
  std::uint64_t hash = name_start;
  const std::size_t limit = std::min(words.size() - first, longest_name);
  for (std::size_t length = 1; length <= limit; ++length) {
    hash = join(hash, words[first + length - 1].lower);
    const ListedName* name = find(key_of(hash));
    if (name == nullptr) {
      break;
    }
    for (std::size_t list = 0; list < max_lists; ++list) {
      if ((name->lists >> list & 1U) != 0) {
        lengths[list] = length;
      }
    }
    if (!name->continues) {
      break;
    }
  }
  for (std::size_t list = 0; list < max_lists; ++list) {
    if (lengths[list] == 0 || free_from[list] > first) {
      continue;
    }
    for (std::size_t i = 0; i < lengths[list]; ++i) {
      words[first + i].lists |= place_code(i, lengths[list]) << (4 * list);
    }
    free_from[list] = first + lengths[list];
  }
}

void NameLists::mark(std::span<WordFeatures> words) const {
  if (slots_.empty()) {
    return;
  }
  std::array<std::size_t, max_lists> free_from{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].capital) {
      mark_from(words, i, free_from);
    }
  }
}

}  // namespace byline::annotate
