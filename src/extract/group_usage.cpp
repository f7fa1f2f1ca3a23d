#include "extract/group_usage.hpp"

#include "extract/class_names.hpp"

#include <algorithm>

namespace byline::extract {

bool GroupUsage::is_person(const EntityGroup& group) const {
  if (group.entry) {
    return tables_.lexicon.entries()[*group.entry].kind == EntityKind::person;
  }
  const auto votes = group.all_votes();
  return group.best_class() == person_class && votes.at(person_class) >= 2;
}

bool GroupUsage::both_people(const EntityGroup& brief, const EntityGroup& full) {
  return !full.entry && full.best_class() == person_class &&
         brief.best_class() == person_class;
}

std::size_t GroupUsage::introduced(const EntityGroup& group) const {
  for (const std::size_t member : group.members) {
    const std::size_t sentence = candidates_[member].sentence;
    if (annotation_.sentences[sentence].kind != BlockKind::title) {
      return sentence;
    }
  }
  return annotation_.sentences.size();
}

std::size_t GroupUsage::first_outside_title(const EntityGroup& group) const {
  for (const std::size_t member : group.members) {
    if (annotation_.sentences[candidates_[member].sentence].kind != BlockKind::title) {
      return member;
    }
  }
  return candidates_.size();
}

bool GroupUsage::share_a_sentence(const EntityGroup& a, const EntityGroup& b) const {
  return std::ranges::any_of(a.members, [&](std::size_t x) {
    return std::ranges::any_of(b.members, [&](std::size_t y) {
      return candidates_[x].sentence == candidates_[y].sentence;
    });
  });
}

bool GroupUsage::is_always_definite(const EntityGroup& group) const {
  return !tables_.heads_come_first && group.key.find(' ') == std::string::npos &&
         std::ranges::all_of(group.members, [&](std::size_t member) {
           const NameCandidate& name = candidates_[member];
           return name.tokens.first > 0 &&
                  tables_.definite_words.has(annotation_.sentences[name.sentence]
                                                 .tokens[name.tokens.first - 1]
                                                 .folded);
         });
}

EntityKind GroupUsage::kind_of(const EntityGroup& group) const {
  const std::string best = group.best_class();
  return best.empty() ? EntityKind::topic
                      : tables_.ontology.kind_of(best).value_or(EntityKind::topic);
}

bool GroupUsage::is_called_organization(const EntityGroup& group) {
  const auto votes = group.all_votes();
  const auto organization = votes.find(organization_class);
  return organization != votes.end() && organization->second >= 3;
}

bool GroupUsage::is_called_company(const EntityGroup& group) {
  const auto votes = group.all_votes();
  const auto company = votes.find(company_class);
  return company != votes.end() && company->second >= 2.5;
}

bool GroupUsage::is_listed(const EntityGroup& group) const {
  return std::ranges::all_of(group.members, [&](std::size_t member) {
    const NameCandidate& name = candidates_[member];
    const auto& tokens = annotation_.sentences[name.sentence].tokens;
    const auto separates = [&](std::size_t i) {
      return i < tokens.size() &&
             (tokens[i].folded == "," || tokens[i].tag == Tag::cconj);
    };
    const std::size_t first = name.tokens.first;
    return first > 0 && separates(first - 1) &&
           (separates(name.tokens.end) || name.tokens.end >= tokens.size() ||
            tokens[name.tokens.end].folded == ".");
  });
}

bool GroupUsage::acts(const EntityGroup& group) const {
  bool acts = false;
  for (const std::size_t member : group.members) {
    const NameCandidate& name = candidates_[member];
    const auto& tokens = annotation_.sentences[name.sentence].tokens;
    const std::size_t first = name.tokens.first;
    if (first > 0 && tables_.place_cues.has(tokens[first - 1].folded)) {
      return false;
    }
    acts = acts || is_subject(tokens[name.tokens.end - 1].relation);
  }
  return acts && !tables_.heads_come_first;
}

bool GroupUsage::is_taken_up(const EntityGroup& group) const {
  return tables_.heads_come_first &&
         std::ranges::any_of(group.members, [&](std::size_t member) {
           const NameCandidate& name = candidates_[member];
           return name.tokens.first == 1 &&
                  tables_.definite_words.has(
                      annotation_.sentences[name.sentence].tokens[0].folded);
         });
}

bool GroupUsage::is_read_as_person(const EntityGroup& group) {
  constexpr std::size_t several = 3;
  constexpr double nearly_all = 0.8;
  const auto person = group.opinions.find(person_class);
  return person != group.opinions.end() && person->second >= several &&
         static_cast<double>(person->second) >=
             nearly_all * static_cast<double>(group.members.size());
}

bool GroupUsage::is_surname(const EntityGroup& group) const {
  const auto in_place = [&](std::size_t member) {
    const NameCandidate& name = candidates_[member];
    const auto& tokens = annotation_.sentences[name.sentence].tokens;
    std::size_t at = name.tokens.first;
    while (at > 0 && tables_.definite_words.has(tokens[at - 1].folded)) {
      --at;
    }
    return at > 0 &&
           (tokens[at - 1].tag == Tag::adp || tables_.links.has(tokens[at - 1].folded));
  };
  return tables_.heads_come_first && std::ranges::none_of(group.members, in_place);
}

}  // namespace byline::extract
