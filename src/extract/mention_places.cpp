#include "extract/mention_places.hpp"

#include "extract/class_names.hpp"
#include "extract/mention_lists.hpp"

#include <algorithm>

namespace byline::extract {

MentionPlaces::MentionPlaces(const Annotation& annotation,
                             const NameTables& tables,
                             const ArticleFacts& facts)
    : annotation_(annotation),
      tables_(tables),
      facts_(facts),
      by_sentence_(mentions_by_sentence(annotation, facts)) {}

bool MentionPlaces::is_alone(std::size_t number,
                             std::size_t at,
                             std::size_t owner) const {
  const std::size_t meant = facts_.mentions[owner].entity;
  return std::ranges::all_of(by_sentence_[number], [&](std::size_t other) {
    const Mention& mention = facts_.mentions[other];
    return mention.first_token >= at || mention.entity == meant ||
           facts_.entities[mention.entity].kind != EntityKind::organization;
  });
}

bool MentionPlaces::begins_rival(std::size_t sentence, std::size_t at) const {
  return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t number) {
    const Mention& mention = facts_.mentions[number];
    const Entity& entity = facts_.entities[mention.entity];
    return mention.form == MentionForm::name && mention.first_token == at &&
           entity.kind != EntityKind::place &&
           (entity.kind != EntityKind::person || mention.end_token == at + 1);
  });
}

bool MentionPlaces::is_mentioned_here(std::size_t sentence, std::size_t entity) const {
  return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t number) {
    return facts_.mentions[number].entity == entity;
  });
}

std::size_t MentionPlaces::post_beside(std::size_t number, std::size_t at) const {
  constexpr std::size_t reach = 4;
  const auto& tokens = annotation_.sentences[number].tokens;
  for (const std::size_t m : by_sentence_[number]) {
    const Mention& mention = facts_.mentions[m];
    const EntityKind kind = facts_.entities[mention.entity].kind;
    if (kind == EntityKind::person || mention.end_token > at) {
      break;
    }
    if (mention.first_token < 2 || kind != EntityKind::organization) {
      continue;
    }
    std::size_t link = mention.first_token;
    while (link > 0 && tokens[link - 1].tag == Tag::det) {
      --link;
    }
    if (link == 0 || !tables_.links.has(tokens[link - 1].folded)) {
      continue;
    }
    for (std::size_t i = link - 1; i > 0 && link - i <= reach; --i) {
      if (tables_.roles.has(tokens[i - 1].folded)) {
        return m;
      }
    }
  }
  return facts_.mentions.size();
}

std::size_t MentionPlaces::only_organization_before(std::size_t number,
                                                    std::size_t at) const {
  std::size_t found = facts_.mentions.size();
  for (const std::size_t m : by_sentence_[number]) {
    const Mention& mention = facts_.mentions[m];
    if (mention.first_token >= at ||
        facts_.entities[mention.entity].kind != EntityKind::organization) {
      continue;
    }
    if (found != facts_.mentions.size() &&
        facts_.mentions[found].entity != mention.entity) {
      return facts_.mentions.size();
    }
    found = m;
  }
  return found;
}

std::size_t MentionPlaces::subject_of(std::size_t number, SpokenOf::Owner asked) const {
  const std::size_t none = facts_.mentions.size();
  const auto& tokens = annotation_.sentences[number].tokens;
  for (const std::size_t m : by_sentence_[number]) {
    const Mention& mention = facts_.mentions[m];
    const Entity& entity = facts_.entities[mention.entity];
    const bool fits = entity.kind == EntityKind::organization &&
                      (asked != SpokenOf::Owner::company || is_a(entity, company_class));
    // "Seus membros são a Acme": named behind the verb, it is no subject
    const bool first =
        std::none_of(tokens.begin(),
                     tokens.begin() + static_cast<std::ptrdiff_t>(mention.first_token),
                     [](const Token& token) { return token.tag == Tag::aux; });
    for (std::size_t i = mention.first_token; fits && first && i < mention.end_token;
         ++i) {
      const std::int32_t head = tokens[i].head;
      if (is_subject(tokens[i].relation) && head >= 0 &&
          tokens[static_cast<std::size_t>(head)].relation == Relation::root) {
        return m;
      }
    }
  }
  return none;
}

bool MentionPlaces::begins_organization(std::size_t sentence, std::size_t at) const {
  return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t number) {
    const Mention& mention = facts_.mentions[number];
    return mention.form == MentionForm::name && mention.first_token == at &&
           facts_.entities[mention.entity].kind == EntityKind::organization;
  });
}

bool MentionPlaces::begins_person(std::size_t sentence, std::size_t at) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  const bool title = at < tokens.size() && tokens[at].tag != Tag::punct;
  return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t number) {
    const Mention& mention = facts_.mentions[number];
    return mention.form == MentionForm::name &&
           (mention.first_token == at || (title && mention.first_token == at + 1)) &&
           facts_.entities[mention.entity].kind == EntityKind::person;
  });
}

bool MentionPlaces::has_person_before(std::size_t sentence, std::size_t at) const {
  constexpr std::size_t reach = 6;
  const Mention* last = nullptr;
  for (const std::size_t number : by_sentence_[sentence]) {
    const Mention& mention = facts_.mentions[number];
    if (mention.end_token <= at && mention.end_token + reach > at &&
        (last == nullptr || last->end_token <= mention.end_token)) {
      last = &mention;
    }
  }
  return last != nullptr && facts_.entities[last->entity].kind == EntityKind::person;
}

bool MentionPlaces::is_known_apart(std::size_t sentence,
                                   TokenRange post,
                                   std::size_t entity) const {
  constexpr std::size_t reach = 4;  // tokens
  std::size_t person = facts_.entities.size();
  std::size_t nearest = reach + 1;
  for (const std::size_t number : by_sentence_[sentence]) {
    const Mention& mention = facts_.mentions[number];
    const std::size_t away =
        mention.end_token <= post.first   ? post.first - mention.end_token
        : mention.first_token >= post.end ? mention.first_token - post.end
                                          : reach + 1;
    if (facts_.entities[mention.entity].kind == EntityKind::person && away < nearest) {
      nearest = away;
      person = mention.entity;
    }
  }
  constexpr std::size_t furthest = 64;  // sentences back: linear in the article
  bool known = false;
  for (std::size_t s = sentence - std::min(sentence, furthest);
       s < sentence && person < facts_.entities.size();
       ++s) {
    if (is_mentioned_here(s, person)) {
      known = true;
      if (is_mentioned_here(s, entity)) {
        return false;
      }
    }
  }
  return known;
}

bool MentionPlaces::is_mentioned(std::size_t sentence, std::size_t token) const {
  return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t number) {
    const Mention& mention = facts_.mentions[number];
    return mention.first_token <= token && token < mention.end_token;
  });
}

bool MentionPlaces::is_a(const Entity& entity, std::string_view name) const {
  return std::ranges::any_of(entity.classes, [&](const std::string& own) {
    return tables_.ontology.is_a(own, name);
  });
}

}  // namespace byline::extract
