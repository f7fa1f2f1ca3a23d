#include "extract/short_works.hpp"

#include "extract/name_forms.hpp"
#include "extract/only_group.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace byline::extract {

std::size_t ShortWorks::ending_with(std::size_t g) const {
  const std::string ending = " " + groups_[g].key;
  return only_one(groups_, g, [&](const EntityGroup& other) {
    if (!other.key.ends_with(ending) || words_of(other.key).size() != 2) {
      return false;
    }
    return other.entry ? tables_.lexicon.entries()[*other.entry].kind == EntityKind::work
                       : begins_works(other.key.substr(0, other.key.find(' ')));
  });
}

bool ShortWorks::begins_works(const std::string& word) const {
  constexpr std::size_t several = 2;
  std::set<std::size_t> works;
  if (const auto names = tables_.known.find(first_run(word));
      names != tables_.known.end()) {
    for (const KnownName& name : names->second) {
      const bool longer =
          name.folded.size() > word.size() && name.folded.starts_with(word + " ");
      if (longer && tables_.lexicon.entries()[name.entry].kind == EntityKind::work) {
        works.insert(name.entry);
      }
    }
  }
  return works.size() >= several;
}

std::size_t ShortWorks::without_version(std::size_t g) const {
  const std::string& key = groups_[g].key;
  const std::size_t space = key.rfind(' ');
  if (space == std::string::npos || key.find('.', space) == std::string::npos ||
      !std::all_of(key.begin() + static_cast<std::ptrdiff_t>(space) + 1,
                   key.end(),
                   [](char c) { return (c >= '0' && c <= '9') || c == '.'; })) {
    return no_group;
  }
  return only_one(groups_, g, [&](const EntityGroup& other) {
    return other.key == std::string_view{key}.substr(0, space);
  });
}

std::size_t ShortWorks::with_domain(std::size_t g) const {
  constexpr std::size_t longest = 4;  // letters of "info"
  const std::string& key = groups_[g].key;
  return only_one(groups_, g, [&](const EntityGroup& other) {
    const std::string_view name = other.key;
    return usage_.introduced(other) <= usage_.introduced(groups_[g]) &&
           !usage_.share_a_sentence(groups_[g], other) && name.starts_with(key) &&
           name.size() > key.size() + 2 && name.size() <= key.size() + 1 + longest &&
           name[key.size()] == '.' &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(key.size()) + 1,
                       name.end(),
                       [](char c) { return c >= 'a' && c <= 'z'; });
  });
}

}  // namespace byline::extract
