#include "extract/spoken_of.hpp"

#include "base/characters.hpp"
#include "extract/class_names.hpp"
#include "extract/leading_entity.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace byline::extract {

bool SpokenOf::can_own(const Entity& entity) const {
  return entity.kind == EntityKind::organization ||
         (entity.kind == EntityKind::work &&
          (is_a(entity, project_class) || is_a(entity, language_class)));
}

bool SpokenOf::is_a(const Entity& entity, std::string_view name) const {
  return std::ranges::any_of(entity.classes, [&](const std::string& own) {
    return tables_.ontology.is_a(own, name);
  });
}

bool SpokenOf::is_named_body(const Entity& entity) const {
  const std::string folded = fold(entity.label);
  const std::size_t space = folded.rfind(' ');
  return entity.kind == EntityKind::organization && space != std::string::npos &&
         tables_.ontology.kind_of(tables_.heads.value(folded.substr(space + 1))) ==
             EntityKind::organization;
}

double SpokenOf::weight_at(const Salience& salience, std::size_t sentence) {
  constexpr double fading = 0.9;  // of a mention, with each sentence
  return salience.weight * std::pow(fading, static_cast<double>(sentence - salience.at));
}

bool SpokenOf::count(std::size_t number, std::size_t sentence, bool is_subject) {
  constexpr double of_subject = 1.5;
  const Mention& mention = facts_.mentions[number];
  const Entity& entity = facts_.entities[mention.entity];
  if (mention.step == Step::heading || !can_own(entity)) {
    return false;
  }
  const auto [known, is_new] = before_.try_emplace(mention.entity);
  Salience& salience = known->second;
  if (is_new) {
    salience.is_company =
        entity.kind == EntityKind::organization && is_a(entity, company_class);
    salience.is_body = entity.kind == EntityKind::work ||
                       is_a(entity, foundation_class) ||
                       (!salience.is_company && is_named_body(entity));
  }
  salience.weight = weight_at(salience, sentence) + (is_subject ? of_subject : 1.0);
  salience.at = sentence;
  const bool work = entity.kind == EntityKind::work;
  salience.count += !work || mention.form == MentionForm::name ? 1 : 0;
  salience.last = number;
  return true;
}

void SpokenOf::lead_with(std::size_t mention) {
  in_title_ = mention;
}

std::size_t SpokenOf::lead() const {
  return in_title_.value_or(facts_.mentions.size());
}

std::size_t SpokenOf::most(const Question& question) const {
  Question asked = question;
  if (asked.owner == Owner::company && std::ranges::none_of(before_, [](const auto& one) {
        return one.second.is_company;
      })) {
    asked.owner = Owner::any;  // "Chief executive Ana Lima said": of a club
    asked.may_be_here = true;
  }
  std::set<std::size_t> here;
  for (const std::size_t m : asked.here) {
    here.insert(facts_.mentions[m].entity);
  }
  const std::size_t none = facts_.mentions.size();
  std::size_t first = none;
  double most = 0;
  double second = 0;
  for (const auto& [entity, salience] : before_) {
    if ((here.contains(entity) && !asked.may_be_here) ||
        (asked.owner == Owner::company && !salience.is_company) ||
        (asked.owner == Owner::body && !salience.is_body) ||
        (asked.owner == Owner::work &&
         facts_.entities[entity].kind != EntityKind::work) ||
        (salience.count < 2 && before_.size() > 1)) {  // one mention is no topic
      continue;
    }
    // an organization has a board rather than its project
    const bool work = facts_.entities[entity].kind == EntityKind::work;
    const double of_title = asked.owner == Owner::company ? 1.5 : 1;
    const double weight =
        (weight_at(salience, asked.sentence) * (work ? 0.5 : 1.0)) +
        (in_title_ && entity == facts_.mentions[*in_title_].entity ? of_title : 0);
    if (weight > most) {
      second = first == none ? second : most;
      most = weight;
      first = salience.last;
    } else {
      second = std::max(second, weight);
    }
  }
  // said by no word at all, it is only what the article clearly is about
  constexpr double clearly = 1.6;
  const bool must_lead = asked.may_be_here || asked.owner == Owner::body;
  const bool clear = must_lead ? most > clearly * second : most > second;
  // "version 1.0": of the work itself
  const bool itself = asked.owner == Owner::work;
  return first == none || !clear ? none : (itself ? first : organization_of(first));
}

std::size_t SpokenOf::only_of(std::string_view class_name) const {
  const std::size_t none = facts_.mentions.size();
  std::size_t only = none;
  std::size_t same = 0;
  for (const auto& [number, salience] : before_) {
    const Entity& entity = facts_.entities[number];
    if (entity.kind == EntityKind::organization && is_a(entity, class_name)) {
      only = salience.last;
      ++same;
    }
  }
  return same == 1 ? only : none;
}

std::size_t SpokenOf::leading(Owner owner) const {
  std::vector<std::size_t> counts(facts_.entities.size());
  for (const Mention& mention : facts_.mentions) {
    ++counts[mention.entity];
  }
  const std::size_t leader = named_most(counts, [&](std::size_t number) {
    const Entity& entity = facts_.entities[number];
    return entity.kind == EntityKind::organization &&
           (owner == Owner::any || is_a(entity, foundation_class) ||
            (!is_a(entity, company_class) && is_named_body(entity)));
  });
  const auto first = std::ranges::find(facts_.mentions, leader, &Mention::entity);
  return static_cast<std::size_t>(first - facts_.mentions.begin());
}

std::size_t SpokenOf::organization_of(std::size_t owner) const {
  const Entity& work = facts_.entities[facts_.mentions[owner].entity];
  if (work.kind != EntityKind::work) {
    return owner;
  }
  for (const auto& [number, salience] : before_) {
    const Entity& other = facts_.entities[number];
    if (other.kind == EntityKind::organization &&
        other.label.starts_with(work.label + " ")) {
      return salience.last;
    }
  }
  return owner;
}

}  // namespace byline::extract
