#include "extract/short_people.hpp"

#include "extract/class_names.hpp"
#include "extract/name_forms.hpp"
#include "extract/only_group.hpp"

#include <algorithm>
#include <string_view>

namespace byline::extract {
namespace {

bool ends_with_words(std::string_view name, std::string_view end) {
  return name.size() > end.size() && name.ends_with(end) &&
         name[name.size() - end.size() - 1] == ' ';
}

}  // namespace

std::size_t ShortPeople::with_name(std::size_t g) const {
  const EntityGroup& group = groups_[g];
  const std::string own = group.best_class();
  if (!own.empty() && own != person_class && group.all_votes().at(own) >= 2.5 &&
      !GroupUsage::is_read_as_person(group) &&
      !(usage_.kind_of(group) == EntityKind::place && usage_.is_surname(group))) {
    return no_group;
  }
  for (const bool last : {true, false}) {
    const std::size_t found = named(g, last);
    if (found != no_group) {
      return found;
    }
  }
  return called_inside(g);
}

std::size_t ShortPeople::called_inside(std::size_t g) const {
  const EntityGroup& group = groups_[g];
  if (group.key.find(' ') != std::string::npos || tables_.links.has(group.key)) {
    return no_group;
  }
  return only_one(groups_, g, [&](const EntityGroup& other) {
    const auto words = words_of(other.key);
    return words.size() >= 3 && other.members.front() < group.members.front() &&
           std::find(words.begin() + 1, words.end() - 1, group.key) != words.end() - 1 &&
           usage_.is_person(other);
  });
}

std::size_t ShortPeople::named(std::size_t g, bool last) const {
  const EntityGroup& group = groups_[g];
  const bool two_words = group.key.find(' ') != std::string::npos;
  std::vector<std::size_t> people;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const EntityGroup& other = groups_[i];
    if (i == g || other.members.empty() ||
        other.key.find(group.key) == std::string::npos) {
      continue;
    }
    const auto words = words_of(other.key);
    if (words.size() >= 2 &&
        (last ? ends_with_words(other.key, group.key) : words.front() == group.key) &&
        (usage_.is_person(other) || usage_.both_people(group, other) ||
         (last && two_words && usage_.kind_of(other) == EntityKind::person))) {
      people.push_back(i);
    }
  }
  if (people.size() < 2) {
    return people.empty() ? no_group : people.front();
  }
  const auto size = [&](std::size_t i) { return groups_[i].members.size(); };
  const std::size_t own = usage_.first_outside_title(group);
  const std::size_t first = *std::ranges::min_element(
      people, {}, [&](std::size_t i) { return groups_[i].members.front(); });
  const bool main = std::ranges::all_of(people, [&](std::size_t i) {
    return i == first || size(i) < size(first) ||
           (size(i) == size(first) && groups_[i].members.front() > own);
  });
  // a headline's surname is that of whom the text tells first
  const bool headline = group.members.front() < own;
  return (main || headline) && groups_[first].members.front() < own ? first : no_group;
}

}  // namespace byline::extract
