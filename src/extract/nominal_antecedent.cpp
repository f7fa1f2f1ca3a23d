// Which of the things named before a definite noun means.
#include "base/characters.hpp"
#include "extract/nominals.hpp"
#include "extract/peer_names.hpp"
#include "extract/pronoun_structure.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr std::size_t reach_nominal = 4;  ///< how many sentences back a noun looks
constexpr double clear_lead = 0.9;        ///< of the thing that a nominal means

}  // namespace

bool NominalFinder::has_class(const Entity& entity,
                              std::string_view class_name,
                              bool names_own_kind) const {
  const auto kind = tables_.ontology.kind_of(class_name);
  if (!kind || entity.kind != *kind || entity.kind == EntityKind::person ||
      entity.kind == EntityKind::topic) {
    return false;
  }
  if (entity.kind == EntityKind::work && class_name == project_class) {
    // a language or a product is worked on, too
    return !(entity.class_is_guess && is_listed_organization(entity));
  }
  const std::string_view named = called_.named_kind(entity);
  const bool company = class_name == company_class && named != organization_class &&
                       !called_.is_called_otherwise(entity);
  return std::ranges::any_of(entity.classes, [&](const std::string& own) {
    // "the foundation" is one by class; "the company" may be any organization that its
    // name does not call a court or a museum.
    // "the initiative" is no company that is known to be one
    const bool known_company = names_own_kind && entity.in_lexicon &&
                               class_name == organization_class &&
                               tables_.ontology.is_a(own, company_class);
    return (tables_.ontology.is_a(own, class_name) && !known_company) ||
           ((class_name == company_class ? company : !names_own_kind) &&
            tables_.ontology.is_a(class_name, own));
  });
}

/// "a fork of |Zeta|"; "written in |Java|", "for |Kubrix|": what is named in passing and
/// is no project by class.
bool NominalFinder::is_material(std::size_t mention, std::string_view class_name) const {
  const Mention& named = facts_.mentions[mention];
  if (is_compared(annotation_.sentences[named.sentence].tokens,
                  {named.first_token, named.end_token},
                  tables_)) {
    return true;
  }
  const auto& classes = facts_.entities[named.entity].classes;
  return class_name == project_class && earlier_.in_phrase(mention) &&
         std::ranges::none_of(classes, [&](const std::string& own) {
           return tables_.ontology.is_a(own, project_class);
         });
}

bool NominalFinder::is_listed_organization(const Entity& entity) const {
  return (tables_.gazetteers.lists_of(fold(entity.label)) &
          knowledge::Gazetteers::organization) != 0;
}

/// "the project", of something that the article names again and again without a word of
/// what it is.
bool NominalFinder::may_be_project(std::size_t entity,
                                   std::string_view class_name) const {
  constexpr std::size_t often = 2;
  const Entity& named = facts_.entities[entity];
  const bool may_be_work =
      named.kind == EntityKind::topic || named.kind == EntityKind::organization;
  return class_name == project_class && may_be_work && !named.in_lexicon &&
         (named.classes.empty() || named.class_is_guess) &&
         !is_listed_organization(named) && earlier_.count(entity) >= often;
}

std::size_t NominalFinder::person_meant(std::size_t sentence, std::size_t i) const {
  constexpr std::size_t reach_called = 8;
  const auto& tokens = annotation_.sentences[sentence].tokens;
  const std::string& head = tokens[i].folded;
  bool several = false;
  const std::size_t called =
      only_person(sentence, i, reach_called, several, [&](std::size_t entity) {
        return called_.is_called(entity, head);
      });
  if (called != no_mention || several) {
    return called;
  }
  // "|a| nova presidente"
  std::size_t at = i;
  while (at > 0 && i - at < 2 && tokens[at - 1].tag == Tag::adj) {
    --at;
  }
  const auto article =
      at > 0 ? tables_.definite_words.value(tokens[at - 1].folded) : std::string_view{};
  const char gender = article.empty() ? '\0' : article.front();
  const auto has_gender = [&](std::size_t entity) {
    return gender == 0 || genders_[entity] == 0 || genders_[entity] == gender;
  };
  const std::size_t alike =
      only_person(sentence, i, reach_called, several, [&](std::size_t entity) {
        return has_gender(entity) && called_.is_called_like(entity, head);
      });
  return alike != no_mention || several
             ? alike
             : only_person(sentence, i, reach_nominal, several, [&](std::size_t entity) {
                 return has_gender(entity) && !called_.is_called_unlike(entity, head);
               });
}

