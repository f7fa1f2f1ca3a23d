#include "assemble/name_joiner.hpp"

#include "assemble/labels.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace byline::assemble {

namespace {

std::string last_word(const std::string& label) {
  const std::size_t space = label.rfind(' ');
  return space == std::string::npos ? label : label.substr(space + 1);
}

/// Initials of the words that begin with a capital, folded: "cncf". Empty for one word.
std::string initials(const std::string& label) {
  std::string folded;
  std::size_t words = 0;
  for (const std::string& word : label_words(label)) {
    const std::string small = fold_label(word);
    if (small != word && !small.empty()) {
      std::size_t length = 1;
      while (length < small.size() &&
             (static_cast<unsigned char>(small[length]) & 0xC0U) == 0x80U) {
        ++length;
      }
      folded += small.substr(0, length);
      ++words;
    }
  }
  return words < 2 ? std::string() : folded;
}

}  // namespace

NameJoiner::NameJoiner(Groups& groups) : groups_(groups) {
  for (std::size_t number = 0; number < groups_.all().size(); ++number) {
    index(number);
  }
}

void NameJoiner::run() {
  std::vector<Group>& all = groups_.all();
  for (std::size_t number = 0; number < all.size(); ++number) {
    if (all[number].in_lexicon || all[number].target != nothing) {
      continue;
    }
    for (const JoinReason reason : {JoinReason::alias,
                                    JoinReason::surname,
                                    JoinReason::acronym,
                                    JoinReason::translation}) {
      if (all[number].target == nothing) {
        join(number, reason);
      }
    }
  }
}

void NameJoiner::index(std::size_t number) {
  const Group& group = groups_.all()[number];
  const auto add = [&](Index& names, const std::string& name) {
    if (!name.empty() && name != group.folded) {
      names[{group.kind, name}].insert(number);
    }
  };
  for (const Reference& reference : group.references) {
    const KnownEntity& entity = groups_.entity(reference);
    for (const std::string& name : entity.names) {
      add(other_names_, fold_label(name));
    }
    for (const std::string& name : entity.other_names) {
      add(other_names_, fold_label(name));
    }
    add(initials_, initials(entity.label));
    if (!entity.core.empty()) {
      cores_[{group.kind, entity.core}].insert(number);
    }
  }
  if (group.kind == EntityKind::person) {
    add(last_names_, last_word(group.folded));
  }
}

void NameJoiner::join(std::size_t number, JoinReason reason) {
  const std::set<std::size_t> candidates = candidates_of(number, reason);
  if (candidates.empty()) {
    return;
  }
  const std::vector<std::size_t> context = groups_.context(number);
  std::size_t found = nothing;
  std::size_t shared = nothing;
  for (const std::size_t candidate : candidates) {
    if (candidate == number || apart_.contains(std::minmax(candidate, number))) {
      continue;
    }
    std::vector<std::size_t> common;
    std::ranges::set_intersection(
        context, groups_.context(candidate), std::back_inserter(common));
    std::erase_if(common,
                  [&](std::size_t one) { return one == number || one == candidate; });
    if (common.empty()) {
      continue;
    }
    if (found != nothing) {
      return;  // two candidates: it stays apart
    }
    found = candidate;
    shared = common.front();
  }
  Group& group = groups_.all()[number];
  if (found == nothing || leads_to(found, number)) {
    return;
  }
  group.target = found;
  group.reason = reason;
  group.shared = groups_.entity(groups_.all()[shared].references.front()).label;
}

std::set<std::size_t> NameJoiner::candidates_of(std::size_t number,
                                                JoinReason reason) const {
  const Group& group = groups_.all()[number];
  const auto look = [&](const Index& names, const std::string& name) {
    const auto found = names.find({group.kind, name});
    return found == names.end() ? std::set<std::size_t>{} : found->second;
  };
  switch (reason) {
    case JoinReason::alias: return look(other_names_, group.folded);
    case JoinReason::surname: return look(last_names_, group.folded);
    case JoinReason::acronym: return look(initials_, group.folded);
    case JoinReason::translation: {
      const std::string& core = groups_.entity(group.references.front()).core;
      return core.empty() ? std::set<std::size_t>{} : look(cores_, core);
    }
    case JoinReason::own_name:
    case JoinReason::lexicon:
    case JoinReason::same_name:
    case JoinReason::override_file: break;
  }
  return {};
}

bool NameJoiner::leads_to(std::size_t from, std::size_t to) const {
  while (from != nothing && from != to) {
    from = groups_.all()[from].target;
  }
  return from == to;
}

}  // namespace byline::assemble
