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
  }
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

/// Where things have a gender, "he" may be one: the article tells.
bool PronounFit::is_thing_of(const Mention& mention, char gender) const {
  const EntityKind kind = facts_.entities[mention.entity].kind;
  if (kind != EntityKind::organization && kind != EntityKind::work) {
    return false;
  }
  if (const char own = gender_of_article(mention); own != 0) {
    return own == gender;
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