template <typename Test>
std::size_t NominalFinder::only_person(std::size_t sentence,
                                       std::size_t i,
                                       std::size_t reach,
                                       bool& several,
                                       const Test& may_be) const {
  std::size_t found = no_mention;
  const std::size_t first = sentence > reach ? sentence - reach : 0;
  for (std::size_t s = first; s <= sentence; ++s) {
    for (const std::size_t mention : earlier_.in(s)) {
      const Mention& candidate = facts_.mentions[mention];
      if (facts_.entities[candidate.entity].kind != EntityKind::person ||
          (s == sentence && candidate.end_token > i) ||
          is_named_later(sentence, i, candidate.entity) || !may_be(candidate.entity)) {
        continue;
      }
      if (found != no_mention && facts_.mentions[found].entity != candidate.entity) {
        several = true;
        return no_mention;
      }
      found = mention;
    }
  }
  return found;
}

bool NominalFinder::is_named_later(std::size_t sentence,
                                   std::size_t i,
                                   std::size_t entity) const {
  return std::ranges::any_of(earlier_.in(sentence), [&](std::size_t mention) {
    const Mention& other = facts_.mentions[mention];
    return other.first_token > i && other.entity == entity &&
           other.form == MentionForm::name;
  });
}

bool NominalFinder::is_of_other_kind(std::size_t entity, const std::string& head) const {
  constexpr std::size_t in_passing = 2;
  return earlier_.count(entity) <= in_passing && !called_.has_head(entity, head) &&
         called_.named_kind(facts_.entities[entity]) == organization_class;
}

std::size_t NominalFinder::nominal_antecedent(std::size_t sentence,
                                              std::size_t i,
                                              std::string_view class_name) const {
  const std::string& head = annotation_.sentences[sentence].tokens[i].folded;
  const bool names_own_kind =
      tables_.heads.has(head) && tables_.heads.value(head, 1) != "suffix";
  // "o grupo": many are called so, the nearest one is meant
  const bool common = tables_.heads.value(head, 1) == "suffix";
  if (const std::size_t found =
          common ? no_mention : only_so_called(sentence, i, head, class_name);
      found != no_mention && !is_told_since(found, sentence, class_name)) {
    const std::size_t topic = topic_instead(found, sentence, class_name);
    return topic == no_mention ? found : topic;
  }
  std::map<std::size_t, Antecedent> by_entity;
  // "the court": if something before is named one, that
  const bool own_name =
      !common && tables_.heads.has(head) &&
      (class_name == organization_class || tables_.heads.value(head) == class_name) &&
      called_.is_named_before(sentence, head);
  if (own_name) {
    if (const std::size_t made = just_made(sentence, head); made != no_mention) {
      return made;
    }
  }
  const std::size_t first = sentence > reach_nominal ? sentence - reach_nominal : 0;
  const auto collect = [&](bool known) {
    for (std::size_t s = first; s <= sentence; ++s) {
      for (const std::size_t mention : earlier_.in(s)) {
        const Mention& candidate = facts_.mentions[mention];
        const bool called = called_.is_called(candidate.entity, head, class_name);
        if ((s == sentence &&
             (candidate.end_token > i ||
              is_told_of_list_with(annotation_.sentences[s].tokens,
                                   {candidate.first_token, candidate.end_token},
                                   i))) ||
            (class_name == company_class && earlier_.is_addressee(mention)) ||
            (s < sentence && !called_.is_called(candidate.entity, head, class_name) &&
             tables_.ontology.kind_of(class_name) == EntityKind::organization &&
             leading_.shares_subject(mention)) ||
            (own_name && !called_.has_head(candidate.entity, head)) ||
            (names_own_kind && class_name == organization_class &&
             is_of_other_kind(candidate.entity, head)) ||
            (!called &&
             (lacks_own_name(candidate.entity, head) || tables_.peer_nouns.has(head))) ||
            !(called || (known ? has_class(facts_.entities[candidate.entity],
                                           class_name,
                                           names_own_kind) &&
                                     !is_material(mention, class_name)
                               : may_be_project(candidate.entity, class_name)))) {
          continue;
        }
        const bool so_named = called ||
                              (common && called_.has_head(candidate.entity, head)) ||
                              called_.is_named_like(candidate.entity, head);
        const double value = earlier_.score(mention, sentence) + (so_named ? 2.0 : 0) -
                             (is_rather_company(candidate.entity, class_name) ? 1.0 : 0);
        Antecedent& best = by_entity[candidate.entity];
        if (best.mention == no_mention || value >= best.score) {
          best = {mention, value};
        }
      }
    }
  };
  collect(true);
  if (by_entity.empty()) {
    collect(false);
  }
  Antecedent best;
  Antecedent second;
  for (const auto& [entity, found] : by_entity) {
    if (best.mention == no_mention || found.score > best.score) {
      second = best;
      best = found;
    } else if (second.mention == no_mention || found.score > second.score) {
      second = found;
    }
  }
  if (class_name == company_class || class_name == project_class) {
    if (const std::size_t leading = leading_of(sentence, i, class_name, best.mention);
        leading != no_mention) {
      return leading;
    }
  }
  const bool clear =
      second.mention == no_mention || best.score - second.score >= clear_lead ||
      (class_name == company_class && is_told_right_before(best, second, sentence));
  if (!clear && class_name == company_class) {
    return topic_of(by_entity);
  }
  // "… works with |Kite|. … Acme started in 2016. Today the platform": named once in
  // passing, sentences back
  if (clear && best.mention != no_mention && class_name == project_class &&
      earlier_.count(facts_.mentions[best.mention].entity) == 1 &&
      facts_.mentions[best.mention].sentence + 2 < sentence &&
      !earlier_.is_subject(best.mention)) {
    return no_mention;
  }
  // a new paragraph's "the company" is rather the article's than one named once before
  if (clear && best.mention != no_mention && class_name == company_class &&
      earlier_.count(facts_.mentions[best.mention].entity) == 1 &&
      annotation_.sentences[facts_.mentions[best.mention].sentence].block !=
          annotation_.sentences[sentence].block) {
    const std::size_t topic = topic_of(by_entity);
    if (topic != no_mention || earlier_.in_phrase(best.mention)) {
      return topic;
    }
  }
  // "the theatre", after another was named in passing: the one that the text is about
  if (own_name && (!clear || best.mention == no_mention ||
                   earlier_.count(facts_.mentions[best.mention].entity) < 2)) {
    if (const std::size_t topic = topic_named(sentence, head); topic != no_mention) {
      return topic;
    }
  }
  return clear && !is_introduced_behind(best.mention, sentence, i, class_name)
             ? best.mention
             : no_mention;
}

