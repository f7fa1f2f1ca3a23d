#include "extract/pronoun_fit.hpp"

#include "extract/pronoun_structure.hpp"

namespace byline::extract {

PronounFit::PronounFit(const Annotation& annotation,
                       const NameTables& tables,
                       const ArticleFacts& facts,
                       const EarlierMentions& earlier,
                       const std::vector<char>& genders)
    : annotation_(annotation),
      tables_(tables),
      facts_(facts),
      earlier_(earlier),
      genders_(genders) {
  genders_.resize(facts_.entities.size());
  for (const Mention& mention : facts_.mentions) {
    if (const char gender = gender_of_article(mention); gender != 0) {
      article_genders_[mention.entity] = gender;
    }
    if (genders_[mention.entity] == 0) {
      genders_[mention.entity] = gender_of_post(mention);
    }
  }
}

/// "|a coreógrafa| Ana Lima", "Ana Lima, |a coreógrafa|": the gender that the article of
/// a person's post tells; 0: none.
char PronounFit::gender_of_post(const Mention& mention) const {
  constexpr std::size_t reach = 3;
  if (mention.form != MentionForm::name ||
      facts_.entities[mention.entity].kind != EntityKind::person) {
    return 0;
  }
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const auto gender_at = [&](std::size_t i) {
    const auto value = tables_.definite_words.value(tokens[i].folded);
    return value.empty() ? '\0' : value.front();
  };
  const auto gender_of = [&](std::size_t role) {
    const auto own = tables_.role_groups.value(tokens[role].folded, 1);
    return !own.empty() ? own.front() : role > 0 ? gender_at(role - 1) : '\0';
  };
  bool post = false;
  std::size_t at = mention.first_token;
  for (; at > 0 && mention.first_token - at < reach; --at) {
    const bool role = tables_.roles.has(tokens[at - 1].folded);
    if (!role && tokens[at - 1].tag != Tag::adj) {
      break;
    }
    post = post || role;
  }
  if (post && at > 0 && gender_at(at - 1) != 0) {
    return gender_at(at - 1);
  }
  // "a diretora do clube, |Ana Lima|": named behind the post
  const Token& first = tokens[mention.first_token];
  if (first.relation == Relation::appos && first.head >= 0 &&
      static_cast<std::size_t>(first.head) < mention.first_token &&
      tables_.roles.has(tokens[static_cast<std::size_t>(first.head)].folded)) {
    return gender_of(static_cast<std::size_t>(first.head));
  }
  const std::size_t end = mention.end_token;
  for (std::size_t i = end + 2; i < tokens.size() && i < end + 5; ++i) {
    if (tokens[end].folded == "," && tables_.roles.has(tokens[i].folded)) {
      return gender_at(i - 1);  // "Ana Lima, a diretora", "Ana Lima, que é a autora"
    }
  }
  return 0;
}

void PronounFit::learn(std::size_t entity, const PronounForm& form) {
  if (form.of_person() && genders_[entity] == 0 &&
      facts_.entities[entity].kind == EntityKind::person) {
    genders_[entity] = form.gender;
  }
}

std::optional<PronounForm> PronounFit::form_of(const Token& token) const {
  const auto* row = tables_.pronouns.find(token.folded);
  if (row == nullptr || row->values.size() < 3 || row->values[2] == "speaker") {
    return std::nullopt;
  }
  return PronounForm{row->values[0].empty() ? 'c' : row->values[0].front(),
                     row->values[1] == "pl",
                     row->values[2]};
}

/// "o Kite", "a Acme": the gender that the article before the words tells; 0:
/// no_mention.
char PronounFit::gender_of_article(const Mention& mention) const {
  if (mention.first_token == 0) {
    return 0;
  }
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const auto value = tables_.definite_words.value(tokens[mention.first_token - 1].folded);
  return value.empty() ? '\0' : value.front();
}

/// "a plataforma |Kite|": the gender that the article before the noun tells; 0: none.
char PronounFit::gender_of_noun(const Mention& mention) const {
  constexpr std::size_t furthest = 3;
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const TokenRange range{mention.first_token, mention.end_token};
  for (std::size_t i = range.first; i > 1 && i + furthest > range.first; --i) {
    if (is_name_of(tokens, range, i - 1)) {
      const auto value = tables_.definite_words.value(tokens[i - 2].folded);
      return value.empty() ? '\0' : value.front();
    }
  }
  return 0;
}

/// Where things have a gender, "he" may be one: the article tells.
bool PronounFit::is_thing_of(const Mention& mention, char gender) const {
  const EntityKind kind = facts_.entities[mention.entity].kind;
  if (kind != EntityKind::organization && kind != EntityKind::work) {
    return false;
  }
  if (const char own = gender_of_article(mention); own != 0) {
    return own == gender;
  }
  if (gender_of_noun(mention) == gender) {
    return true;
  }
  const auto known = article_genders_.find(mention.entity);
  return known != article_genders_.end() && known->second == gender;
}

bool PronounFit::fits(std::size_t mention, const PronounForm& form) const {
  const Mention& candidate = facts_.mentions[mention];
  const Entity& entity = facts_.entities[candidate.entity];
  const char gender = genders_[candidate.entity];
  const bool is_person = entity.kind == EntityKind::person;
  if (form.plural) {
    return entity.kind == EntityKind::organization;
  }
  switch (form.gender) {
    case 'm':
    case 'f':
      return is_person ? gender == 0 || gender == form.gender
                       : is_thing_of(candidate, form.gender);
    case 'n':
      return entity.kind == EntityKind::organization || entity.kind == EntityKind::work ||
             (entity.classes.empty() && !entity.in_lexicon);
    default:
      return is_person || entity.kind == EntityKind::organization ||
             entity.kind == EntityKind::work;
  }
}

std::pair<Reading, std::size_t> PronounFit::reading(std::size_t sentence,
                                                    std::size_t token,
                                                    std::size_t i,
                                                    const PronounForm& form) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  if (is_joined(tokens, token, i)) {
    return {form.plural ? Reading::noun : Reading::passed, no_mention};
  }
  std::size_t named = no_mention;  // "the regulator |BaFin|", "game studio |Kite|"
  for (const std::size_t mention : earlier_.in(sentence)) {
    const Mention& candidate = facts_.mentions[mention];
    if (candidate.first_token <= token && token < candidate.end_token) {
      return fits(mention, form) ? std::pair{Reading::entity, mention}
                                 : std::pair{Reading::passed, no_mention};
    }
    if (candidate.end_token <= i && fits(mention, form) &&
        is_name_of(tokens, {candidate.first_token, candidate.end_token}, token)) {
      named = mention;
    }
  }
  if (named != no_mention) {
    return {Reading::entity, named};
  }
  return {may_be_meant(tokens[token], form) ? Reading::noun : Reading::passed,
          no_mention};
}

/// Whether a word that is no entity may be meant. A noun that differs from its lemma is
/// taken for a plural.
bool PronounFit::may_be_meant(const Token& token, const PronounForm& form) const {
  if (token.tag == Tag::pron) {
    const auto* row = tables_.pronouns.find(token.folded);
    return row != nullptr && row->values.size() > 1 &&
           (row->values[1] == "pl") == form.plural &&
           (form.plural || row->values[0] == std::string{form.gender});
  }
  if (form.of_person()) {
    return false;  // a nameless person is left to the words around
  }
  const bool plural = !token.lemma.empty() && token.lemma != token.folded;
  return token.tag == Tag::noun && !tables_.roles.has(token.folded) &&
         (form.gender == 'c' && !form.plural ? true : plural == form.plural);
}

}  // namespace byline::extract