bool NominalFinder::is_told_right_before(const Antecedent& best,
                                         const Antecedent& second,
                                         std::size_t sentence) const {
  const Mention& told = facts_.mentions[best.mention];
  const auto& sentences = annotation_.sentences;
  return told.sentence + 1 == sentence && told.form == MentionForm::name &&
         earlier_.is_subject(best.mention) &&
         sentences[told.sentence].block == sentences[sentence].block &&
         facts_.mentions[second.mention].sentence < told.sentence;
}

std::size_t NominalFinder::leading_of(std::size_t sentence,
                                      std::size_t i,
                                      std::string_view class_name,
                                      std::size_t best) const {
  const auto kind = tables_.ontology.kind_of(class_name);
  const std::size_t leading = kind ? leading_.before(sentence, i, *kind) : no_mention;
  if (leading == no_mention ||
      !has_class(facts_.entities[facts_.mentions[leading].entity], class_name, false)) {
    return no_mention;
  }
  const bool in_passing =
      best != no_mention && facts_.mentions[best].sentence < sentence &&
      earlier_.count(facts_.mentions[best].entity) <= 1 && !earlier_.is_subject(best);
  return best == no_mention || in_passing ? leading : no_mention;
}

bool NominalFinder::is_introduced_behind(std::size_t mention,
                                         std::size_t sentence,
                                         std::size_t i,
                                         std::string_view class_name) const {
  if (mention == no_mention || class_name == company_class ||
      tables_.ontology.kind_of(class_name) != EntityKind::organization) {
    return false;
  }
  const std::string& head = annotation_.sentences[sentence].tokens[i].folded;
  const Mention& meant = facts_.mentions[mention];
  if (called_.is_called(meant.entity, head, class_name) ||
      called_.has_head(meant.entity, head)) {
    return false;
  }
  for (std::size_t s = meant.sentence; s < sentence; ++s) {
    const auto& tokens = annotation_.sentences[s].tokens;
    for (std::size_t k = 0; k < tokens.size(); ++k) {
      if (tokens[k].folded == head && introduces(tokens, k)) {
        return true;
      }
    }
  }
  return false;
}

bool NominalFinder::introduces(const std::vector<Token>& tokens, std::size_t i) const {
  constexpr std::size_t modifiers = 4;
  if (tokens[i].relation != Relation::obj && tokens[i].relation != Relation::obl) {
    return false;
  }
  for (std::size_t k = i; k > 0 && i - k <= modifiers; --k) {
    const std::string& before = tokens[k - 1].folded;
    if (tables_.indefinite_words.has(before) && !tables_.definite_words.has(before)) {
      return true;
    }
    if (!modifies(tokens, k - 1, i)) {
      return false;
    }
  }
  return false;
}

}  // namespace byline::extract
